"""The calls that the CRM knows, too: the same people, numbers and notes, and the same second."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.people import Colleague, Person
from sandbox.cast.records import Direction, Lead, PhoneCall
from sandbox.tenfold.phone_numbers import digits
from sandbox.tenfold.seeding.overheard import overheard
from sandbox.tenfold.seeding.planted_call import INBOUND, OUTBOUND, PlantedCall, within
from sandbox.tenfold.seeding.spoken import utterances_of


def logged_calls(house: AnchoredWorkspace, users: Mapping[str, Colleague]) -> Iterator[PlantedCall]:
    for call in house.phone_calls():
        if call.colleague in users:
            other = house.people.get(call.other) or house.leads[call.other]
            logged = _logged(call, other, house, users[call.colleague])
            yield logged if call.dialogue else replace(logged, said=overheard(logged, other, house))


def _logged(call: PhoneCall, other: Person | Lead, house: AnchoredWorkspace, colleague: Colleague) -> PlantedCall:
    spoken = house.dialogues[call.dialogue] if call.dialogue else None
    inbound, record = call.direction is Direction.INBOUND, house.crm_id("contact" if call.other in house.people else "lead", call.other)
    return PlantedCall(
        key=call.key,
        colleague=colleague,
        number=digits(other.phone),
        name=other.name if inbound else None,
        direction=INBOUND if inbound else OUTBOUND,
        began=house.called(call) + within(timedelta(seconds=1), call.key),
        seconds=call.seconds,
        subject=call.subject,
        note=call.note,
        records=(record,),
        record=record,
        said=utterances_of(spoken, house) if spoken else (),
        language=spoken.language if spoken else "en",
    )
