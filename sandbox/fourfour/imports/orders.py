"""What the importer's process is told, and what it says when it stops."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson

from sandbox.clock import ClockState


@dataclass(frozen=True)
class Statement:
    """A text for the driver, the names of its parameters in order, and the values that it brought along."""

    text: str
    names: tuple[str, ...]
    known: dict[str, Any] = field(default_factory=dict)

    def parameters(self, values: dict[str, Any]) -> list[Any]:
        given = {**self.known, **values}
        return [given[name] for name in self.names]


@dataclass(frozen=True, kw_only=True)
class Orders:
    """One portion of one job. `header` is the file's first row; `byte_offset` and `line` are where the portion begins.

    `rows` and `seconds` bound the portion, and so does a row that `brake` finds; `fail_at_line` is where a test wants the job to fail.
    """

    database: str
    path: str
    job: str
    file: str
    workspace_id: str
    type: str
    deletes: bool
    header: list[str]
    processed: int
    byte_offset: int
    line: int
    started_at: str
    progress: Statement
    write: Statement
    brake: Statement
    clock_frozen: str | None
    clock_offset: int
    rows: int | None = None
    seconds: float
    fail_at_line: int | None = None

    @property
    def clock(self) -> ClockState:
        frozen = datetime.fromisoformat(self.clock_frozen) if self.clock_frozen else None
        return ClockState(frozen=frozen, offset=timedelta(microseconds=self.clock_offset))


def spoken(orders: Orders) -> bytes:
    return orjson.dumps(asdict(orders))


def heard(text: bytes) -> Orders:
    told: dict[str, Any] = orjson.loads(text)
    for name in ("progress", "write", "brake"):
        told[name] = Statement(told[name]["text"], tuple(told[name]["names"]), told[name]["known"])
    return Orders(**told)
