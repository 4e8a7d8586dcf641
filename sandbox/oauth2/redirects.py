"""Redirect URIs: which may be registered, which are the same, and how an answer is put behind one."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlencode, urlsplit

URI = re.compile(r"[!-~]+")
"""Printable ASCII: what may stand in a URI, and in a header."""


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


def is_local(host: str) -> bool:
    """Whether the address can only be on the person's own machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_same(asked: str, registered: str) -> bool:
    """Character by character; for `http://127.0.0.1` and `http://[::1]` any port will do: a native app takes what is free (RFC 8252)."""
    if asked == registered:
        return True
    one, other = _split(asked), _split(registered)
    if one is None or other is None or one.scheme != "http" or one.hostname not in ("127.0.0.1", "::1") or "@" in one.netloc:
        return False
    return (one.hostname, _behind_authority(asked)) == (other.hostname, _behind_authority(registered)) and other.scheme == "http"


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
    return re.sub(r"^[^/?#]*//[^/?#]*", "", uri)
