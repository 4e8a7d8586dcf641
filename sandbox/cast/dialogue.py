"""What people said to each other, and what was learnt from it."""

from dataclasses import dataclass, field

from sandbox.cast.kind import SPOKEN, Kind
from sandbox.cast.moments import Moment
from sandbox.cast.people import ref
from sandbox.cast.records import Direction
from sandbox.cast.transcript import Utterance, parse_transcript, pause_between


@dataclass(frozen=True, kw_only=True)
class Insight:
    """A finding. Who said it and where follows from `quote`, which the loader looks up in the dialogue."""

    type: str
    title: str
    text: str
    quote: str
    sentiment: str
    topics: tuple[str, ...] = ref("topics", default=())
    labels: tuple[str, ...] = ref("labels", default=())


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """A meeting, a phone call, or a thread of messages (e-mail, ticket, chat)."""

    key: str
    kind: Kind
    service: str
    purpose: str
    name: str
    when: Moment
    office: str = ref("offices")
    """Whose wall clock `when` is read from."""
    participants: tuple[str, ...] = ref("colleagues", "people", "leads")
    """The one who invited, called or wrote first comes first."""
    direction: Direction | None = None
    """Of a call."""
    language: str = "en"
    summary: str
    transcript: tuple[Utterance, ...] = field(metadata={"parse": parse_transcript})
    insights: tuple[Insight, ...] = ()
    labels: tuple[str, ...] = ref("labels", default=())
    customers: tuple[str, ...] = ref("customers", default=())
    """Those talked about, beside the participants' own."""
    deals: tuple[str, ...] = ref("deals", default=())
    cases: tuple[str, ...] = ref("cases", default=())
    minutes: int = 30
    """What the calendar had reserved for a meeting."""

    @property
    def is_spoken(self) -> bool:
        return self.kind in SPOKEN

    @property
    def pause(self) -> float:
        return pause_between([utterance.text for utterance in self.transcript], self.kind, self.minutes)


@dataclass(frozen=True, kw_only=True)
class Label:
    key: str
    name: str
    description: str
    color: str
    type: str
    """`conversation` or `account`."""


@dataclass(frozen=True, kw_only=True)
class TopicModel:
    key: str
    name: str
    description: str
    minimum_topic_size: int
    maximum_topics: int
    topic_density: float
    trained: Moment


@dataclass(frozen=True, kw_only=True)
class Topic:
    key: str
    model: str = ref("topic_models")
    name: str
    description: str
    is_outlier: bool = False
    labels: tuple[str, ...] = ref("labels", default=())


@dataclass(frozen=True, kw_only=True)
class ChatTurn:
    role: str
    """`user` or `assistant`."""
    content: str


@dataclass(frozen=True, kw_only=True)
class AnalystChat:
    """A colleague's questions to an assistant that has read the conversations."""

    key: str
    name: str
    colleague: str = ref("colleagues")
    when: Moment
    messages: tuple[ChatTurn, ...]


@dataclass(frozen=True, kw_only=True)
class AnalystPrompt:
    """A question that is kept to be asked again: by everybody, or by the one colleague whose own it is."""

    key: str
    title: str
    description: str
    text: str
    colleague: str | None = ref("colleagues", default=None)
