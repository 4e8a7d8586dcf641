"""The time both vendors see in one world: real, real plus an offset, or frozen. Nothing else in the program reads the time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

REAL = timedelta()
YEARS = range(1970, 3000)
"""What a clock can show. Stories reach years back from it and tokens years ahead, so it stays clear of the ends of Python's calendar."""


@dataclass(frozen=True, kw_only=True)
class ClockState:
    """What a world remembers of its clock: the frozen moment, if it stands still, and otherwise how far it is from real time."""

    frozen: datetime | None = None
    offset: timedelta = REAL

    def at(self, real: datetime) -> datetime:
        return self.frozen or real + self.offset


class Clock:
    """A world's clock. Its state is kept with the world, so that a restart, a clone or a second process sees the same time."""

    def __init__(self, load: Callable[[], ClockState], save: Callable[[ClockState], None]) -> None:
        self._load, self._save = load, save

    @property
    def state(self) -> ClockState:
        return self._load()

    def now(self) -> datetime:
        return self._load().at(real_time())

    def freeze(self, at: datetime | None = None) -> None:
        """Stands still at `at`, or at the second it shows."""
        self._save(ClockState(frozen=(at or self.now().replace(microsecond=0)).astimezone(UTC)))

    def run(self) -> None:
        """Goes on from the moment it shows."""
        if self._load().frozen:
            self.set(self.now())

    def set(self, moment: datetime) -> None:
        """Shows `moment` and goes on from there."""
        self._save(ClockState(offset=moment.astimezone(UTC) - real_time()))

    def follow_real_time(self) -> None:
        self._save(ClockState())

    def jump(self, to: datetime) -> None:
        """Shows `to`, and stands still or goes on as before."""
        state = self._load()
        self._save(replace(state, frozen=to) if state.frozen else ClockState(offset=to - real_time()))


def real_time() -> datetime:
    return datetime.now(UTC)


def read_moment(text: str) -> datetime:
    """ISO 8601; without an offset it is UTC. Raises ValueError with the rule."""
    try:
        read = datetime.fromisoformat(text.strip())
        moment = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("must be a moment such as 2026-03-02T09:00:00Z") from None
    return refuse_absurd(moment)


def refuse_absurd(moment: datetime) -> datetime:
    """Raises ValueError for a moment that no clock here can show."""
    if moment.year not in YEARS:
        raise ValueError(f"must be between the years {YEARS[0]} and {YEARS[-1]}")
    return moment


def millisecond_text(moment: datetime) -> str:
    """`2026-03-02T09:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_text(moment: datetime) -> str:
    """`2026-03-02T09:00:00+00:00`: to the second, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
