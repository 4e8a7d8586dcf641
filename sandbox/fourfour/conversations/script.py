"""Who speaks, and what they say: as it was asked for, or drawn from the small talk of the cast."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sandbox.cast.kind import Kind
from sandbox.cast.small_talk import TALKS, Talk, told
from sandbox.errors import InvalidField
from sandbox.fourfour.conversations.conversation import Person
from sandbox.fourfour.conversations.directory import Directory
from sandbox.fourfour.conversations.guests import people_of, place_of, places_of, speakers
from sandbox.fourfour.conversations.wish import Finding, Guest, Line, Wish

SERVICES = {
    Kind.MEETING: ("Google Meet", "Microsoft Teams", "Zoom", "Four/Four Notetaker"),
    Kind.CALL: ("Aircall", "RingCentral", "3CX"),
    Kind.EMAIL: ("Google Mail", "Outlook Mail"),
    Kind.TICKET: ("Zendesk", "ServiceNow", "Pylon"),
    Kind.CHAT: ("Intercom", "Slack"),
}
"""Where conversations of each kind usually come from; the first is the one that a workspace without any gets."""

VISITOR = Person(name="Robin Visitor", email="robin.visitor@visitor.example", company="Visitor & Co.")
"""On the other side where the CRM knows nobody."""


@dataclass(frozen=True, kw_only=True)
class Script:
    """Each line has its speaker's place among the people. `topic` is the cast's key of what it is about."""

    kind: Kind
    purpose: str
    name: str
    summary: str
    people: tuple[Person, ...]
    lines: tuple[tuple[int, str], ...]
    findings: tuple[Finding, ...]
    topic: str | None = None


def script_of(wish: Wish, directory: Directory, dice: Random) -> Script:
    """Raises InvalidField."""
    return _told(wish, wish.transcript, directory) if wish.transcript is not None else _drawn(wish, directory, dice)


def _told(wish: Wish, transcript: Sequence[Line], directory: Directory) -> Script:
    """In the words that were given. Whoever speaks takes part, unless it is said who does."""
    guests = wish.participants if wish.participants is not None else speakers(transcript)
    people = people_of(guests, directory)
    places = places_of(guests, people)
    lines = tuple((place_of(line.speaker, at, places), line.text) for at, line in enumerate(transcript))
    kind = wish.kind or next(iter(_kinds(wish.service)))
    return Script(
        kind=kind,
        purpose="other",
        name=f"{kind.capitalize()} with {known_as(next((each for each in people if not each.is_internal), people[-1]))}",
        summary=f"{kind.capitalize()} of {', '.join(map(known_as, people))}.",
        people=people,
        lines=lines,
        findings=_finding(people, lines),
    )


def _drawn(wish: Wish, directory: Directory, dice: Random) -> Script:
    kinds = [wish.kind] if wish.kind else _kinds(wish.service)
    possible = [(talk, kind) for talk in TALKS for kind in talk.kinds if kind in kinds]
    fitting = [(talk, kind) for talk, kind in possible if talk.purpose == wish.purpose]
    talk, kind = dice.choice(fitting or possible)
    people = _both_sides(talk, directory, dice) if wish.participants is None else _asked_for(wish.participants, directory)
    us, them = _sides(people)
    words = _words(people[us], people[them], dice)
    lines = tuple((us if side == "us" else them, text) for side, text in talk.utterances(words))
    what, title, text, sentiment = talk.insight
    return Script(
        kind=kind,
        purpose=talk.purpose,
        name=told(talk.name, words),
        summary=told(talk.summary, words),
        people=people,
        lines=lines,
        findings=(Finding(type=what, title=title, text=text, quote=lines[talk.quoted][1], sentiment=sentiment),),
        topic=talk.topic,
    )


def known_as(person: Person) -> str:
    return person.name or (person.email or "").partition("@")[0]


def _first_name(person: Person) -> str:
    """An imported name may be of blanks alone."""
    return next(iter(known_as(person).split()), "you")


def _kinds(service: str | None) -> Sequence[Kind]:
    """Those that come from that service, and all if we do not know."""
    return [kind for kind in Kind if service in SERVICES[kind]] or list(Kind)


def _asked_for(guests: Sequence[Guest], directory: Directory) -> tuple[Person, ...]:
    """Raises InvalidField."""
    if len(guests) < 2:
        raise InvalidField(field="participants", rule="must be two or more, unless a transcript says who speaks")
    return people_of(guests, directory)


def _both_sides(talk: Talk, directory: Directory, dice: Random) -> tuple[Person, ...]:
    """A colleague and a customer; the one who begins comes first."""
    colleague = directory.draw_colleague(talk.purpose, dice)
    customer = directory.draw_customer(dice, has_bought=talk.with_buyers) or VISITOR
    return (colleague, customer) if talk.lines[0].lstrip("*").startswith("us") else (customer, colleague)


def _sides(people: Sequence[Person]) -> tuple[int, int]:
    """The places of the two who speak: one of ours and one of theirs, if both are there."""
    places = range(len(people))
    us = next((place for place in places if people[place].is_internal), 0)
    others = [place for place in places if place != us]
    return us, next((place for place in others if not people[place].is_internal), others[0])


def _words(us: Person, them: Person, dice: Random) -> dict[str, str]:
    domain = (them.email or "").partition("@")[2].partition(".")[0].capitalize()
    return {
        "us": _first_name(us),
        "them": _first_name(them),
        "customer": them.company or domain or known_as(them),
        "count": str(dice.randrange(12, 90)),
    }


def _finding(people: Sequence[Person], lines: Sequence[tuple[int, str]]) -> tuple[Finding, ...]:
    """One, so that a client finds something: the longest thing that somebody from outside says, or anybody if nobody does."""
    outside = [text for speaker, text in lines if not people[speaker].is_internal]
    quote = max(outside or [text for _, text in lines], key=len)
    title = " ".join(quote.split()[:6])
    return (
        Finding(type="question" if quote.endswith("?") else "job_to_be_done", title=title, text=quote, quote=quote, sentiment="neutral"),
    )
