"""The rows of a CSV file that need not be read at one go: where one stopped is an offset and a line number."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from sandbox.fourfour.imports.decoding import LONGEST_LINE, decoded
from sandbox.fourfour.imports.failure import JobFailure

Row = list[str]

LONGEST_CELL = 1 << 20
"""Characters; so far a quote that is never closed is looked for its end (proposed)."""
BLOCK = 1 << 18
"""Bytes that are decoded at one go: line by line it would take as long as the parsing."""
BOM = b"\xef\xbb\xbf"


class CsvRows:
    """`next_line` and `offset` say where the next row begins.

    Proposed: UTF-8, a leading BOM is dropped, commas, quotes as in RFC 4180, lines end with LF or CRLF.
    """

    def __init__(self, file: BinaryIO, *, offset: int = 0, line: int = 1) -> None:
        """`line` is the number of the line at `offset`."""
        file.seek(offset)
        csv.field_size_limit(LONGEST_CELL)
        self._file, self._before = file, line - 1
        self._block, self._block_offset, self._block_line = b"", offset, line
        self.ended = False
        self._reader = csv.reader(chain.from_iterable(self._blocks()), strict=True)

    @property
    def next_line(self) -> int:
        return self._before + self._reader.line_num + 1

    @property
    def offset(self) -> int:
        lines = self.next_line - self._block_line
        rest = self._block.split(b"\n", lines)[lines:]
        return self._block_offset + len(self._block) - sum(map(len, rest))

    def take(self, count: int, longest: int) -> tuple[list[Row], JobFailure | None]:
        """So many rows, or fewer: at the end of the file, when they are `longest` bytes long, and before a failure.

        A blank line is an empty row.
        """
        rows: list[Row] = []
        begin, until = self.next_line, self._block_offset + longest
        try:
            for row in islice(self._reader, count):
                rows.append(row)
                if self._block_offset > until:
                    return rows, None
            self.ended = len(rows) < count
        except csv.Error as error:
            return rows, JobFailure(_explained(str(error)), line=begin + sum(map(height, rows)))
        except JobFailure as failure:
            return rows, failure
        return rows, None

    def _blocks(self) -> Iterator[Iterable[str]]:
        """Whole lines, decoded."""
        line = self._block_line
        while raw := self._read():
            self._block_offset += len(self._block)
            self._block, self._block_line = raw, line
            text = raw.removeprefix(BOM) if line == 1 and not self._block_offset else raw
            yield decoded(text, line)
            line += raw.count(b"\n")

    def _read(self) -> bytes:
        raw = self._file.read(BLOCK)
        return raw if raw.endswith(b"\n") or not raw else raw + self._file.readline(LONGEST_LINE)


def height(row: Row) -> int:
    """Physical lines. Only quoted cells hold line ends."""
    return 1 + sum(cell.count("\n") for cell in row)


def _explained(error: str) -> str:
    """What Python's reader says, in words for who wrote the file."""
    if error.startswith("field larger than field limit"):
        return f"A cell is larger than {LONGEST_CELL} characters; a quote may not be closed."
    if error.startswith("unexpected end of data"):
        return "A quote is not closed."
    if error.startswith("new-line character"):
        return "A line must end with LF or CRLF; there is a CR alone outside quotes."
    return "After a closing quote there must be a comma or the end of the line."
