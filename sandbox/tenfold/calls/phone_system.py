"""What phone systems can do for a call from outside (tenfold.md, 6). Confirmed: some cannot hang up or record. Proposed: which."""

from collections.abc import Mapping
from enum import StrEnum

from sandbox.cast.telephony import PHONE_SYSTEMS
from sandbox.tenfold.errors import NoPhoneSystem, NotSupported


class Capability(StrEnum):
    """Inferred: the names of the vendor's own types."""

    HANG_UP = "hangup"
    RECORDING = "callRecording"


LIMITED: Mapping[str, frozenset[Capability]] = {
    "broadsoft": frozenset({Capability.HANG_UP}),
    "mitel": frozenset({Capability.HANG_UP}),
    "ringcentral": frozenset({Capability.RECORDING}),
    "vonage": frozenset(),
}
"""Those of PHONE_SYSTEMS that cannot do everything."""


def can(phone_system: str, capability: Capability) -> bool:
    return phone_system in PHONE_SYSTEMS and capability in LIMITED.get(phone_system, Capability)


def require(phone_system: str | None, capability: Capability) -> None:
    """Raises NotSupported, NoPhoneSystem."""
    if phone_system is None:
        raise NoPhoneSystem
    if not can(phone_system, capability):
        raise NotSupported(phone_system=phone_system, capability=capability)
