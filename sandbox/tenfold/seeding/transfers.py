"""A call that one colleague answers and another takes over: two calls of one line."""

from collections.abc import Iterator
from dataclasses import replace

from sandbox.cast.grown_calls import call_moment, call_seconds
from sandbox.cast.moments import Moment
from sandbox.cast.people import Colleague, Person
from sandbox.tenfold.phone_numbers import digits
from sandbox.tenfold.seeding.call_notes import TRANSFERS
from sandbox.tenfold.seeding.call_scene import Scene
from sandbox.tenfold.seeding.planted_call import INBOUND, PlantedCall


def transferred(scene: Scene, key: str) -> Iterator[PlantedCall]:
    """The second begins at the very moment at which the first ends."""
    person = scene.client()
    colleague = scene.caller(person)
    other = scene.somebody_beside(colleague)
    if person is None or other is None:
        return
    (subject, notes, last_notes), moment = scene.dice.choice(TRANSFERS), call_moment(scene.dice, since=person.created)
    note = scene.note(notes, moment).format(other=other.first_name)
    first = replace(_answered(scene, key, colleague, person, moment), subject=subject, note=note)
    yield first
    yield replace(
        first,
        key=f"{key}-transferred",
        colleague=other,
        began=first.ended,
        seconds=call_seconds(scene.dice),
        note=scene.note(last_notes, moment),
        transferred_from=key,
    )


def _answered(scene: Scene, key: str, colleague: Colleague, person: Person, moment: Moment) -> PlantedCall:
    return PlantedCall(
        key=key,
        colleague=colleague,
        number=digits(person.phone),
        name=person.name,
        direction=INBOUND,
        began=scene.at(moment, colleague, key),
        seconds=scene.dice.randrange(20, 90),
        records=(scene.contact(person),),
        record=scene.contact(person),
    )
