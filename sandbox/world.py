"""A world: one isolated sandbox with its own data, clock, dice and faults."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from starlette.requests import Request

from sandbox.chance import Chance
from sandbox.clock import Clock, ClockState
from sandbox.database.engine import Database
from sandbox.database.state import WorldState
from sandbox.faults.faults import Faults
from sandbox.http.public_url import server_url
from sandbox.http.targets import Targets
from sandbox.workers import Workers
from sandbox.world_files import WorldFiles

DEFAULT = "default"


class FinalCallStatus(StrEnum):
    """How v1 of Tenfold and its events call a call that is over: the vendor's samples have one word, its text the other."""

    COMPLETED = "completed"
    FINISHED = "finished"


@dataclass(frozen=True, kw_only=True)
class Switches:
    """What a world may do otherwise than its neighbours.

    Set at `PATCH /_sandbox/worlds/{world}`; unset ones follow the server's settings.
    """

    auto_approve: str | None = None
    """E-mail of the person in whose name Four/Four's consent page approves every client without being shown."""
    page_size: int = 200
    """Rows of an OData page when the client names no size (inferred: the engine's default)."""
    max_page_size: int | None = None
    """The most rows of an OData page, whatever the client asks (inferred: none)."""
    both_next_links: bool = False
    """Whether OData pages carry both `@nextLink` and `@odata.nextLink`: the vendor's sample has one, its prose the other."""
    webhook_targets: Targets = Targets.PUBLIC
    """Where webhooks may go: public addresses only, this machine's own too, or any."""
    broken_errors: bool = False
    """Whether a mistake in `$filter` comes as the engine's broken 200 instead of a clean 400 (odata-wire.md, 12.4)."""
    final_call_status: FinalCallStatus = FinalCallStatus.COMPLETED
    """The status of a call that is over in v1 of Tenfold and in its events (confirmed by the samples: completed)."""
    tenfold_links: bool = True
    """Whether lists of Tenfold's v2 have `_links` to the pages beside them (inferred: the vendor's SDK allows them, no sample has them)."""
    beta_host: bool = False
    """Whether Tenfold's contact lists answer on hosts that begin with `api-canary` only, where the vendor shows them."""
    lenient_oauth: bool = False
    """Whether v2 of Tenfold takes POST and forms for OAuth too, as other OAuth servers do (confirmed for the vendor: PUT)."""
    forbidden: bool = False
    """Whether Tenfold says 403 to who lacks a permission; its table of errors has none, so by default it says 401 or 404 (proposed)."""
    modern_mcp: bool = False
    """Whether the MCP server speaks 2026-07-28 too, which has no handshake (inferred for the vendor: the four versions before it)."""


ENUMERATIONS: dict[str, type[StrEnum]] = {"webhook_targets": Targets, "final_call_status": FinalCallStatus}
"""The switches that are one of a few words."""


class World:
    def __init__(self, name: str, database: Database, defaults: Switches, changed: "Changed", workers: Workers) -> None:
        """`changed` hears when the clock was moved or work was scheduled: something may be due now. `workers` are the server's."""
        self.name, self.database, self._defaults, self._changed, self.workers = name, database, defaults, changed, workers
        self.state, self.files = WorldState(database), WorldFiles(database.path)
        self.clock = Clock(lambda: self.state.clock, self._set_clock)
        self._begin()

    def _begin(self) -> None:
        self.chance = Chance(self.state.planted.seed, self.state.draw)
        self.switches = replace(self._defaults, **_read(self.state.switches))
        self.faults = Faults(self.database)

    def wake(self, due: datetime | None = None) -> None:
        """Something may have fallen due, or something will be `due` then."""
        self._changed(self, due)

    def _set_clock(self, clock: ClockState) -> None:
        self.state.set_clock(clock)
        self.wake()

    def become(self, source: Path) -> None:
        """Takes the rows, the clock, the dice, the switches and the faults of another world's file."""
        self.database.become(source)
        self.state.reload()
        self._begin()
        self.wake()

    def switch(self, changes: dict[str, Any]) -> None:
        """Changes some switches; None puts one back to the server's setting."""
        kept = self.state.switches | changes
        self.state.set_switches({name: value for name, value in kept.items() if value is not None})
        self._begin()


Changed = Callable[[World, datetime | None], None]


def _read(kept: dict[str, Any]) -> dict[str, Any]:
    """What is kept is JSON, which knows no enumerations."""
    return {name: ENUMERATIONS[name](value) if name in ENUMERATIONS else value for name, value in kept.items()}


def switches_of(world: World) -> dict[str, Any]:
    return asdict(world.switches)


def world_url(request: Request, world: World) -> str:
    """What a client of this world puts in place of the vendor's address."""
    return server_url(request) + ("" if world.name == DEFAULT else f"/w/{world.name}")


def world_of(request: Request) -> World:
    world: World = request.scope["sandbox.world"]
    return world
