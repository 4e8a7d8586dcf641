"""Request parameters as PHP and league/oauth2-server read them (inferred): the last one counts, `x[]` is an array, blanks are cut."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from sandbox.fourfour.oauth.errors import InvalidParameter
from sandbox.http.bodies import Malformed, form_of, json_of, query_of
from sandbox.http.headers import headers_of
from sandbox.http.media_types import media_type

BLANKS = " \t\n\r\0\x0b"
ARRAY = object()

REPEATED = "resource"
"""All values of this one count, and in JSON it may be a list (RFC 8707, 2)."""


class Parameters:
    """`values` are those of each name, in order."""

    def __init__(self, values: Mapping[str, list[Any]]) -> None:
        self._values = values

    def get(self, name: str) -> str | None:
        """None for a missing one and for an empty one. Raises InvalidParameter for an array."""
        return _text(name, self._last(name))

    def every(self, name: str) -> list[str]:
        """All that are not empty. Raises InvalidParameter for an array."""
        return [text for value in self._values.get(name, []) if (text := _text(name, value))]

    def required(self, name: str) -> str:
        """Raises InvalidParameter."""
        value = self.get(name)
        if value is None:
            raise InvalidParameter(parameter=name)
        return value

    def exact(self, name: str) -> str | None:
        """As it was sent, unless it is an array or nothing."""
        value = self._last(name)
        return value if isinstance(value, str) and value else None

    def _last(self, name: str) -> Any:
        return next(reversed(self._values.get(name, [])), None)


def query_parameters(request: Request) -> Parameters:
    return Parameters(_flat(query_of(request)))


def body_parameters(request: Request) -> Parameters:
    """Of a form or a JSON object. A body of any other type, and one that cannot be read, has none."""
    kind = media_type(headers_of(request).get("content-type", ""))
    if kind == "application/x-www-form-urlencoded":
        return Parameters(_flat(form_of(request)))
    if kind.endswith(("/json", "+json")):
        return Parameters(_members(request))
    return Parameters({})


def _text(name: str, value: Any) -> str | None:
    if value is ARRAY:
        raise InvalidParameter(parameter=name)
    return str(value).strip(BLANKS) or None if value is not None else None


def _flat(given: Mapping[str, list[str]]) -> dict[str, list[Any]]:
    values: dict[str, list[Any]] = {}
    for name, texts in given.items():
        array, bracket, _ = name.partition("[")
        values[array] = [ARRAY] if bracket else [*texts]
    return values


def _members(request: Request) -> dict[str, list[Any]]:
    try:
        given = json_of(request)
    except Malformed:
        return {}
    return {name: _elements(name, value) for name, value in given.items()} if isinstance(given, dict) else {}


def _elements(name: str, value: Any) -> list[Any]:
    return [_scalar(each) for each in (value if name == REPEATED and isinstance(value, list) else [value])]


def _scalar(value: Any) -> Any:
    """PHP's text of a scalar: true is `1`, false is nothing."""
    if isinstance(value, (dict, list)):
        return ARRAY
    if isinstance(value, bool):
        return "1" if value else ""
    return value if value is None else str(value)
