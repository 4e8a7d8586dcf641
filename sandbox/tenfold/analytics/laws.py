"""What must hold of an organization's analytics, whatever its calls: counted in several ways, they are the same."""

from sandbox.database.schema import EPOCH, from_milliseconds
from sandbox.tenfold.analytics.crowd import Crowd, Kind
from sandbox.tenfold.analytics.figures import figures
from sandbox.tenfold.analytics.period import LAST, Period
from sandbox.tenfold.analytics.store import counted
from sandbox.tenfold.analytics.tally import total
from sandbox.tenfold.organizations.store import Organization
from sandbox.tenfold.search.text_store import TextStore
from sandbox.tenfold.zones import zone_of
from sandbox.world import World


async def broken_laws(world: World, organization: Organization) -> list[str]:
    """A sentence for each; none if all is well."""
    with world.database.read() as rows:
        table, lost = counted(rows, organization.id), TextStore(rows).without_text(organization.id)
    ever = Period(EPOCH, from_milliseconds(LAST), zone_of(organization.timezone))
    company = (await figures(world, organization, Crowd(Kind.COMPANY), {}, ever)).tally
    alone = [(await figures(world, organization, Crowd(Kind.USER), {"user": user}, ever)).tally for user in table.user_ids]
    people = total(alone)
    laws = {
        f"the company counts {company.calls} calls, its people {people.calls}": company.calls == people.calls,
        f"the company talks for {company.duration} ms, its people for {people.duration}": company.duration == people.duration,
        f"the company counts {company.calls} calls, there are {table.calls}": company.calls == table.calls,
        f"the company talks for {company.duration} ms, its calls take {table.duration}": company.duration == table.duration,
        f"{lost} calls are found by no search": not lost,
    }
    return [law for law, holds in laws.items() if not holds]
