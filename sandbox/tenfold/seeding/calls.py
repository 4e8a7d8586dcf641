"""Plants the calls of an organization: those that its CRM knows, and among them those that it does not."""

from collections.abc import Iterator, Mapping
from itertools import count

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.people import Colleague
from sandbox.database.batches import Row
from sandbox.tenfold.seeding.call_rows import CallRows
from sandbox.tenfold.seeding.call_scene import Scene
from sandbox.tenfold.seeding.logged_calls import logged_calls
from sandbox.tenfold.seeding.planted_call import PlantedCall
from sandbox.tenfold.seeding.transfers import transferred
from sandbox.tenfold.seeding.unlogged_calls import after_hours, among_colleagues, reception, refused_by_the_crm, stranger

UNLOGGED = 0.4
"""For each call that the CRM knows."""
KINDS = (stranger, after_hours, transferred, reception, among_colleagues, stranger, refused_by_the_crm, reception, after_hours)
"""In turn, so that even a small organization has each of them. Only a stranger can be had everywhere."""


def call_rows(house: AnchoredWorkspace, users: Mapping[str, Colleague], seed: int) -> Iterator[Row]:
    """`users` by key. Nothing while no phone system is configured. The same rows for the same seed."""
    if not house.workspace.telephony.phone_system:
        return
    rows, scene, made = CallRows(house), Scene(house, users, seed), 0
    unlogged = _unlogged(scene, seed)
    for position, call in enumerate(logged_calls(house, users), start=1):
        yield from rows.of(call)
        while scene.staff and made < UNLOGGED * position:
            yield from rows.of(next(unlogged))
            made += 1


def _unlogged(scene: Scene, seed: int) -> Iterator[PlantedCall]:
    """Without an end."""
    for position in count():
        yield from KINDS[position % len(KINDS)](scene, f"{seed}-unlogged-{position}")
