"""The one row in which a world remembers itself: what was planted, its clock and its dice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, String, Table, bindparam, delete, insert, select, update

from sandbox.clock import ClockState
from sandbox.database.engine import Database
from sandbox.database.schema import UtcDateTime, metadata

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


class WorldState:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._clock = database.prepare(select(state.c.clock_frozen, state.c.clock_offset))
        self._switches = database.prepare(select(state.c.switches))
        self._set_clock = database.prepare(
            update(state).values(clock_frozen=bindparam("frozen", type_=String), clock_offset=bindparam("offset", type_=BigInteger))
        )
        self._draw = database.prepare(update(state).values(draws=state.c.draws + 1).returning(state.c.draws))

    @staticmethod
    def plant(database: Database, planted: Planted) -> None:
        """Writes the row anew: the clock and the dice at their start, every switch as the settings say."""
        frozen = _text(planted.frozen)
        values = {**vars(planted), "frozen": frozen, "clock_frozen": frozen}
        with database.begin() as rows:
            rows.execute(delete(state))
            rows.execute(insert(state).values(id=1, clock_offset=0, switches="{}", draws=0, **values))

    def planted(self) -> Planted:
        with self._database.read() as rows:
            row = rows.execute(select(state.c.scenario, state.c.seed, state.c.anchor, state.c.frozen)).mappings().one()
        return Planted(**{**row, "frozen": _moment(row["frozen"])})

    def clock(self) -> ClockState:
        ((frozen, offset),) = self._database.fetch(self._clock, ())
        return ClockState(frozen=_moment(frozen), offset=offset * MICROSECOND)

    def set_clock(self, clock: ClockState) -> None:
        values: dict[str, Any] = {"frozen": _text(clock.frozen), "offset": clock.offset // MICROSECOND}
        self._database.write(self._set_clock, [values[name] for name in self._set_clock.names])

    def draw(self) -> int:
        ((number,),) = self._database.write(self._draw, [self._draw.defaults[name] for name in self._draw.names])
        return int(number)

    def switches(self) -> str:
        ((text,),) = self._database.fetch(self._switches, ())
        return str(text)

    def set_switches(self, text: str) -> None:
        with self._database.begin() as rows:
            rows.execute(update(state).values(switches=text))


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
