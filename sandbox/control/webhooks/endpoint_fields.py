"""The fields of an endpoint in a request, read strictly."""

from typing import Any

from sandbox.control import fields
from sandbox.control.webhooks.vendors import SENDERS, TENANTS, VENDORS
from sandbox.http.targets import fault_of
from sandbox.webhooks.mischief import Mischief

LONGEST_SECRET = 256
MOST_WAITS, LONGEST_WAIT = 20, 30 * 86_400


def url(value: Any) -> str:
    if fault := fault_of(fields.typed(value, str)):
        raise ValueError(fault)
    return str(value)


def secret(value: Any) -> str:
    if len(fields.filled(value)) > LONGEST_SECRET:
        raise ValueError(f"must not be longer than {LONGEST_SECRET} characters")
    return str(value)


def events(value: Any) -> tuple[str, ...]:
    given = fields.list_of(fields.one_of(*SENDERS))(value)
    if not given:
        raise ValueError(f"must have at least one of {', '.join(SENDERS)}")
    return tuple(dict.fromkeys(given))


def waits(value: Any) -> tuple[float, ...]:
    given = [fields.typed(part, float) for part in fields.typed(value, list)]
    if len(given) > MOST_WAITS or any(not 0 <= wait <= LONGEST_WAIT for wait in given):
        raise ValueError(f"must be at most {MOST_WAITS} numbers of seconds, each from 0 to {LONGEST_WAIT}")
    return tuple(map(float, given))


def chances(value: Any) -> dict[Mischief, float]:
    given = {mischief_kind(kind): fields.typed(chance, float) for kind, chance in fields.typed(value, dict).items()}
    if any(not 0 <= chance <= 1 for chance in given.values()):
        raise ValueError("must have chances from 0 to 1")
    return given


def mischief_kind(value: Any) -> Mischief:
    return Mischief(fields.one_of(*Mischief)(value))


CHANGEABLE: fields.Readers = {
    "url": url,
    "events": events,
    "client": fields.or_null(str),
    "paused": bool,
    "waits": waits,
    "mischief": chances,
}
NEW: fields.Readers = {**CHANGEABLE, "vendor": fields.one_of(*VENDORS), **dict.fromkeys(TENANTS, str), "secret": secret}
"""Of an endpoint that is to be registered."""
