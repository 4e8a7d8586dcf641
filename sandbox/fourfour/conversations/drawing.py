"""From what a person asked for to a whole conversation."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from random import Random

from sandbox.cast.grown_talk import REPLY_MINUTES
from sandbox.cast.identifiers import identifier
from sandbox.cast.kind import SPOKEN, Kind
from sandbox.cast.transcript import Span, pause_between, spoken_spans
from sandbox.errors import InvalidField
from sandbox.fourfour.conversations.conversation import Booking, Conversation, Fragment, Insight, Participant, Person
from sandbox.fourfour.conversations.directory import Directory
from sandbox.fourfour.conversations.rows import service_id
from sandbox.fourfour.conversations.script import SERVICES, Script, script_of
from sandbox.fourfour.conversations.wish import Finding, Wish

MINUTES = 15
"""What the calendar had reserved."""

CHAT_MINUTES = (1, 3)


def draw(wish: Wish, directory: Directory, dice: Random, *, workspace_id: str, own_id: str, now: datetime) -> Conversation:
    """Raises InvalidField. Ids of what it consists of follow from `own_id`. It ends now, unless it is said when it began."""
    script = script_of(wish, directory, dice)
    spans = _spans(script, dice)
    lasted = timedelta(seconds=ceil(spans[-1][1]))
    started = (wish.started_at or now - lasted).replace(microsecond=0)
    service = wish.service or dice.choice(directory.services(script.kind) or SERVICES[script.kind][:1])
    accounts = _ids(person.account_id for person in script.people)
    return Conversation(
        id=own_id,
        workspace_id=workspace_id,
        kind=script.kind,
        service=service,
        service_id=service_id(service, own_id),
        purpose=wish.purpose or script.purpose,
        name=wish.name or script.name,
        summary=wish.summary or script.summary,
        started_at=started,
        ended_at=started + lasted,
        participants=tuple(_participant(own_id, place, person) for place, person in enumerate(script.people)),
        fragments=_fragments(own_id, script, spans),
        insights=_insights(own_id, wish, script, directory, dice),
        accounts=accounts,
        contacts=_ids(person.contact_id for person in script.people),
        leads=_ids(person.lead_id for person in script.people),
        opportunities=tuple(directory.open_opportunities(accounts)),
        labels=tuple(_named("labels", wish.labels, directory.labels(), "label")),
        booking=_booking(own_id, script.people, directory) if script.kind is Kind.MEETING else None,
    )


def _spans(script: Script, dice: Random) -> list[Span]:
    """Start and end of every line, in seconds from the start. A message takes no time, but an answer does."""
    texts = [text for _, text in script.lines]
    if script.kind in SPOKEN:
        return spoken_spans(texts, pause_between(texts, script.kind, MINUTES))
    pauses = CHAT_MINUTES if script.kind is Kind.CHAT else REPLY_MINUTES
    offsets = [0.0]
    for _ in texts[1:]:
        offsets.append(offsets[-1] + 60.0 * dice.randint(*pauses))
    return [(offset, offset) for offset in offsets]


def _participant(own_id: str, place: int, person: Person) -> Participant:
    return Participant(id=identifier("participant", own_id, str(place)), **vars(person))


def _fragments(own_id: str, script: Script, spans: Sequence[Span]) -> tuple[Fragment, ...]:
    return tuple(
        Fragment(id=identifier("fragment", own_id, str(place)), speaker=speaker, text=text, start=start, end=end)
        for place, ((speaker, text), (start, end)) in enumerate(zip(script.lines, spans, strict=True))
    )


def _insights(own_id: str, wish: Wish, script: Script, directory: Directory, dice: Random) -> tuple[Insight, ...]:
    known = directory.topics()
    if wish.insights is None:
        topics = [_topic(script, directory, known, dice)] * len(script.findings)
    else:
        topics = [_named(f"insights[{at}].topics", each.topics, known, "topic") for at, each in enumerate(wish.insights)]
    findings = script.findings if wish.insights is None else wish.insights
    return tuple(_insight(own_id, at, each, script, ids) for at, (each, ids) in enumerate(zip(findings, topics, strict=True)))


def _insight(own_id: str, at: int, finding: Finding, script: Script, topics: Sequence[str]) -> Insight:
    return Insight(
        id=identifier("insight", own_id, str(at)),
        type=finding.type,
        title=finding.title,
        text=finding.text,
        quote=finding.quote,
        sentiment=finding.sentiment,
        fragment=None if finding.quote is None else _quoted(finding.quote, at, script),
        topics=tuple(topics),
    )


def _quoted(quote: str, at: int, script: Script) -> int:
    """Raises InvalidField."""
    for place, (_, text) in enumerate(script.lines):
        if quote in text:
            return place
    raise InvalidField(field=f"insights[{at}].quote", rule="is what nobody says")


def _topic(script: Script, directory: Directory, known: Mapping[str, str], dice: Random) -> list[str]:
    """What the cast says it is about, or any topic; words that were given are left to the one who gave them."""
    if script.topic is None or not known:
        return []
    own = directory.cast_topic(script.topic)
    return [own if own in known else dice.choice(sorted(known))]


def _named(field: str, wanted: Sequence[str], known: Mapping[str, str], what: str) -> list[str]:
    """The ids of those that are named by id or name. Raises InvalidField."""
    ids = {name: own_id for own_id, name in known.items()} | {own_id: own_id for own_id in known}
    for at, name in enumerate(wanted):
        if name not in ids:
            near = difflib.get_close_matches(name, ids, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise InvalidField(field=f"{field}[{at}]", rule=f"is no {what} of the workspace: {name!r}{hint}")
    return list(dict.fromkeys(ids[name] for name in wanted))


def _booking(own_id: str, people: Sequence[Person], directory: Directory) -> Booking:
    host = next((person for person in people if person.is_internal), people[0])
    domain = (host.email or "").partition("@")[2] or "visitor.example"
    event_id = identifier("calendar event", own_id)
    return Booking(id=event_id, calendar=directory.calendar(), organizer_email=host.email, domain=domain, minutes=MINUTES)


def _ids(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in ids if each))
