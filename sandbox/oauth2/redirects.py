"""Redirect URIs: which may be registered, which are the same, and how an answer is put behind one."""

import re
from collections.abc import Collection, Iterable, Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlencode, urlsplit

URI = re.compile(r"[!-~]+")
"""Printable ASCII: what may stand in a URI, and in a header."""
AUTHORITY = re.compile(r"[^/?#]*//[^/?#]*")
"""With the scheme before it."""


def fault_of(uri: str) -> str | None:
    """The rule that `uri` breaks, worded to follow its name; None if it may be registered.

    Confirmed for Four/Four (fourfour.ai/developers): absolute, and HTTPS unless the host is localhost. No fragment: RFC 6749, 3.1.2.
    """
    if not URI.fullmatch(uri):
        return "must be an absolute URL without spaces or special characters"
    parts = _split(uri)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or "\\" in uri:
        return "must be an absolute https URL"
    if parts.scheme == "http" and not is_local(parts.hostname):
        return "must begin with https:// unless its host is localhost"
    return "must not have a fragment" if "#" in uri else None


def first_fault(uris: Iterable[object]) -> tuple[int, str] | None:
    """The place of the first that may not be registered, and the rule that it breaks."""
    faults = (fault_of(uri) if isinstance(uri, str) else "must be a string" for uri in uris)
    return next(((at, fault) for at, fault in enumerate(faults) if fault), None)


def is_local(host: str) -> bool:
    """Whether the address can only be on the person's own machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_one_of(asked: str, registered: Collection[str]) -> bool:
    """Character by character; for `http://127.0.0.1` and `http://[::1]` any port will do: a native app takes what is free (RFC 8252)."""
    if asked in registered:
        return True
    place = _native_place(asked)
    return place is not None and any(_native_place(uri) == place for uri in registered)


def _native_place(uri: str) -> tuple[str, str] | None:
    """Host and path of an address of a native app, whatever the port; None for an address that is none."""
    if not URI.fullmatch(uri):  # urlsplit passes over control characters, but it is the text that goes into a header
        return None
    parts = _split(uri)
    if parts is None or parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "::1") or "@" in parts.netloc:
        return None
    return parts.hostname, _behind_authority(uri)


def with_answer(uri: str, answer: Mapping[str, str]) -> str:
    """`uri` with the answer's parameters behind it, and behind the query that it may have already."""
    return uri + ("&" if "?" in uri else "?") + urlencode(answer)


def _split(uri: str) -> SplitResult | None:
    try:
        parts = urlsplit(uri)
        _ = parts.port  # raises for a port that is no port
    except ValueError:
        return None
    return parts


def _behind_authority(uri: str) -> str:
    """Path and query as they are written: an empty query is not the same as none."""
    authority = AUTHORITY.match(uri)
    return uri[authority.end() :] if authority else uri
