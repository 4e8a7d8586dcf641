"""Versions and media types: in which form a client wants its answer (odata-wire.md, 3 and 4)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sandbox.odata import errors
from sandbox.odata.remembering import remembered

ECHOED = ("charset", "streaming", "metadata", "IEEE754Compatible")
"""Parameters of a media type that the engine knows, in the order in which it repeats them."""

MEDIA_RANGE = re.compile(r"([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)", re.ASCII)
TOKEN = re.compile(r"[\w.!#$%&'*+^`|~-]*", re.ASCII)
"""What names and values of parameters are made of (RFC 9110, 5.6.2); some of them go into headers of ours."""


class Kind(Enum):
    """What is answered, by the media subtypes it can be had in; the first is the default."""

    DATA = ("json",)
    METADATA = ("xml", "json")
    COUNT = ("plain",)
    VALUE = ("plain", "*")

    @property
    def subtypes(self) -> tuple[str, ...]:
        subtypes: tuple[str, ...] = self.value
        return subtypes


@dataclass(frozen=True)
class Form:
    """How an answer is to be written."""

    version: str
    content_type: str
    subtype: str
    level: str = "minimal"
    ieee754: bool = False

    @property
    def prefix(self) -> str:
        """Control information is unprefixed from 4.01 on."""
        return "@odata." if self.version == "4.0" else "@"


@dataclass(frozen=True)
class _Candidate:
    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...]
    quality: float


def check_version(headers: Mapping[str, str]) -> str:
    """The version that is spoken: `OData-MaxVersion`, else `OData-Version`, else 4.01."""
    highest, asked = headers.get("odata-maxversion"), headers.get("odata-version")
    if highest is not None:
        return _version(highest, errors.MaxVersionNotSupported)
    return _version(asked, errors.VersionNotSupported) if asked is not None else "4.01"


def _version(text: str, refusal: type[errors.ODataError]) -> str:
    try:
        number = float(text) if text.isascii() else 0.0
    except ValueError:
        number = 0.0
    if not 4.0 <= number <= 4.01:
        raise refusal(value=text)
    return "4.01" if number == 4.01 else "4.0"


@remembered(1024)
def negotiate(kind: Kind, accept: str | None, format_option: str | None, version: str) -> Form:
    """`$format` before `Accept` before anything. Raises UnsupportedAccept, InvalidMetadataFormat, InvalidShortFormat."""
    candidates = _from_format(format_option) if format_option is not None else _from_accept(accept)
    for candidate in candidates:
        subtype = _match(kind, candidate)
        if subtype:
            return _form(kind, subtype, candidate, version)
    raise errors.UnsupportedAccept(offered=" or ".join(kind.subtypes), wanted=format_option or accept)


def _from_format(value: str) -> list[_Candidate]:
    short, semicolon, _ = value.partition(";")
    if "/" not in short:
        if short in ("json", "xml"):
            if semicolon:
                raise errors.InvalidShortFormat(value=short)
            return [_Candidate("application", short, (), 1.0)]
        return _from_accept(None)  # the engine takes any other word for "anything"
    return _from_accept(value)


def _from_accept(accept: str | None) -> list[_Candidate]:
    ranges = [MEDIA_RANGE.fullmatch(part.strip()) for part in (accept or "*/*").split(",") if part.strip()]
    candidates = [_candidate(found) for found in ranges if found]
    readable = all(TOKEN.fullmatch(text) for item in candidates for pair in item.parameters for text in pair)
    if not ranges or None in ranges or not readable:
        return [_Candidate("*", "*", (), 1.0)]  # what cannot be read counts as "anything"
    return sorted(candidates, key=lambda candidate: -candidate.quality)


def _candidate(found: re.Match[str]) -> _Candidate:
    parameters = []
    quality = 1.0
    for item in found[3].split(";"):
        name, equals, value = (text.strip() for text in item.partition("="))
        if name == "q":
            quality = float(value) if re.fullmatch(r"[01](\.\d{0,3})?", value) else 0.0
        elif name or equals:
            parameters.append((name.removeprefix("odata."), value.strip('"')))
    return _Candidate(found[1], found[2].lower(), tuple(parameters), quality)


def _match(kind: Kind, candidate: _Candidate) -> str | None:
    """The subtype in which this candidate can be served. A parameter that the engine does not know disqualifies it."""
    if candidate.quality == 0 or any(name not in ECHOED for name, _ in candidate.parameters):
        return None
    if candidate.subtype == "*":
        return kind.subtypes[0]
    return candidate.subtype if candidate.subtype in kind.subtypes or "*" in kind.subtypes else None


def _form(kind: Kind, subtype: str, candidate: _Candidate, version: str) -> Form:
    if kind is Kind.METADATA:
        return Form(version, f"application/{subtype}", subtype)
    if kind is Kind.COUNT or (kind is Kind.VALUE and subtype == "plain"):
        return Form(version, "text/plain;charset=utf-8", subtype)
    if kind is Kind.VALUE:
        return Form(version, f"{candidate.type}/{subtype}", subtype)
    given = dict(candidate.parameters)
    for name, value in given.items():
        if not value:
            raise errors.InvalidMediaParameter(name=name)
    level = given.get("metadata", "minimal")
    if level not in ("none", "minimal", "full"):
        raise errors.InvalidMetadataFormat(value=level)
    shown = {name: given[name] for name in ECHOED if name in given} | {"metadata": level}
    prefix = "odata." if version == "4.0" else ""
    text = "".join(f";{prefix if name == 'metadata' else ''}{name}={value}" for name, value in shown.items())
    return Form(version, f"application/json{text}", "json", level, given.get("IEEE754Compatible") == "true")
