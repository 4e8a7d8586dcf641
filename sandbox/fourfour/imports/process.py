"""The importer's own process: works on one portion of one job and ends. `python -m sandbox.fourfour.imports.process` is told what to do
on its standard input.

A process and no thread: reading CSV would hold Python's lock, and with it the event loop, for most of the time. It is nice, so that
whoever reads goes first. It ends when it is told to, when its server is gone, and when the job is no longer where it left it.
"""

import os
import sys
from contextlib import closing

from sandbox.database.visitor import visit
from sandbox.fourfour.imports.csv_rows import CsvRows
from sandbox.fourfour.imports.orders import heard
from sandbox.fourfour.imports.portion import Overtaken, Portion
from sandbox.fourfour.imports.records import merged

NICE = 10
"""A little less than a tenth of a core if the server wants all of it, and all of one that nobody wants."""


OVERTAKEN = 3
"""The exit code that says so."""


def main() -> None:
    parent = os.getppid()
    os.nice(NICE)
    orders = heard(sys.stdin.buffer.read())
    with closing(visit(orders.database)) as rows, open(orders.path, "rb") as file:
        rows.create_function("merged", 2, merged, deterministic=True)
        try:
            Portion(orders, rows, CsvRows(file, offset=orders.byte_offset, line=orders.line)).run(parent=parent)
        except Overtaken:
            sys.exit(OVERTAKEN)


if __name__ == "__main__":
    main()
