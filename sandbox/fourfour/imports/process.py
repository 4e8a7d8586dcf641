"""The importer's own process, which answers each line of orders when a portion of a job is done.

A process and no thread: reading CSV would hold Python's lock, and with it the event loop, for most of the time. It is nice, so that
whoever reads goes first. It ends when its server is gone.
"""

import os
import sys
from contextlib import suppress

from sandbox.database.visitor import visiting
from sandbox.fourfour.imports.csv_rows import CsvRows
from sandbox.fourfour.imports.orders import Orders, heard
from sandbox.fourfour.imports.portion import Overtaken, Portion
from sandbox.fourfour.imports.records import merged

NICE = 10
"""A little less than a tenth of a core if the server wants all of it, and all of one that nobody wants."""


def main() -> None:
    parent = os.getppid()
    os.nice(NICE)
    for line in sys.stdin.buffer:
        with suppress(Overtaken):
            _work(heard(line), parent)
        sys.stdout.write("done\n")
        sys.stdout.flush()


def _work(orders: Orders, parent: int) -> None:
    with visiting(orders.database) as rows, open(orders.path, "rb") as file:
        rows.create_function("merged", 2, merged, deterministic=True)
        Portion(orders, rows, CsvRows(file, offset=orders.byte_offset, line=orders.line)).run(parent=parent)


if __name__ == "__main__":
    main()
