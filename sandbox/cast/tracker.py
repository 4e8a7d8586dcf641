"""What product and engineering wrote down about the story."""

from dataclasses import dataclass

from sandbox.cast.moments import Moment
from sandbox.cast.people import ref


@dataclass(frozen=True, kw_only=True)
class TrackerProject:
    key: str
    code: str
    """What the numbers of its issues begin with."""
    service: str
    name: str
    description: str
    created: int


@dataclass(frozen=True, kw_only=True)
class TrackerComment:
    author: str = ref("colleagues")
    when: Moment
    body: str


@dataclass(frozen=True, kw_only=True)
class TrackerIssue:
    key: str
    project: str = ref("tracker_projects")
    number: int
    type: str
    title: str
    description: str
    status: str
    priority: str
    assignee: str | None = ref("colleagues", default=None)
    reporter: str = ref("colleagues")
    opened: Moment
    labels: tuple[str, ...] = ref("labels", default=())
    comments: tuple[TrackerComment, ...] = ()
