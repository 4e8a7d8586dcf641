"""An event that a client had tracked in somebody's name."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class TrackedEvent:
    """`data` is the text of a JSON object: nobody here looks into it."""

    user_id: str
    event: str
    data: str | None
    at: datetime
