"""From a conversation to its rows, in the order in which processing writes them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sandbox.cast.identifiers import digits, identifier
from sandbox.database.batches import Row
from sandbox.fourfour.conversations.conversation import ROLES, Booking, Conversation, Insight
from sandbox.fourfour.seeding.rows import linked, service_identifier
from sandbox.fourfour.tables import conversations as tables
from sandbox.fourfour.tables.insights import insights
from sandbox.fourfour.tables.links import LinkKind

ID_LENGTHS = {"Zoom": 11, "Aircall": 10, "RingCentral": 12, "Zendesk": 5, "Intercom": 15}


LATER = ("summary", "tokens")
"""What nobody knows before the words are written down."""


def received_rows(conversation: Conversation) -> Iterator[Row]:
    """What is known as soon as the recording is there."""
    for table, values in (*conversation_rows(conversation), *participant_rows(conversation)):
        yield table, values | {name: None for name in LATER if name in values}


def processed_rows(conversation: Conversation, at: datetime) -> Iterator[Row]:
    """What is known of it at the end, beside its own row and what was said."""
    yield from link_rows(conversation)
    yield from insight_rows(conversation, at)
    if conversation.booking:
        yield from booking_rows(conversation, conversation.booking)


def conversation_rows(conversation: Conversation) -> Iterator[Row]:
    duration = conversation.duration
    yield (
        tables.conversations,
        {
            "workspace_id": conversation.workspace_id,
            "id": conversation.id,
            "service": service_identifier(conversation.service),
            "service_id": conversation.service_id,
            "name": conversation.name,
            "type": conversation.kind.value,
            "purpose": conversation.purpose,
            "summary": conversation.summary,
            "started_at": conversation.started_at,
            "ended_at": conversation.ended_at,
            "duration": None if duration is None else int(duration.total_seconds()),
            "language": conversation.language,
            "url": f"https://fourfour.ai/conversations/{conversation.id}",
        },
    )


def participant_rows(conversation: Conversation) -> Iterator[Row]:
    first, others = ROLES[conversation.kind]
    for position, (person, tokens) in enumerate(zip(conversation.participants, conversation.tokens(), strict=True)):
        values = {
            "workspace_id": conversation.workspace_id,
            "id": person.id,
            "conversation_id": conversation.id,
            "name": person.name,
            "email": person.email,
            "role": others if position else first,
            "tokens": tokens,
            "persona_role": person.persona_role,
            "domain": person.email and person.email.partition("@")[2],
            "is_internal": person.is_internal,
            "contact_id": person.contact_id,
            "lead_id": person.lead_id,
            "owner_id": person.owner_id,
        }
        yield tables.participants, values


def fragment_rows(conversation: Conversation) -> Iterator[Row]:
    for position, fragment in enumerate(conversation.fragments):
        values = {
            "workspace_id": conversation.workspace_id,
            "id": fragment.id,
            "conversation_id": conversation.id,
            "participant_id": conversation.participants[fragment.speaker].id,
            "text": fragment.text,
            "start": fragment.start,
            "end": fragment.end,
            "position": position,
        }
        yield tables.fragments, values


def link_rows(conversation: Conversation) -> Iterator[Row]:
    for kind, ids in (
        (LinkKind.CONVERSATION_ACCOUNT, conversation.accounts),
        (LinkKind.CONVERSATION_CONTACT, conversation.contacts),
        (LinkKind.CONVERSATION_LEAD, conversation.leads),
        (LinkKind.CONVERSATION_OPPORTUNITY, conversation.opportunities),
        (LinkKind.CONVERSATION_CASE, conversation.cases),
        (LinkKind.CONVERSATION_LABEL, conversation.labels),
    ):
        yield from linked(conversation.workspace_id, kind, conversation.id, ids)


def insight_rows(conversation: Conversation, at: datetime) -> Iterator[Row]:
    """The insights with their links, found at that moment."""
    for insight in conversation.insights:
        fragment = None if insight.fragment is None else conversation.fragments[insight.fragment]
        values = {
            "workspace_id": conversation.workspace_id,
            "id": insight.id,
            "created_at": at,
            "conversation_id": conversation.id,
            "participant_id": fragment and conversation.participants[fragment.speaker].id,
            "type": insight.type,
            "title": insight.title,
            "text": insight.text,
            "quote": insight.quote,
            "sentiment": insight.sentiment,
        }
        yield insights, values
        yield from _insight_links(conversation, insight)


def booking_rows(conversation: Conversation, booking: Booking) -> Iterator[Row]:
    reserved = conversation.started_at + timedelta(minutes=booking.minutes)
    yield (
        tables.calendar_events,
        event_values(conversation.workspace_id, booking.id, calendar=booking.calendar, domain=booking.domain)
        | {
            "title": conversation.name,
            "description": None,
            "location": conversation.service,
            "organizer_email": booking.organizer_email,
            "start": conversation.started_at,
            "end": max(conversation.ended_at, reserved),
            "conversation_id": conversation.id,
        },
    )
    guests = [person.id for person in conversation.participants]
    yield from linked(conversation.workspace_id, LinkKind.CALENDAR_EVENT_PARTICIPANT, booking.id, guests)


def event_values(workspace_id: str, own_id: str, *, calendar: str, domain: str) -> dict[str, Any]:
    """What every event of a calendar has, whether or not a conversation came of it."""
    return {
        "workspace_id": workspace_id,
        "id": own_id,
        "service": service_identifier(calendar),
        "service_id": own_id.replace("-", "")[:26],
        "join_url": f"https://meet.{domain}/j/{digits(10, own_id)}",
    }


def service_id(service: str, own_id: str) -> str:
    """An id in the manner of the service: meetings and tickets are numbered, mails have a hexadecimal id, other services a UUID."""
    if service in ID_LENGTHS:
        return digits(ID_LENGTHS[service], service, own_id)
    if service == "Google Mail":
        return identifier(service, own_id).replace("-", "")[:16]
    return identifier(service, own_id)


def _insight_links(conversation: Conversation, insight: Insight) -> Iterator[Row]:
    """A customer's words belong to that customer, a colleague's to all that the conversation is about."""
    fragment = None if insight.fragment is None else conversation.fragments[insight.fragment]
    speaker = fragment and conversation.participants[fragment.speaker]
    own = (speaker.account_id,) if speaker and speaker.contact_id and speaker.account_id else conversation.accounts
    for kind, ids in (
        (LinkKind.INSIGHT_FRAGMENT, [fragment.id] if fragment else []),
        (LinkKind.INSIGHT_ACCOUNT, own),
        (LinkKind.INSIGHT_CONTACT, [speaker.contact_id] if speaker and speaker.contact_id else []),
        (LinkKind.INSIGHT_LEAD, [speaker.lead_id] if speaker and speaker.lead_id else []),
        (LinkKind.INSIGHT_OPPORTUNITY, conversation.opportunities),
        (LinkKind.INSIGHT_TOPIC, insight.topics),
        (LinkKind.INSIGHT_LABEL, insight.labels),
    ):
        yield from linked(conversation.workspace_id, kind, insight.id, ids)
