"""Conversations with all that hangs on them: participants, fragments, insights, links and the calendar event they were planned in."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil
from typing import Any

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.dialogue import Dialogue, Kind
from sandbox.cast.identifiers import digits, identifier
from sandbox.cast.people import Colleague, Person
from sandbox.cast.records import Appointment, Lead
from sandbox.fourfour.seeding.rows import Row, linked, service_identifier
from sandbox.fourfour.seeding.touches import account_ids, contact_ids, lead_ids
from sandbox.fourfour.tables import conversations as tables
from sandbox.fourfour.tables.links import LinkKind

ROLES = {
    Kind.MEETING: ("host", "attendee"),
    Kind.CALL: ("caller", "callee"),
    Kind.EMAIL: ("sender", "recipient"),
    Kind.TICKET: ("requester", "agent"),
    Kind.CHAT: ("requester", "agent"),
}
"""Of the one who began, and of the others (proposed: only that a role exists is confirmed)."""


def conversation_rows(dialogue: Dialogue, house: AnchoredWorkspace) -> Iterator[Row]:
    own_id = house.own_id("conversation", dialogue.key)
    started, ended = house.started(dialogue), house.ended(dialogue)
    yield (
        tables.conversations,
        {
            "workspace_id": house.id,
            "id": own_id,
            "service": service_identifier(dialogue.service),
            "service_id": service_id(dialogue, own_id),
            "name": dialogue.name,
            "type": dialogue.kind.value,
            "purpose": dialogue.purpose,
            "summary": dialogue.summary,
            "started_at": started,
            "ended_at": ended,
            "duration": int((ended - started).total_seconds()) if dialogue.is_spoken or dialogue.kind is Kind.CHAT else None,
            "language": dialogue.language,
            "url": f"https://fourfour.ai/conversations/{own_id}",
        },
    )
    yield from _participant_rows(dialogue, house, own_id)
    yield from _fragment_rows(dialogue, house, own_id)
    yield from _link_rows(dialogue, house, own_id)
    if dialogue.kind is Kind.MEETING:
        yield from _event_rows(dialogue, house, own_id)


def appointment_rows(appointment: Appointment, house: AnchoredWorkspace) -> Iterator[Row]:
    """A calendar event still to come: no conversation, and so no participants, belong to it yet."""
    organizer = house.colleagues[appointment.organizer]
    yield (
        tables.calendar_events,
        _event(house, appointment.key)
        | {
            "title": appointment.title,
            "description": appointment.description,
            "location": appointment.location or appointment.service,
            "organizer_email": organizer.email,
            "start": (start := house.at(appointment.when, organizer.office)),
            "end": start + timedelta(minutes=appointment.minutes),
            "conversation_id": None,
        },
    )


def participant_id(house: AnchoredWorkspace, dialogue: Dialogue, key: str) -> str:
    return house.own_id("participant", dialogue.key, key)


def fragment_id(house: AnchoredWorkspace, dialogue: Dialogue, position: int) -> str:
    return house.own_id("fragment", dialogue.key, str(position))


def service_id(dialogue: Dialogue, own_id: str) -> str:
    """An id in the manner of the service: meetings and tickets are numbered, mails have a hexadecimal id, other services a UUID."""
    lengths = {"Zoom": 11, "Aircall": 10, "RingCentral": 12, "Zendesk": 5, "Intercom": 15}
    if dialogue.service in lengths:
        return digits(lengths[dialogue.service], dialogue.service, own_id)
    if dialogue.service == "Google Mail":
        return identifier(dialogue.service, own_id).replace("-", "")[:16]
    return identifier(dialogue.service, own_id)


def _participant_rows(dialogue: Dialogue, house: AnchoredWorkspace, own_id: str) -> Iterator[Row]:
    first, others = ROLES[dialogue.kind]
    for position, key in enumerate(dialogue.participants):
        person = house.speaker(key)
        values = {
            "workspace_id": house.id,
            "id": participant_id(house, dialogue, key),
            "conversation_id": own_id,
            "name": person.name,
            "email": person.email,
            "role": others if position else first,
            "tokens": sum(ceil(len(each.text) / 4) for each in dialogue.transcript if each.speaker == key),
            "persona_role": None if isinstance(person, Colleague) else person.persona,
            "domain": person.email.partition("@")[2],
            "is_internal": isinstance(person, Colleague),
            "contact_id": house.crm_id("contact", key) if isinstance(person, Person) else None,
            "lead_id": house.crm_id("lead", key) if isinstance(person, Lead) else None,
            "owner_id": house.owner_id(key) if isinstance(person, Colleague) else None,
        }
        yield tables.participants, values


def _fragment_rows(dialogue: Dialogue, house: AnchoredWorkspace, own_id: str) -> Iterator[Row]:
    for position, (utterance, (start, end)) in enumerate(zip(dialogue.transcript, house.spans(dialogue), strict=True)):
        values = {
            "workspace_id": house.id,
            "id": fragment_id(house, dialogue, position),
            "conversation_id": own_id,
            "participant_id": participant_id(house, dialogue, utterance.speaker),
            "text": utterance.text,
            "start": start,
            "end": end,
            "position": position,
        }
        yield tables.fragments, values


def _link_rows(dialogue: Dialogue, house: AnchoredWorkspace, own_id: str) -> Iterator[Row]:
    yield from linked(house, LinkKind.CONVERSATION_ACCOUNT, own_id, account_ids(house, dialogue))
    yield from linked(house, LinkKind.CONVERSATION_CONTACT, own_id, contact_ids(house, dialogue))
    yield from linked(house, LinkKind.CONVERSATION_LEAD, own_id, lead_ids(house, dialogue))
    yield from linked(house, LinkKind.CONVERSATION_OPPORTUNITY, own_id, [house.crm_id("opportunity", key) for key in dialogue.deals])
    yield from linked(house, LinkKind.CONVERSATION_CASE, own_id, [house.crm_id("case", key) for key in dialogue.cases])
    yield from linked(house, LinkKind.CONVERSATION_LABEL, own_id, [house.own_id("label", key) for key in dialogue.labels])


def _event_rows(dialogue: Dialogue, house: AnchoredWorkspace, own_id: str) -> Iterator[Row]:
    values = _event(house, dialogue.key)
    host = next(house.colleagues[key] for key in dialogue.participants if key in house.colleagues)
    started = house.started(dialogue)
    yield (
        tables.calendar_events,
        values
        | {
            "title": dialogue.name,
            "description": None,
            "location": dialogue.service,
            "organizer_email": host.email,
            "start": started,
            "end": max(house.ended(dialogue), started + timedelta(minutes=dialogue.minutes)),
            "conversation_id": own_id,
        },
    )
    guests = [participant_id(house, dialogue, key) for key in dialogue.participants]
    yield from linked(house, LinkKind.CALENDAR_EVENT_PARTICIPANT, values["id"], guests)


def _event(house: AnchoredWorkspace, key: str) -> dict[str, Any]:
    own_id = house.own_id("calendar event", key)
    return {
        "workspace_id": house.id,
        "id": own_id,
        "service": service_identifier(house.workspace.calendar),
        "service_id": own_id.replace("-", "")[:26],
        "join_url": f"https://meet.{house.workspace.company.domain}/j/{digits(10, own_id)}",
    }
