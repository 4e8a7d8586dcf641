"""The dialogues of a cast as Four/Four's conversations, and appointments that no conversation has come of yet."""

from collections.abc import Iterator
from datetime import timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.dialogue import Dialogue
from sandbox.cast.dialogue import Insight as Finding
from sandbox.cast.kind import Kind
from sandbox.cast.people import Colleague, Person
from sandbox.cast.records import Appointment, Lead
from sandbox.database.batches import Row
from sandbox.fourfour.conversations import rows
from sandbox.fourfour.conversations.conversation import Booking, Conversation, Fragment, Insight, Participant
from sandbox.fourfour.conversations.processing import PROCESSING
from sandbox.fourfour.seeding.touches import account_ids, contact_ids, lead_ids
from sandbox.fourfour.tables import conversations as tables


def dialogue_rows(dialogue: Dialogue, house: AnchoredWorkspace) -> Iterator[Row]:
    """A conversation that was processed long ago."""
    conversation = conversation_of(dialogue, house)
    yield from rows.conversation_rows(conversation)
    yield from rows.participant_rows(conversation)
    yield from rows.fragment_rows(conversation)
    yield from rows.processed_rows(conversation, conversation.ended_at + PROCESSING)


def appointment_rows(appointment: Appointment, house: AnchoredWorkspace) -> Iterator[Row]:
    """A calendar event still to come: no conversation, and so no participants, belong to it yet."""
    organizer = house.colleagues[appointment.organizer]
    own_id, workspace = house.own_id("calendar event", appointment.key), house.workspace
    yield (
        tables.calendar_events,
        rows.event_values(house.id, own_id, calendar=workspace.calendar, domain=workspace.company.domain)
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


def conversation_of(dialogue: Dialogue, house: AnchoredWorkspace) -> Conversation:
    own_id = house.own_id("conversation", dialogue.key)
    return Conversation(
        id=own_id,
        workspace_id=house.id,
        kind=dialogue.kind,
        service=dialogue.service,
        service_id=rows.service_id(dialogue.service, own_id),
        purpose=dialogue.purpose,
        name=dialogue.name,
        summary=dialogue.summary,
        started_at=house.started(dialogue),
        ended_at=house.ended(dialogue),
        language=dialogue.language,
        participants=tuple(_participant(dialogue, house, key) for key in dialogue.participants),
        fragments=tuple(_fragments(dialogue, house)),
        insights=tuple(_insight(dialogue, house, position) for position in range(len(dialogue.insights))),
        accounts=tuple(account_ids(house, dialogue)),
        contacts=tuple(contact_ids(house, dialogue)),
        leads=tuple(lead_ids(house, dialogue)),
        opportunities=tuple(house.crm_id("opportunity", key) for key in dialogue.deals),
        cases=tuple(house.crm_id("case", key) for key in dialogue.cases),
        labels=tuple(house.own_id("label", key) for key in dialogue.labels),
        booking=_booking(dialogue, house) if dialogue.kind is Kind.MEETING else None,
    )


def _participant(dialogue: Dialogue, house: AnchoredWorkspace, key: str) -> Participant:
    person = house.speaker(key)
    customer = None if isinstance(person, Colleague) else person.customer
    return Participant(
        id=house.own_id("participant", dialogue.key, key),
        name=person.name,
        email=person.email,
        is_internal=isinstance(person, Colleague),
        persona_role=None if isinstance(person, Colleague) else person.persona,
        contact_id=house.crm_id("contact", key) if isinstance(person, Person) else None,
        lead_id=house.crm_id("lead", key) if isinstance(person, Lead) else None,
        owner_id=house.owner_id(key) if isinstance(person, Colleague) else None,
        account_id=customer and house.crm_id("account", customer),
    )


def _fragments(dialogue: Dialogue, house: AnchoredWorkspace) -> Iterator[Fragment]:
    for position, (utterance, (start, end)) in enumerate(zip(dialogue.transcript, house.spans(dialogue), strict=True)):
        own_id, speaker = house.own_id("fragment", dialogue.key, str(position)), dialogue.participants.index(utterance.speaker)
        yield Fragment(id=own_id, speaker=speaker, text=utterance.text, start=start, end=end)


def _insight(dialogue: Dialogue, house: AnchoredWorkspace, position: int) -> Insight:
    finding: Finding = dialogue.insights[position]
    return Insight(
        id=house.own_id("insight", dialogue.key, str(position)),
        type=finding.type,
        title=finding.title,
        text=finding.text,
        quote=finding.quote,
        sentiment=finding.sentiment,
        fragment=next(at for at, utterance in enumerate(dialogue.transcript) if finding.quote in utterance.text),
        topics=tuple(house.own_id("topic", key) for key in finding.topics),
        labels=tuple(house.own_id("label", key) for key in finding.labels),
    )


def _booking(dialogue: Dialogue, house: AnchoredWorkspace) -> Booking:
    host = next(house.colleagues[key] for key in dialogue.participants if key in house.colleagues)
    own_id, workspace = house.own_id("calendar event", dialogue.key), house.workspace
    return Booking(
        id=own_id, calendar=workspace.calendar, organizer_email=host.email, domain=workspace.company.domain, minutes=dialogue.minutes
    )
