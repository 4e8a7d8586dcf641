"""Rows read and checked in chunks: one ends where a row cannot become a record."""

from dataclasses import dataclass, replace
from itertools import accumulate

from sandbox.fourfour.imports.csv_rows import CsvRows, Row, height
from sandbox.fourfour.imports.failure import JobFailure, told_to_fail
from sandbox.fourfour.imports.records import Parameters, Records

CHUNK_ROWS, CHUNK_BYTES = 2000, 1 << 20
"""What is written at one stroke: few enough for the server's own writes to wait some milliseconds only."""


@dataclass(frozen=True)
class Chunk:
    """`rows` in the file's order, the first of which begins on `line`. A `failure` is of what follows them."""

    line: int
    rows: list[Row]
    failure: JobFailure | None
    ended: bool

    @property
    def filled(self) -> list[Row]:
        """But for blank lines. These are the records."""
        return self.rows if all(self.rows) else [row for row in self.rows if row]

    def ended_by(self, place: int, complaint: str) -> "Chunk":
        """The rows before the one at `place`, which is to blame."""
        line = self.line + sum(map(height, self.rows[:place]))
        return self.cut(place, JobFailure(complaint, line=line))

    def cut(self, place: int, failure: JobFailure) -> "Chunk":
        return replace(self, rows=self.rows[:place], failure=failure, ended=False)


class Chunks:
    """What remains of a file. `fail_at` is the line where a test wants the job to fail."""

    def __init__(self, file: CsvRows, records: Records, *, fail_at: int | None) -> None:
        self._file, self._records, self._fail_at = file, records, fail_at

    def next(self, limit: int | None) -> tuple[Chunk, Parameters]:
        """At most so many rows, and what they are as records."""
        line = self._file.next_line
        rows, failure = self._file.take(CHUNK_ROWS if limit is None else min(CHUNK_ROWS, limit), CHUNK_BYTES)
        chunk = Chunk(line, rows, failure, self._file.ended)
        if self._fail_at is not None and self._fail_at < self._file.next_line:
            chunk = _failed_at(chunk, self._fail_at)
        try:
            return chunk, self._records.parameters(chunk.filled)
        except ValueError:
            chunk = self._without_bad_rows(chunk)
            return chunk, self._records.parameters(chunk.filled)

    def _without_bad_rows(self, chunk: Chunk) -> Chunk:
        for place, row in enumerate(chunk.rows):
            if row and (complaint := self._records.complaint(row)):
                return chunk.ended_by(place, complaint)
        raise AssertionError("rows were refused together that are good one by one")


def _failed_at(chunk: Chunk, line: int) -> Chunk:
    ends = accumulate(map(height, chunk.rows), initial=chunk.line - 1)
    next(ends)
    reached = next((place for place, end in enumerate(ends) if end >= line), None)
    return chunk if reached is None else chunk.cut(reached, told_to_fail(line))
