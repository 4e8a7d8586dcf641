"""The calls that only Tenfold knows: each function makes up one of its kind, or nothing when nobody is at hand for it."""

from collections.abc import Iterator
from datetime import time

from sandbox.cast.grown_calls import REACH, call_moment, call_seconds
from sandbox.cast.moments import Moment
from sandbox.cast.phone_notes import SUBJECTS, hasty_notes
from sandbox.tenfold.phone_numbers import digits
from sandbox.tenfold.seeding.call_notes import AMONG_COLLEAGUES, CRM_ERRORS, RECEPTION, STRANGERS
from sandbox.tenfold.seeding.call_scene import Scene
from sandbox.tenfold.seeding.planted_call import INBOUND, INTERNAL, OUTBOUND, PlantedCall
from sandbox.tenfold.seeding.switchboard import switchboard

NOTED = 0.5
"""Of the calls of no consequence that somebody answered."""
EARLY_AND_LATE = (6, 7, 18, 19, 20, 21)
"""Hours at which the office is empty."""


def stranger(scene: Scene, key: str) -> Iterator[PlantedCall]:
    """The number belongs to nobody whom the CRM knows."""
    dice, colleague = scene.dice, scene.caller()
    answered, inbound, moment = dice.random() < 0.6, dice.random() < 0.75, call_moment(dice)
    yield PlantedCall(
        key=key,
        colleague=colleague,
        number=scene.strange_number(colleague),
        direction=INBOUND if inbound else OUTBOUND,
        began=scene.at(moment, colleague, key),
        seconds=call_seconds(dice) // 2 if answered else 0,
        note=scene.note(STRANGERS, moment) if answered and inbound and dice.random() < NOTED else None,
    )


def after_hours(scene: Scene, key: str) -> Iterator[PlantedCall]:
    """Missed. Not on the last evening, which in America ends after the story."""
    dice, colleague, person = scene.dice, scene.caller(), scene.person()
    known = person if person and dice.random() < 0.6 else None
    oldest = min(REACH, -known.created) if known else REACH
    moment = Moment(-dice.randrange(2, max(3, oldest)), time(dice.choice(EARLY_AND_LATE), dice.randrange(60)))
    yield PlantedCall(
        key=key,
        colleague=colleague,
        number=digits(known.phone) if known else scene.strange_number(colleague),
        name=known.name if known else None,
        direction=INBOUND,
        began=scene.at(moment, colleague, key),
        seconds=0,
        records=(scene.contact(known),) if known else (),
    )


def reception(scene: Scene, key: str) -> Iterator[PlantedCall]:
    """A switchboard's number, by which a customer and some of its people are found; whom the call was about stays open."""
    dice, crowd = scene.dice, scene.crowd()
    if crowd is None:
        return
    customer, people = crowd
    colleague = scene.caller(people[0])
    answered, inbound, moment = dice.random() < 0.7, dice.random() < 0.7, call_moment(dice, since=customer.created)
    yield PlantedCall(
        key=key,
        colleague=colleague,
        number=digits(switchboard(customer)),
        name=customer.name if inbound else None,
        direction=INBOUND if inbound else OUTBOUND,
        began=scene.at(moment, colleague, key),
        seconds=call_seconds(dice) if answered else 0,
        note=scene.note(RECEPTION, moment) if answered and dice.random() < NOTED else None,
        records=(scene.house.crm_id("account", customer.key), *map(scene.contact, people)),
    )


def refused_by_the_crm(scene: Scene, key: str) -> Iterator[PlantedCall]:
    """It should have become a call of the CRM; why it did not is kept with it."""
    dice, person = scene.dice, scene.person()
    if person is None or not scene.house.workspace.telephony.has_crm:
        return
    colleague, subject = scene.caller(person), dice.choice(SUBJECTS[scene.is_client(person)])
    inbound, moment = dice.random() < 0.4, call_moment(dice, since=person.created)
    yield PlantedCall(
        key=key,
        colleague=colleague,
        number=digits(person.phone),
        name=person.name if inbound else None,
        direction=INBOUND if inbound else OUTBOUND,
        began=scene.at(moment, colleague, key),
        seconds=call_seconds(dice),
        subject=subject,
        note=scene.note(hasty_notes(subject), moment),
        records=(scene.contact(person),),
        crm_errors=({"method": "createCall", "message": dice.choice(CRM_ERRORS)},),
    )


def among_colleagues(scene: Scene, key: str) -> Iterator[PlantedCall]:
    dice, colleague = scene.dice, scene.dice.choice(scene.staff)
    other, answered, moment = scene.somebody_beside(colleague), dice.random() < 0.8, call_moment(dice)
    if other is None:
        return
    yield PlantedCall(
        key=key,
        colleague=colleague,
        number=other.extension,
        name=other.name,
        direction=INTERNAL,
        began=scene.at(moment, colleague, key),
        seconds=call_seconds(dice) if answered else 0,
        note=scene.note(AMONG_COLLEAGUES, moment) if answered and dice.random() < NOTED else None,
    )
