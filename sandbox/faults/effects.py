"""What a fault does to the requests that it strikes."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Status:
    """Nothing is done, and the vendor refuses with that status; `message` in place of its words, `retry_after` in seconds."""

    status: int
    message: str | None = None
    retry_after: int | None = None


@dataclass(frozen=True, kw_only=True)
class Delay:
    """All is as ever, but `seconds` later: real ones, because it is the client's patience that is tried."""

    seconds: float


@dataclass(frozen=True)
class Drop:
    """Nothing is done, and the connection is closed without an answer."""


@dataclass(frozen=True)
class Lose:
    """All is done, and the connection is closed without an answer: what a client must not do twice."""


@dataclass(frozen=True)
class Truncate:
    """All is done, and the connection is closed in the middle of the answer's body."""


@dataclass(frozen=True)
class Garble:
    """All is done, and the answer's body is as long as it was, but no text any more."""


@dataclass(frozen=True, kw_only=True)
class RateLimit:
    """`limit` requests are answered within `per` seconds of the world's clock, and the others refused with 429."""

    limit: int
    per: float = 60


@dataclass(frozen=True)
class Absent:
    """There is no such endpoint or tool."""


@dataclass(frozen=True, kw_only=True)
class Error:
    """The tool fails: a result with `isError`, or with a `code` an error of JSON-RPC."""

    message: str | None = None
    code: int | None = None


Effect = Status | Delay | Drop | Lose | Truncate | Garble | RateLimit | Absent | Error

EFFECTS: dict[str, type[Effect]] = {
    "status": Status,
    "delay": Delay,
    "drop": Drop,
    "lose": Lose,
    "truncate": Truncate,
    "garble": Garble,
    "rate_limit": RateLimit,
    "absent": Absent,
    "error": Error,
}
"""By kind."""

ANSWERING = (Status, Drop, Absent, Error)
"""What takes the place of the work. So does a rate limit for the requests that it refuses."""

KINDS = {effect: kind for kind, effect in EFFECTS.items()}
