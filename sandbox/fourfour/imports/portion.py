"""A portion of a job: rows are read and checked in chunks, and each chunk is written together with how far the job has come."""

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.clock import iso_text, real_time
from sandbox.fourfour.imports.csv_rows import CsvRows
from sandbox.fourfour.imports.failure import JobFailure
from sandbox.fourfour.imports.header import read_header, read_keys
from sandbox.fourfour.imports.job import Status
from sandbox.fourfour.imports.orders import Orders
from sandbox.fourfour.imports.record_types import RECORD_TYPES
from sandbox.fourfour.imports.records import Constants, Parameters, Records

CHUNK_ROWS, CHUNK_BYTES = 2000, 1 << 20
"""What is written at one stroke: few enough for the server's own writes to wait some milliseconds only."""


class Overtaken(Exception):
    """The job is no longer where we left it: somebody else works on it, or its world was put back."""


class NotAll(Exception):
    """Some row of a chunk did not become a record."""


@dataclass
class Chunk:
    """Rows in the file's order: the parameters of both statements. `lines` says where each begins."""

    records: Parameters = field(default_factory=list)
    memories: Parameters = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    failure: JobFailure | None = None
    ended: bool = False


class Portion:
    def __init__(self, orders: Orders, rows: sqlite3.Connection, file: CsvRows) -> None:
        self._orders, self._rows, self._file = orders, rows, file
        kind = RECORD_TYPES[orders.type]
        header = (read_keys if orders.deletes else read_header)(orders.header, kind, line=1)
        constants = Constants(orders.workspace_id, kind, orders.started_at)
        self._records = Records(header, constants, values=orders.record.names, memory=orders.memory.names)
        self._offset, self._processed = orders.byte_offset, orders.processed
        self._left, self._fail_at = orders.rows, orders.fail_at_line

    def run(self, *, parent: int) -> None:
        """Until the file or the portion ends. Stops when the process `parent` is gone, or with Overtaken."""
        until = time.monotonic() + self._orders.seconds
        while True:
            chunk = self._chunk()
            self._write(chunk)
            done = chunk.ended or chunk.failure or self._left == 0
            if done or time.monotonic() > until or os.getppid() != parent:
                return

    def _chunk(self) -> Chunk:
        chunk = Chunk()
        try:
            chunk.ended = self._fill(chunk)
        except JobFailure as failure:
            chunk.failure = failure
        if self._left is not None:
            self._left -= len(chunk.lines)
        return chunk

    def _fill(self, chunk: Chunk) -> bool:
        """Whether the file is at its end. Raises JobFailure."""
        limit = CHUNK_ROWS if self._left is None else min(CHUNK_ROWS, self._left)
        rows: list[list[str]] = []
        begin = self._file.next_line
        try:
            for row, end in self._file.take(limit, CHUNK_BYTES):
                if self._fail_at is not None and end >= self._fail_at:
                    raise JobFailure("The import was told to fail at this line.", line=self._fail_at)
                if row:
                    rows.append(row)
                    chunk.lines.append(begin)
                begin = end + 1
        finally:
            self._convert(chunk, rows)
        return self._file.ended

    def _convert(self, chunk: Chunk, rows: list[list[str]]) -> None:
        """Raises JobFailure; what stands before the row that is to blame is kept."""
        try:
            chunk.records, chunk.memories = self._records.parameters(rows) if rows else ([], [])
        except ValueError:
            for place, (row, line) in enumerate(zip(rows, chunk.lines, strict=True)):
                try:
                    self._records.check(row, line)
                except JobFailure:
                    del chunk.lines[place:]
                    self._convert(chunk, rows[:place])
                    raise
            raise

    def _write(self, chunk: Chunk) -> None:
        """At once; row by row where the driver did not write as many records as there are rows."""
        try:
            self._in_transaction(chunk, self._write_all)
        except NotAll:
            self._in_transaction(chunk, self._write_each)

    def _in_transaction(self, chunk: Chunk, write: Callable[[Chunk], None]) -> None:
        self._rows.execute("BEGIN IMMEDIATE")
        try:
            write(chunk)
            self._advance(chunk)
            self._rows.execute("COMMIT")
        except BaseException:
            self._rows.execute("ROLLBACK")
            raise

    def _write_all(self, chunk: Chunk) -> None:
        written = self._rows.executemany(self._orders.record.text, chunk.records).rowcount
        if written != len(chunk.records) and chunk.records and not self._orders.deletes:
            raise NotAll
        self._rows.executemany(self._orders.memory.text, chunk.memories)

    def _write_each(self, chunk: Chunk) -> None:
        """For ids that come twice, and for one that a connected service has: it ends the job."""
        for place, (record, memory) in enumerate(zip(chunk.records, chunk.memories, strict=True)):
            if self._rows.execute(self._orders.record.text, record).rowcount != 1:
                chunk.failure = JobFailure("The id belongs to a record of a connected service (column id).", line=chunk.lines[place])
                del chunk.lines[place:]
                return
            self._rows.execute(self._orders.memory.text, memory)

    def _advance(self, chunk: Chunk) -> None:
        orders, failure = self._orders, chunk.failure
        over = bool(failure or chunk.ended)
        now = iso_text(orders.clock.at(real_time()))
        status = Status.FAILED if failure else Status.COMPLETED if over else Status.PROCESSING
        ahead = {
            "job": orders.job,
            "file": orders.file,
            "from_offset": self._offset,
            "new_status": status.value,
            "new_processed": self._processed + len(chunk.lines),
            "new_byte_offset": self._file.offset,
            "new_line": self._file.next_line,
            "new_error": failure and failure.message,
            "new_error_line": failure and failure.line,
            "new_updated_at": now,
            "new_started_at": orders.started_at,
            "new_completed_at": now if over else None,
        }
        if self._rows.execute(orders.progress.text, orders.progress.parameters(ahead)).rowcount != 1:
            raise Overtaken
        self._offset, self._processed = self._file.offset, self._processed + len(chunk.lines)
