"""Which addresses messages may go to: public ones only, as the vendor says, unless a world allows more for the sake of tests."""

import asyncio
import re
import socket
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from sandbox.http.addresses import VISIBLE, is_host

LONGEST = 2048
NAT64 = IPv6Network("64:ff9b::/96")
PORT = re.compile(r"[^:]:\d+$")
UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out for the public; `is_global` also says yes to what IPv4 addresses were once written in (::10.0.0.1)."""


class Targets(StrEnum):
    PUBLIC = "public"
    """What can be reached from anywhere (inferred: the vendor's rule)."""
    LOOPBACK = "loopback"
    """This machine too."""
    ANY = "any"
    """Private networks too, the one of a container for instance."""


class ForbiddenTarget(OSError):
    """The text says of an address or a host name why nothing is sent to it."""


def fault_of(url: str) -> str | None:
    """What is wrong with the spelling of an endpoint's URL, to follow the field's name."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "must be an http or https URL"
    if parts.scheme not in ("http", "https"):
        return "must be an http or https URL"
    if not VISIBLE.fullmatch(url):
        return "must be written in visible ASCII characters, a host name of others in punycode"
    if "@" in parts.netloc:
        return "must not hold a name or a password"
    if PORT.search(parts.netloc) and not is_host(parts.netloc):
        return "must have a port from 0 to 65535"
    if not is_host(parts.netloc):
        return "must have a host name or an address"
    if parts.fragment:
        return "must not have a fragment (#)"
    return f"must not be longer than {LONGEST} characters" if len(url) > LONGEST else None


async def refuse_forbidden(url: str, targets: Targets) -> None:
    """Raises ForbiddenTarget if the host does not resolve, or to forbidden addresses only."""
    host = urlsplit(url).hostname or ""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ForbiddenTarget(f"{host} does not resolve to an address") from None
    addresses = [str(info[4][0]) for info in found]
    if not any(is_allowed(address, targets) for address in addresses):
        raise ForbiddenTarget(forbidden(host, addresses[0], targets))


def is_allowed(address: str, targets: Targets) -> bool:
    meant = _meant(ip_address(address.partition("%")[0]))
    if targets is Targets.ANY:
        return not meant.is_unspecified and not meant.is_multicast
    if meant.is_loopback:
        return targets is Targets.LOOPBACK
    return meant.is_global and not meant.is_multicast and (isinstance(meant, IPv4Address) or meant in UNICAST)


def forbidden(host: str, address: str, targets: Targets) -> str:
    where = host if host == address else f"{host} is {address}, which"
    kinds = "public addresses" if targets is Targets.PUBLIC else "public and loopback addresses"
    return f"{where} may not be sent to: only {kinds} are allowed (the world's switch webhook_targets)"


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one is a spelling of."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None) or address
