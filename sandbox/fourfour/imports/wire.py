"""How the importer spells jobs and records."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sandbox.clock import iso_text
from sandbox.fourfour.imports.cells import written
from sandbox.fourfour.imports.job import Job
from sandbox.fourfour.imports.record_types import KINDS, Kind, RecordType


def job_wire(job: Job) -> dict[str, Any]:
    """The keys and their order are confirmed (fourfour.ai/developers)."""
    return {
        "status": job.status.value,
        "processed": job.processed,
        "error": job.error,
        "error_line": job.error_line,
        "created_at": _moment(job.created_at),
        "updated_at": _moment(job.updated_at),
        "started_at": _moment(job.started_at),
        "completed_at": _moment(job.completed_at),
    }


def record_csv(kind: RecordType, record: Mapping[str, Any], sent: int, additional: Mapping[str, str]) -> str:
    """A header row and one data row (confirmed). Order and line ends are proposed: the standard fields ever sent in the vendor's order,
    then the additional ones as they were first seen; each line ends with LF.
    """
    shown = [name for position, name in enumerate(kind.fields) if sent >> position & 1]
    values = [written(KINDS.get(name, Kind.TEXT), _stored(record[name])) for name in shown]
    return _line([*shown, *additional]) + _line([*values, *additional.values()])


def _line(cells: list[str]) -> str:
    """Python's writer puts quotes around the signs of its own line end only, so it is told of both."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def _stored(value: Any) -> Any:
    return iso_text(value) if isinstance(value, datetime) else value


def _moment(at: datetime | None) -> str | None:
    return iso_text(at) if at else None
