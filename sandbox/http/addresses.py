"""What an address looks like. Free of HTTP libraries: the command line reads it too."""

import re
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

LABEL = "[A-Za-z0-9_-]{1,63}"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*\.?(?::[0-9]{{1,5}})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{{1,5}})?")
SIGN_IN = re.compile(r"[^:@]+:[^:@]*")
VISIBLE = re.compile("[!-~]+")
"""ASCII that can be seen: what an address is written in, and what travels in a header as it is."""


def is_public_url(text: str) -> bool:
    """Whether `text` is an absolute http(s) address that paths can be put behind."""
    try:
        parts = urlsplit(text)
    except ValueError:  # an unclosed bracket
        return False
    fits = parts.scheme in ("http", "https") and is_host(parts.netloc) and not parts.query and not parts.fragment
    return fits and VISIBLE.fullmatch(text) is not None  # of the whole text: urlsplit passes over line breaks and tabs


def is_smtp_url(text: str) -> bool:
    """Whether `text` is `smtp://` or `smtps://`, a host, perhaps a port, and before it perhaps `name:password@`.

    Those two are percent-encoded, and ASCII when they are not: smtplib knows no other.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    who, at, where = parts.netloc.rpartition("@")
    fits = parts.scheme in ("smtp", "smtps") and is_host(where) and parts.path in ("", "/") and not parts.query and not parts.fragment
    return fits and (not at or (SIGN_IN.fullmatch(who) is not None and unquote(who).isascii())) and VISIBLE.fullmatch(text) is not None


def is_host(text: str) -> bool:
    """A name or an address, and perhaps a port."""
    if not HOST.fullmatch(text):
        return False
    _, colon, port = text.rpartition(":")
    return not colon or port.endswith("]") or int(port) <= 65535


def without_port(host: str) -> str:
    """`localhost` of `localhost:4410`, `::1` of `[::1]:4410`."""
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def is_loopback(host: str) -> bool:
    """Whether the name or address is this machine's own, for itself only. Names below localhost are (RFC 6761, 6.3)."""
    host = host.lower()
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
