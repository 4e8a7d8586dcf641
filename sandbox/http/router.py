"""Finds the endpoint for a method and a path, or the vendor's refusal."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from starlette.convertors import Convertor
from starlette.requests import Request
from starlette.routing import compile_path

from sandbox.http.endpoint import ANY, Endpoint
from sandbox.http.errors import ApiError


@dataclass(frozen=True)
class Surface:
    """A family of endpoints that refuses in one voice.

    `prefixes` are the first path segments it owns; `""` owns the rest. `not_found` and `wrong_method` take `method` and `path`, the
    latter also `allowed`, the methods that would do; `too_large` takes `limit`, in bytes. `guard` may refuse a request before its
    endpoint is looked for.
    """

    prefixes: tuple[str, ...]
    endpoints: Iterable[Endpoint]
    not_found: type[ApiError]
    wrong_method: type[ApiError]
    too_large: type[ApiError]
    unexpected: type[ApiError]
    guard: Callable[[Request], None] | None = None
    carried: Callable[[Request], str | None] | None = None
    """The credential that a body carries, for finding the world that issued it."""
    cache_control: bytes = b""
    """`Cache-Control` of the answers that say nothing of it themselves."""
    vendor: str = ""
    """The package of the vendor, for lists of endpoints."""
    refusal: Callable[[Request, int, str | None], ApiError] | None = None
    """A refusal with a given status, in the words of the vendor or in given ones: a fault may ask for any. None where no fault strikes."""


@dataclass
class _Place:
    """One path with all its methods."""

    methods: dict[str, Endpoint] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None
    convertors: Mapping[str, Convertor[object]] = field(default_factory=dict)


class Router:
    """The endpoints of one surface. Paths without a parameter are found by one look-up, the others by a few patterns."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self._places: dict[str, _Place] = {}
        for endpoint in surface.endpoints:
            place = self._places.setdefault(endpoint.path, _Place())
            if endpoint.method in place.methods:
                raise ValueError(f"{endpoint.method} {endpoint.path} stands twice")
            place.methods[endpoint.method] = endpoint
            if endpoint.method == "GET" and endpoint.answers_head:
                place.methods["HEAD"] = endpoint
        self._patterns: list[_Place] = []
        for path, place in self._places.items():
            if "{" in path:
                pattern, _, place.convertors = compile_path(path)
                place.pattern = re.compile(pattern.pattern, re.DOTALL)  # a key may hold a line end too
                self._patterns.append(place)

    def find(self, method: str, path: str) -> tuple[Endpoint, dict[str, object]]:
        """The endpoint and its path parameters. A trailing slash is forgiven. Raises the surface's 404 or, with `Allow`, its 405."""
        path = path.rstrip("/") or "/"
        place, parameters = self._place(path)
        if place is None:
            raise self.surface.not_found(method=method, path=path)
        endpoint = place.methods.get(method) or place.methods.get(ANY)
        if endpoint is None:
            allowed = ", ".join(sorted(place.methods))
            raise self.surface.wrong_method(method=method, path=path, allowed=allowed, headers={"Allow": allowed})
        return endpoint, parameters

    def _place(self, path: str) -> tuple[_Place | None, dict[str, object]]:
        place = self._places.get(path)
        if place is not None and place.pattern is None:
            return place, {}
        for candidate in self._patterns:
            match = candidate.pattern.fullmatch(path) if candidate.pattern else None
            if match:
                return candidate, {name: candidate.convertors[name].convert(text) for name, text in match.groupdict().items()}
        return None, {}
