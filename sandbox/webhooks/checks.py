"""What a receiver of webhooks is put to: messages that it must accept, and such that it must refuse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sandbox.webhooks.endpoint import Dialect
from sandbox.webhooks.exchange import Request
from sandbox.webhooks.signature import sign

DRIP = 2.0
BIG = 200_000


class Expected(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    BETTER_REFUSE = "better refuse"
    """Good practice, not the vendor's rule."""


@dataclass(frozen=True, kw_only=True)
class Check:
    name: str
    about: str
    expected: Expected
    request: Request
    hint: str
    """What to do about it when the receiver is wrong."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """`write` makes the body of a new message about an event, of a moment, with fields added to its payload."""

    secret: str
    event: str
    write: Callable[[str, datetime, dict[str, Any]], bytes]
    dialect: Dialect

    def message(self, at: datetime, *, event: str | None = None, **added: Any) -> bytes:
        return self.write(event or self.event, at, added)

    def post(self, body: bytes, signature: str | None = None, *, drip: float = 0) -> Request:
        """Signed as it should be if no signature is given; an empty one is left out with its header."""
        signature = sign(self.secret, body) if signature is None else signature
        signed = {self.dialect.signature_header: signature} if signature else {}
        return Request(headers={**self.dialect.headers, **signed}, body=body, drip=drip)


def checks(sender: Sender, now: datetime) -> Iterator[Check]:
    """In the order they are made. The second is the first once more."""
    yield from usual(sender, now)
    yield from forged(sender, now)
    yield from uncommon(sender, now)


def usual(sender: Sender, now: datetime) -> Iterator[Check]:
    def accept(name: str, about: str, body: bytes, hint: str) -> Check:
        return Check(name=name, about=about, expected=Expected.ACCEPT, request=sender.post(body), hint=hint)

    first, second = sender.message(now - timedelta(seconds=9)), sender.message(now)
    yield accept("correct", "a correct message", first, "nothing arrives at all; is the secret the right one?")
    yield accept("duplicate", "the same message again", first, "any message may come twice; answer as you did before")
    yield accept("newer_first", "the second of two messages, first", second, "the order is not guaranteed")
    earlier = sender.message(now - timedelta(seconds=5))
    yield accept("older_second", "the first of them, second", earlier, "the order is not guaranteed")
    late = timedelta(seconds=sum(sender.dialect.waits))
    yield accept("delayed", f"a message {late // timedelta(minutes=1)} minutes late", sender.message(now - late), "retries come that late")


def forged(sender: Sender, now: datetime) -> Iterator[Check]:
    def refuse(name: str, about: str, body: bytes, signature: str, hint: str) -> Check:
        return Check(name=name, about=about, expected=Expected.REFUSE, request=sender.post(body, signature), hint=hint)

    def message() -> bytes:  # each has an id of its own: a receiver may answer 200 to what it knows already
        return sender.message(now)

    forgery, other = message(), f"not {sender.secret}"
    yield refuse("wrong_signature", "signed with another secret", forgery, sign(other, forgery), "whoever knows the address can forge")
    yield refuse("no_signature", "without a signature", message(), "", "a signature that is not there must count as a wrong one")
    shouted = message()
    yield refuse(
        "upper_case", "such a signature in upper case", shouted, sign(other, shouted).upper(), "it must differ in more than its case"
    )
    over = "compute the signature over the body that came"
    yield refuse("other_body", "the signature of another body", message(), sign(sender.secret, message()), over)
    whole = message()
    yield refuse("truncated", "half a body, the signature of the whole", whole[: len(whole) // 2], sign(sender.secret, whole), over)


def uncommon(sender: Sender, now: datetime) -> Iterator[Check]:
    def check(name: str, about: str, request: Request, hint: str, expected: Expected = Expected.ACCEPT) -> Check:
        return Check(name=name, about=about, expected=expected, request=request, hint=hint)

    stale = sender.post(sender.message(now - timedelta(days=1)))
    yield check("stale", "a message of yesterday", stale, "an old message may be a recorded one", Expected.BETTER_REFUSE)
    yield check("get", "GET", Request(method="GET"), "messages are posted; answer 405", Expected.BETTER_REFUSE)
    escapes = sender.post(sender.message(now, name="Zoë, 1/2"))
    yield check(
        "escapes", r"a body with \u00eb and \/", escapes, "compute the signature over the bytes that came, not over JSON written anew"
    )
    slow = sender.post(sender.message(now), drip=DRIP)
    yield check("slow", f"a body that takes {DRIP:g} s", slow, "wait for the whole body")
    unknown = sender.post(sender.message(now, event="an_event_of_tomorrow"))
    yield check("unknown_event", "an event that is new", unknown, "answer 200 to what you do not use, or it is sent again")
    big = sender.post(sender.message(now, padding="x" * BIG))
    yield check("big", f"a body of {BIG // 1000} kB", big, "allow larger bodies")
    yield check("afterwards", "a correct message after all that", sender.post(sender.message(now)), "what came before has upset it")
