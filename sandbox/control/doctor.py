"""What is wrong with a world, if anything: each check is one line that a person can do something about."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import Response

from sandbox.clock import iso_text
from sandbox.http.rendering import json_response
from sandbox.schedule.store import ScheduleStore
from sandbox.tenfold.analytics.laws import broken_laws
from sandbox.tenfold.organizations.store import OrganizationStore
from sandbox.webhooks.message import Status
from sandbox.webhooks.message_store import MessageStore
from sandbox.world import World, world_of


@dataclass(frozen=True)
class Finding:
    check: str
    ok: bool
    says: str


async def doctor(request: Request) -> Response:
    """Every check, whatever the others find."""
    world = world_of(request)
    findings = [await check(world) for check in CHECKS]
    return json_response({"ok": all(finding.ok for finding in findings), "findings": [asdict(finding) for finding in findings]})


async def clock(world: World) -> Finding:
    state, now = world.clock.state, world.clock.now()
    how = "stands still" if state.frozen else "runs with an offset" if state.offset else "is the real one"
    return Finding("clock", True, f"{iso_text(now)}, {how}")


async def schedule(world: World) -> Finding:
    with world.database.read() as rows:
        failed = ScheduleStore(rows).failed()
    says = ", ".join(f"{task.kind} {task.payload}" for task in failed[:3])
    return Finding(
        "schedule", not failed, f"{len(failed)} pieces of due work were given up: {says}" if failed else "no due work was given up"
    )


async def webhooks(world: World) -> Finding:
    with world.database.read() as rows:
        counts = MessageStore(rows).counts()
    told = f"{counts[Status.DELIVERED]} messages delivered, {counts[Status.PENDING]} waiting, {counts[Status.FAILED]} given up"
    return Finding("webhooks", not counts[Status.FAILED], told)


async def faults(world: World) -> Finding:
    """They are wanted, so nothing is wrong; whoever wonders about a refusal should know."""
    struck = sum(fault.hits for fault in world.faults)
    told = f"set: {len(world.faults)}, requests struck: {struck} (`sandbox fault list`)" if world.faults else "none is set"
    return Finding("faults", True, told)


async def analytics(world: World) -> Finding:
    """Conservation of Tenfold's numbers: company, people and the calls themselves agree."""
    with world.database.read() as rows:
        organizations = OrganizationStore(rows).all()
    broken = [f"{each.company}: {law}" for each in organizations for law in await broken_laws(world, each)]
    return Finding("analytics", not broken, "; ".join(broken) or f"the numbers of {len(organizations)} organizations add up")


Check = Callable[[World], Awaitable[Finding]]

CHECKS: tuple[Check, ...] = (clock, schedule, webhooks, faults, analytics)
