"""What a person wants of a new fault, read from JSON."""

import difflib
import re
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request

from sandbox.control import fields
from sandbox.errors import InvalidField
from sandbox.faults.effects import EFFECTS
from sandbox.faults.fault import Fault, read_rule
from sandbox.http.endpoint import Endpoint
from sandbox.http.router import Surface

LONGEST_WAIT = 300
LONGEST_WINDOW = 86_400
"""Seconds."""
LONGEST_TEXT = 2000
STATUSES = range(400, 600)
PARAMETER = re.compile(r"\{[^}]*\}")
NO_ENDPOINT = "is no endpoint of this server; GET /_sandbox/endpoints has all"


def wished_fault(request: Request) -> Fault:
    """Raises InvalidField."""
    vendors = [surface for surface in request.scope["sandbox.surfaces"] if surface.refusal]
    target = _target_readers(vendors)
    given = fields.fields_of(request, {"kind": fields.one_of(*EFFECTS), **target, **OFTEN, **_all_own()}, required=["kind"])
    kind = given["kind"]
    if "tool" in given and given.keys() & {"vendor", "endpoint", "path"}:
        raise InvalidField(field="tool", rule="says where already; vendor, endpoint and path do not go with it")
    _refuse_other_vendor(given, vendors)
    for name in given:
        if name not in {"kind", *target, *OWN[kind], *(() if kind in STANDING else OFTEN)}:
            raise InvalidField(field=name, rule=f"is not a field of a fault of kind {kind}")
    for name in NEEDED.get(kind, ()):
        if name not in given:
            raise InvalidField(field=name, rule=f"is missing: a fault of kind {kind} needs it")
    return read_rule("", given)


def _refuse_other_vendor(given: dict[str, Any], surfaces: Iterable[Surface]) -> None:
    own = [surface for surface in surfaces if surface.vendor == given.get("vendor", surface.vendor)]
    if "endpoint" in given and not any(given["endpoint"] in _names(endpoint) for surface in own for endpoint in surface.endpoints):
        raise InvalidField(field="endpoint", rule=f"is none of {given['vendor']}")


def _text(value: Any) -> str:
    if len(fields.filled(value)) > LONGEST_TEXT:
        raise ValueError(f"must not be longer than {LONGEST_TEXT} characters")
    return str(value)


def _status(value: Any) -> int:
    if fields.typed(value, int) not in STATUSES:
        raise ValueError(f"must be a status from {STATUSES[0]} to {STATUSES[-1]}")
    return int(value)


def _not_negative(value: Any) -> int:
    if fields.typed(value, int) < 0:
        raise ValueError("must be 0 or more")
    return int(value)


def _path(value: Any) -> str:
    if not _text(value).startswith("/"):
        raise ValueError("must begin with a slash; * stands for anything")
    if "?" in value:
        raise ValueError("must be a path alone, without a query")
    if value.startswith(("/_sandbox", "/w/")):
        raise ValueError("must be one of the vendors' paths, without the world's prefix")
    return str(value).rstrip("/") or "/"


def _tool(value: Any) -> str:
    from sandbox.fourfour.mcp.catalogue import TOOLS  # slow to import

    return _one_of(value, TOOLS, "is no tool of the MCP server", f"; it has {', '.join(TOOLS)}")


def _target_readers(surfaces: Iterable[Surface]) -> fields.Readers:
    surfaces = list(surfaces)
    known = {_unnamed(name): name for surface in surfaces for endpoint in surface.endpoints for name in _names(endpoint)}
    return {
        "vendor": fields.one_of(*sorted({surface.vendor for surface in surfaces})),
        "endpoint": lambda value: known.get(_unnamed(_text(value))) or _one_of(value, known.values(), NO_ENDPOINT),
        "path": _path,
        "tool": _tool,
    }


def _names(endpoint: Endpoint) -> tuple[str, ...]:
    return tuple(filter(None, (endpoint.fact, endpoint.path, f"{endpoint.method} {endpoint.path}")))


def _unnamed(path: str) -> str:
    """A parameter may be called otherwise here than in the vendor's documentation."""
    return PARAMETER.sub("{}", path)


def _one_of(value: Any, known: Iterable[str], complaint: str, otherwise: str = "") -> str:
    """`otherwise` is said where no known one is near."""
    name, words = _text(value), list(known)
    if name not in words:
        near = difflib.get_close_matches(name, words, n=1)
        raise ValueError(complaint + (f"; did you mean {near[0]}?" if near else otherwise))
    return name


OFTEN: fields.Readers = {"after": _not_negative, "every": fields.positive, "times": fields.or_null(fields.positive)}
STANDING = frozenset({"rate_limit", "absent"})
"""What is not now and then."""

OWN: dict[str, fields.Readers] = {
    "status": {"status": _status, "message": _text, "retry_after": _not_negative},
    "delay": {"seconds": fields.within(0, LONGEST_WAIT)},
    "drop": {},
    "lose": {},
    "truncate": {},
    "garble": {},
    "rate_limit": {"limit": fields.positive, "per": fields.within(1, LONGEST_WINDOW)},
    "absent": {},
    "error": {"message": _text, "code": int},
}
NEEDED = {"status": ["status"], "delay": ["seconds"], "rate_limit": ["limit"], "error": ["tool"]}
"""`error` is the way in which a tool fails; an endpoint fails with a status."""


def _all_own() -> fields.Readers:
    return {name: reader for readers in OWN.values() for name, reader in readers.items()}
