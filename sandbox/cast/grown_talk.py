"""The conversations of a grown cast, made from `small_talk`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import time
from random import Random

from sandbox.cast.casting import Casting
from sandbox.cast.dialogue import Dialogue, Insight
from sandbox.cast.dice import stream
from sandbox.cast.grown_people import colleagues_of
from sandbox.cast.kind import SPOKEN, Kind
from sandbox.cast.moments import Moment
from sandbox.cast.people import Colleague, Customer, Person
from sandbox.cast.scenario import Workspace
from sandbox.cast.small_talk import TALKS, Talk, told
from sandbox.cast.transcript import Utterance

TEAMS = {"sales": "sales", "customer_success": "success", "support": "support"}
"""Who leads a conversation of that purpose; anybody else's is led by whoever is at hand."""

REPLY_MINUTES = (3, 45)
"""How long a written answer takes."""


def grow_dialogues(
    workspace: Workspace, customers: Sequence[Customer], people: Sequence[Person], bought: Collection[str], count: int, seed: int
) -> list[Dialogue]:
    """With `people`, who work for `customers`; `bought` are the keys of those who have.

    Their services are those that the workspace's written dialogues of the same kind use.
    """
    dice, casting = stream(seed, workspace.key, "dialogues"), Casting(customers, people, bought)
    services = {kind: sorted({each.service for each in workspace.dialogues if each.kind is kind}) for kind in Kind}
    possible = [(talk, kind) for talk in TALKS for kind in talk.kinds if services[kind] and casting.anybody(talk)]
    topics = sorted(topic.key for topic in workspace.topics)
    colleagues = {talk.purpose: colleagues_of(workspace, TEAMS.get(talk.purpose, "")) for talk in TALKS}
    grown = []
    for position in range(count if possible else 0):
        talk, kind = dice.choice([each for each in possible if casting.anybody_left(each[0])] or possible)
        person, colleague = casting.person(talk, dice), dice.choice(colleagues[talk.purpose])
        words = {"us": colleague.first_name, **casting.words(talk, person, dice)}
        # A thread begins in the morning, so that its last answer falls into the working day, and before midnight UTC in Austin too.
        when = Moment(-dice.randrange(1, 16), time(dice.randrange(9, 16 if kind in SPOKEN else 12), dice.randrange(12) * 5))
        transcript = _transcript(talk, kind, colleague, person, words, when, dice)
        grown.append(
            Dialogue(
                key=f"{seed}-talk-{position}",
                kind=kind,
                service=dice.choice(services[kind]),
                purpose=talk.purpose,
                name=told(talk.name, words),
                when=when,
                office=colleague.office,
                participants=(transcript[0].speaker, *({colleague.key, person.key} - {transcript[0].speaker})),
                minutes=15,
                summary=told(talk.summary, words),
                transcript=transcript,
                insights=(_insight(talk, transcript, topics, dice),),
            )
        )
    return grown


def _transcript(
    talk: Talk, kind: Kind, colleague: Colleague, person: Person, words: Mapping[str, str], when: Moment, dice: Random
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
