"""The rows of a CSV file that need not be read at one go: where one stopped is an offset and a line number."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from sandbox.fourfour.imports.failure import JobFailure

LONGEST_LINE = 4 << 20
"""Bytes. No line of a sensible file comes near it; without a bound, one could fill the memory (proposed)."""
LONGEST_CELL = 1 << 20
"""Characters; so far a quote that is never closed is looked for its end (proposed)."""
BLOCK = 1 << 18
"""Bytes that are decoded at one go: line by line it would take as long as the parsing."""
BOM = b"\xef\xbb\xbf"


class CsvRows:
    """Gives rows with the physical line on which each ends; blank lines come as empty rows. `next_line` and `offset` say where the next
    row begins.

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

    def take(self, count: int, longest: int) -> Iterator[tuple[list[str], int]]:
        """So many rows, or fewer: at the end of the file, and when they are `longest` bytes long. Raises JobFailure."""
        reader, before, begun = self._reader, self._before, self.next_line
        end, until = begun - 1, self._block_offset + longest
        try:
            for row in islice(reader, count):
                end = before + reader.line_num
                yield row, end
                count -= 1
                if self._block_offset > until:
                    return
            self.ended = count > 0
        except csv.Error as error:
            raise JobFailure(_explained(str(error)), line=end + 1) from None

    def _blocks(self) -> Iterator[Iterable[str]]:
        """Whole lines, decoded."""
        line = self._block_line
        while raw := self._read():
            self._block_offset += len(self._block)
            self._block, self._block_line = raw, line
            text = raw.removeprefix(BOM) if line == 1 and not self._block_offset else raw
            yield _decoded(text, line)
            line += raw.count(b"\n")

    def _read(self) -> bytes:
        raw = self._file.read(BLOCK)
        return raw if raw.endswith(b"\n") or not raw else raw + self._file.readline(LONGEST_LINE)


def _decoded(raw: bytes, line: int) -> Iterable[str]:
    """The lines of the block; those before a bad one are given before it is complained of."""
    if b"\0" not in raw and raw.endswith(b"\n"):
        try:
            return io.StringIO(raw.decode(), newline="\n")
        except UnicodeDecodeError:
            pass
    return _one_by_one(raw, line)


def _one_by_one(raw: bytes, line: int) -> Iterator[str]:
    for number, text in enumerate(io.BytesIO(raw), line):
        if len(text) >= LONGEST_LINE:
            raise JobFailure(f"The line is longer than {LONGEST_LINE} bytes.", line=number)
        if b"\0" in text:
            raise JobFailure(f"There is a NUL byte{_place(text, text.index(0))}.", line=number)
        try:
            yield text.decode()
        except UnicodeDecodeError as error:
            raise JobFailure(f"The file is not valid UTF-8{_place(text, error.start)}.", line=number) from None


def _place(raw: bytes, position: int) -> str:
    """For people: commas inside quotes are not told from others."""
    return f" in column {raw.count(b',', 0, position) + 1}"


def _explained(error: str) -> str:
    """What Python's reader says, in words for who wrote the file."""
    if error.startswith("field larger than field limit"):
        return f"A cell is larger than {LONGEST_CELL} characters; a quote may not be closed."
    if error.startswith("unexpected end of data"):
        return "A quote is not closed."
    if error.startswith("new-line character"):
        return "A line must end with LF or CRLF; there is a CR alone outside quotes."
    return "After a closing quote there must be a comma or the end of the line."
