"""The conversations of a grown cast, made from `small_talk`."""

from collections.abc import Sequence
from datetime import time
from random import Random

from sandbox.cast.dialogue import Dialogue, Insight
from sandbox.cast.grown_people import colleagues_of
from sandbox.cast.kind import SPOKEN, Kind
from sandbox.cast.moments import Moment
from sandbox.cast.people import Colleague, Person
from sandbox.cast.scenario import Workspace
from sandbox.cast.small_talk import TALKS, Talk
from sandbox.cast.transcript import Utterance

TEAMS = {"sales": "sales", "customer_success": "success", "support": "support"}
"""Who leads a conversation of that purpose; anybody else's is led by whoever is at hand."""

REPLY_MINUTES = (3, 45)
"""How long a written answer takes."""


def grow_dialogues(workspace: Workspace, people: Sequence[Person], count: int, dice: Random, seed: str) -> list[Dialogue]:
    """Their services are those that the workspace's written dialogues of the same kind use."""
    services = {kind: sorted({each.service for each in workspace.dialogues if each.kind is kind}) for kind in Kind}
    possible = [(talk, kind) for talk in TALKS for kind in talk.kinds if services[kind]]
    customers = {customer.key: customer.name for customer in workspace.customers}
    topics = sorted(topic.key for topic in workspace.topics)
    colleagues = {talk.purpose: colleagues_of(workspace, TEAMS.get(talk.purpose, "")) for talk in TALKS}
    grown = []
    for position in range(count if people and possible else 0):
        (talk, kind), person = dice.choice(possible), dice.choice(people)
        colleague = dice.choice(colleagues[talk.purpose])
        words = {
            "us": colleague.first_name,
            "them": person.first_name,
            "customer": customers[person.customer],
            "count": str(dice.randrange(12, 90)),
        }
        # A thread begins in the morning, so that its last answer falls into the working day, and before midnight UTC in Austin too.
        when = Moment(-dice.randrange(1, 16), time(dice.randrange(9, 16 if kind in SPOKEN else 12), dice.randrange(12) * 5))
        transcript = _transcript(talk, kind, colleague, person, words, when, dice)
        grown.append(
            Dialogue(
                key=f"{seed}-talk-{position}",
                kind=kind,
                service=dice.choice(services[kind]),
                purpose=talk.purpose,
                name=talk.name.format(**words),
                when=when,
                office=colleague.office,
                participants=(transcript[0].speaker, *({colleague.key, person.key} - {transcript[0].speaker})),
                minutes=15,
                summary=talk.summary.format(**words),
                transcript=transcript,
                insights=(_insight(talk, transcript, topics, dice),),
            )
        )
    return grown


def _transcript(
    talk: Talk, kind: Kind, colleague: Colleague, person: Person, words: dict[str, str], when: Moment, dice: Random
) -> tuple[Utterance, ...]:
    utterances: list[Utterance] = []
    minute = when.at.hour * 60 + when.at.minute
    for side, text in talk.utterances(words):
        sent = None if kind in SPOKEN else Moment(when.day, time(*divmod(minute, 60)))
        utterances.append(Utterance(speaker=colleague.key if side == "us" else person.key, text=text, sent=sent))
        minute += dice.randint(*REPLY_MINUTES) if kind is not Kind.CHAT else dice.randint(1, 3)
    return tuple(utterances)


def _insight(talk: Talk, transcript: tuple[Utterance, ...], topics: list[str], dice: Random) -> Insight:
    kind, title, text, sentiment = talk.insight
    topic = talk.topic if talk.topic in topics else dice.choice(topics) if topics else None
    return Insight(
        type=kind, title=title, text=text, quote=transcript[talk.quoted].text, sentiment=sentiment, topics=(topic,) if topic else ()
    )
