"""A portion of a job: each chunk of its rows is written together with how far the job has come."""

import os
import sqlite3
import time

from sandbox.clock import iso_text, real_time
from sandbox.fourfour.imports.chunks import Chunk, Chunks
from sandbox.fourfour.imports.csv_rows import CsvRows
from sandbox.fourfour.imports.header import read_header, read_keys
from sandbox.fourfour.imports.job import Status
from sandbox.fourfour.imports.orders import Orders
from sandbox.fourfour.imports.record_types import RECORD_TYPES
from sandbox.fourfour.imports.records import Constants, Parameters, Records

CONNECTED = "The id belongs to a record of a connected service (column id)."


class Overtaken(Exception):
    """The job is no longer where we left it: somebody else works on it, or its world was put back."""


class NotAll(Exception):
    """Some row of a chunk did not become a record."""


class Portion:
    def __init__(self, orders: Orders, rows: sqlite3.Connection, file: CsvRows) -> None:
        self._orders, self._rows, self._file = orders, rows, file
        kind = RECORD_TYPES[orders.type]
        header = (read_keys if orders.deletes else read_header)(orders.header, kind, line=1)
        records = Records(header, Constants(orders.workspace_id, kind, orders.started_at), orders.write.names)
        self._chunks = Chunks(file, records, fail_at=orders.fail_at_line)
        self._offset, self._processed, self._left = orders.byte_offset, orders.processed, orders.rows

    def run(self, *, parent: int) -> None:
        """Until the file or the portion ends. Stops when the process `parent` is gone, or with Overtaken."""
        until = time.monotonic() + self._orders.seconds
        while True:
            chunk, records = self._chunks.next(self._left)
            done = self._write(chunk, records)
            if self._left is not None:
                self._left -= len(records)
            if done or self._left == 0 or time.monotonic() > until or os.getppid() != parent or self._is_braked():
                return

    def _is_braked(self) -> bool:
        """What was told to do a number of rows does them in any case."""
        brake = self._orders.brake
        return self._left is None and self._rows.execute(brake.text, brake.parameters({})).fetchone() is not None

    def _write(self, chunk: Chunk, records: Parameters) -> bool:
        """At once; row by row where the driver did not write as many records as there are rows. Whether the job is over."""
        self._rows.execute("BEGIN IMMEDIATE")
        try:
            try:
                self._write_all(records)
            except NotAll:
                self._rows.execute("ROLLBACK")
                self._rows.execute("BEGIN IMMEDIATE")
                chunk = self._write_each(chunk, records)
            self._advance(chunk)
            self._rows.execute("COMMIT")
        except BaseException:
            self._rows.execute("ROLLBACK")
            raise
        return bool(chunk.failure or chunk.ended)

    def _write_all(self, records: Parameters) -> None:
        written = self._rows.executemany(self._orders.write.text, records).rowcount if records else 0
        if written != len(records) and not self._orders.deletes:
            raise NotAll

    def _write_each(self, chunk: Chunk, records: Parameters) -> Chunk:
        """As far as the id that a connected service has: it ends the job."""
        places = (place for place, row in enumerate(chunk.rows) if row)
        for place, record in zip(places, records, strict=True):
            if self._rows.execute(self._orders.write.text, record).rowcount != 1:
                return chunk.ended_by(place, CONNECTED)
        return chunk

    def _advance(self, chunk: Chunk) -> None:
        orders, failure = self._orders, chunk.failure
        over = bool(failure or chunk.ended)
        now = iso_text(orders.clock.at(real_time()))
        processed, offset = self._processed + len(chunk.filled), self._file.offset
        ahead = {
            "job": orders.job,
            "file": orders.file,
            "from_offset": self._offset,
            "new_status": (Status.FAILED if failure else Status.COMPLETED if over else Status.PROCESSING).value,
            "new_processed": processed,
            "new_byte_offset": offset,
            "new_line": self._file.next_line,
            "new_error": failure and failure.message,
            "new_error_line": failure and failure.line,
            "new_updated_at": now,
            "new_started_at": orders.started_at,
            "new_completed_at": now if over else None,
        }
        if self._rows.execute(orders.progress.text, orders.progress.parameters(ahead)).rowcount != 1:
            raise Overtaken
        self._offset, self._processed = offset, processed
