"""A call of the past, as far as the story tells; the rest follows from its key."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.cast.identifiers import hexadecimal
from sandbox.cast.people import Colleague
from sandbox.tenfold.speech.speech import Utterance

INBOUND, OUTBOUND, INTERNAL = "Inbound", "Outbound", "Internal"


@dataclass(frozen=True, kw_only=True)
class PlantedCall:
    """`key` is unique in the organization. Nobody answered when `seconds` is zero."""

    key: str
    colleague: Colleague
    number: str
    """Of the other end: digits, or an extension."""
    name: str | None = None
    """What the display showed."""
    direction: str
    began: datetime
    seconds: int
    subject: str | None = None
    note: str | None = None
    records: tuple[str, ...] = ()
    """The CRM's ids of those whom the number belongs to."""
    record: str | None = None
    """The one whom it was about."""
    transferred_from: str | None = None
    """The key of the first call of the chain."""
    said: tuple[Utterance, ...] = ()
    """Nothing where nobody knows the words."""
    language: str = "en"
    crm_errors: tuple[dict[str, str], ...] = ()

    @property
    def recorded_by_chance(self) -> bool:
        """Every third call that somebody answered."""
        return self.seconds > 0 and drawn(3, "recorded", self.key) == 0

    @property
    def ended(self) -> datetime:
        return self.began + (timedelta(seconds=self.seconds) if self.seconds else self._ringing)

    @property
    def answered(self) -> datetime | None:
        return self.began + min(self._ringing, timedelta(seconds=self.seconds) / 2) if self.seconds else None

    @property
    def _ringing(self) -> timedelta:
        return timedelta(seconds=3 + drawn(23, "ringing", self.key))


def drawn(sides: int, *key: str) -> int:
    """A number below `sides`, the same one for the same key."""
    return int(hexadecimal(12, *key), 16) % sides


def within(span: timedelta, key: str) -> timedelta:
    """The story knows minutes and the CRM keeps whole seconds; the phone system has milliseconds."""
    millisecond = timedelta(milliseconds=1)
    return drawn(span // millisecond, "millisecond", key) * millisecond
