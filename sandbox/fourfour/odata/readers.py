"""Who reads, as the engine wants to know it."""

from sandbox.database.schema import utc_text
from sandbox.fourfour.odata.me import Person
from sandbox.odata.call import Reader
from sandbox.world import World


def reader_for(world: World, workspace_id: str, user_id: str) -> Reader:
    """Both are empty for what needs no token."""
    return Reader(
        database=world.database,
        tenant=workspace_id,
        person=Person(world.database, user_id, workspace_id),
        now=lambda: utc_text(world.clock.now()),
        page_size=world.switches.page_size,
        max_page_size=world.switches.max_page_size,
        both_next_links=world.switches.both_next_links,
        broken_errors=world.switches.broken_errors,
    )
