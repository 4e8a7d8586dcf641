"""The one row in which a world remembers itself: what was planted, its clock and its dice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import BigInteger, Column, Integer, String, Table, bindparam, delete, insert, select, update

from sandbox.clock import ClockState
from sandbox.database.engine import Database
from sandbox.database.schema import UtcDateTime, metadata
from sandbox.database.statement import Statement

state = Table(
    "sandbox_world",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scenario", String, nullable=False),
    Column("seed", BigInteger),
    Column("anchor", UtcDateTime, nullable=False),
    Column("frozen", String),  # ISO 8601 with microseconds, like clock_frozen: a moment comes back as it was given
    Column("switches", String, nullable=False),  # JSON: what this world does otherwise than the server's settings say
    Column("clock_frozen", String),
    Column("clock_offset", BigInteger, nullable=False),  # microseconds
    Column("draws", BigInteger, nullable=False),
)

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Planted:
    """What a world was planted with; a reset plants the same again.

    `anchor` is midnight of the day that the scenario's story leads up to, `frozen` where the clock stands still from the start.
    """

    scenario: str
    seed: int | None
    anchor: datetime
    frozen: datetime | None


SET_CLOCK = Statement(
    update(state).values(clock_frozen=bindparam("frozen", type_=String), clock_offset=bindparam("offset", type_=BigInteger))
)
DRAW = Statement(update(state).values(draws=state.c.draws + 1).returning(state.c.draws))


class WorldState:
    """Kept in memory and written through: one process owns a world's file (see `worlds`), and every request asks for the time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reload()

    @staticmethod
    def plant(database: Database, planted: Planted) -> None:
        """Writes the row anew: the clock and the dice at their start, every switch as the settings say."""
        frozen = _text(planted.frozen)
        values = {**vars(planted), "frozen": frozen, "clock_frozen": frozen}
        with database.begin() as rows:
            rows.execute(delete(state))
            rows.execute(insert(state).values(id=1, clock_offset=0, switches="{}", draws=0, **values))

    def reload(self) -> None:
        """Reads the row again: another world's rows have taken the place of ours."""
        with self._database.read() as rows:
            row = rows.execute(select(state)).one()
        self.planted = Planted(scenario=row.scenario, seed=row.seed, anchor=row.anchor, frozen=_moment(row.frozen))
        self.clock = ClockState(frozen=_moment(row.clock_frozen), offset=row.clock_offset * MICROSECOND)
        self.switches: dict[str, Any] = orjson.loads(row.switches)

    def set_clock(self, clock: ClockState) -> None:
        values: dict[str, Any] = {"frozen": _text(clock.frozen), "offset": clock.offset // MICROSECOND}
        self._database.fetch(SET_CLOCK, values)
        self.clock = clock

    def draw(self) -> int:
        ((number,),) = self._database.fetch(DRAW, {})
        return int(number)

    def set_switches(self, switches: dict[str, Any]) -> None:
        with self._database.begin() as rows:
            rows.execute(update(state).values(switches=orjson.dumps(switches).decode()))
        self.switches = switches


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
