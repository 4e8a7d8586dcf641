"""What phone systems can do for a call from outside (tenfold.md, 6). Confirmed: some cannot hang up or record. Proposed: which."""

from collections.abc import Mapping
from enum import StrEnum

from sandbox.tenfold.errors import NoPhoneSystem, NotSupported


class Capability(StrEnum):
    """Inferred: the names of the vendor's own types."""

    HANG_UP = "hangup"
    RECORDING = "callRecording"


ALL = frozenset(Capability)

CAPABILITIES: Mapping[str, frozenset[Capability]] = {
    "phone-simulator": ALL,
    "asterisk": ALL,
    "broadsoft": frozenset({Capability.HANG_UP}),
    "genesys": ALL,
    "mitel": frozenset({Capability.HANG_UP}),
    "ringcentral": frozenset({Capability.RECORDING}),
    "twilio": ALL,
    "vonage": frozenset(),
}


def can(phone_system: str, capability: Capability) -> bool:
    return capability in CAPABILITIES.get(phone_system, frozenset())


def require(phone_system: str | None, capability: Capability) -> None:
    """Raises NotSupported, NoPhoneSystem."""
    if phone_system is None:
        raise NoPhoneSystem
    if not can(phone_system, capability):
        raise NotSupported(phone_system=phone_system, capability=capability)
