"""The head of a file: read anew for every portion, because it says what the columns mean."""

from dataclasses import dataclass
from pathlib import Path

from sandbox.fourfour.imports.csv_rows import CsvRows
from sandbox.fourfour.imports.decoding import LONGEST_LINE
from sandbox.fourfour.imports.failure import JobFailure, told_to_fail
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
        rows = CsvRows(file)
        for _ in range(BLANK_LINES):
            line = rows.next_line
            found, failure = rows.take(1, LONGEST_LINE)
            if failure:
                raise failure
            if fail_at is not None and fail_at < rows.next_line and found:
                raise told_to_fail(fail_at)
            if any(found):
                return FirstRow((read_keys if deletes else read_header)(found[0], kind, line=line), rows.offset, rows.next_line)
            if rows.ended:
                break
    raise JobFailure("The file is empty; the first row must name the columns.", line=1)
