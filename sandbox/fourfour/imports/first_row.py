"""The head of a file: read anew for every portion, because it says what the columns mean."""

from dataclasses import dataclass
from pathlib import Path

from sandbox.fourfour.imports.csv_rows import LONGEST_LINE, CsvRows
from sandbox.fourfour.imports.failure import JobFailure
from sandbox.fourfour.imports.header import Header, read_header, read_keys
from sandbox.fourfour.imports.record_types import RecordType

BLANK_LINES = 1000
"""How many may stand before the header."""


@dataclass(frozen=True)
class FirstRow:
    """`end` is where the rows begin, on the line `next_line`."""

    header: Header
    end: int
    next_line: int


def first_row(path: Path, kind: RecordType, *, deletes: bool, fail_at: int | None) -> FirstRow:
    """Raises JobFailure."""
    with path.open("rb") as file:
        rows, line = CsvRows(file), 1
        for row, end in rows.take(BLANK_LINES, LONGEST_LINE):
            if fail_at is not None and end >= fail_at:
                raise JobFailure("The import was told to fail at this line.", line=fail_at)
            if row:
                return FirstRow((read_keys if deletes else read_header)(row, kind, line=line), rows.offset, rows.next_line)
            line = end + 1
    raise JobFailure("The file is empty; the first row must name the columns.", line=1)
