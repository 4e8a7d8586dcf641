"""What the API says of the things that a page of the dashboard would show."""

from collections.abc import Iterable

from sandbox.http.router import Surface

VENDOR = "tenfold"
START = ("/v2/users/me", "/v2/users/me/settings", "/v2/organizations/health-check")
"""For pages that no path is named after: the first one, at least."""


def related(surfaces: Iterable[Surface], target_path: str) -> list[str]:
    """The paths to get that have a word of `target_path` in them: `/calls` leads to all that is about calls. Whole ones come first."""
    words = set(target_path.partition("?")[0].split("/")) - {""}
    endpoints = (endpoint for surface in surfaces if surface.vendor == VENDOR for endpoint in surface.endpoints)
    paths = [endpoint.path for endpoint in endpoints if endpoint.method == "GET" and not endpoint.takes_body]
    return sorted((path for path in paths if words & set(path.split("/"))), key=lambda path: "{" in path) or list(START)
