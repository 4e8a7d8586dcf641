"""A workspace on the day it is planted: who is behind a key, when a moment is, what id a record has.

Both vendors ask here, so they agree.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from math import ceil
from typing import Protocol, TypeVar

from sandbox.cast.dialogue import Dialogue
from sandbox.cast.identifiers import crm_id, digits, identifier
from sandbox.cast.kind import Kind
from sandbox.cast.moments import Moment, moment_at, working_day
from sandbox.cast.people import Colleague, Person
from sandbox.cast.records import Direction, Lead, PhoneCall
from sandbox.cast.scenario import Workspace
from sandbox.cast.transcript import Span, spoken_spans


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


class AnchoredWorkspace:
    """`anchor` is midnight UTC of the day of planting; the story ends before it."""

    def __init__(self, workspace: Workspace, anchor: datetime) -> None:
        self.workspace, self.anchor = workspace, anchor
        self.id = identifier("workspace", workspace.key)
        self.offices = by_key(workspace.offices)
        self.colleagues = by_key(workspace.colleagues)
        self.customers = by_key(workspace.customers)
        self.people = by_key(workspace.people)
        self.leads = by_key(workspace.leads)
        self.deals = by_key(workspace.deals)
        self.cases = by_key(workspace.cases)
        self.dialogues = by_key(workspace.dialogues)

    def own_id(self, kind: str, *keys: str) -> str:
        """The id of something that no other system numbers."""
        return identifier(kind, self.workspace.key, *keys)

    def crm_id(self, kind: str, key: str) -> str:
        """The id of a mirrored record in the workspace's CRM."""
        return crm_id(self.workspace.crm, kind, self.workspace.key, key)

    def owner_id(self, key: str | None) -> str | None:
        """The CRM's id of a colleague; nothing for one it does not know."""
        return self.crm_id("owner", key) if key and self.colleagues[key].in_crm else None

    def at(self, moment: Moment, office: str) -> datetime:
        return moment_at(moment, self.offices[office].timezone, self.anchor)

    def on_day(self, offset: int, key: str) -> datetime:
        """A moment in working hours of that working day; the same one for the same key."""
        day = working_day(self.anchor.date(), offset)
        return datetime.combine(day, time(8), UTC) + timedelta(seconds=int(digits(5, key)) % (8 * 3600))

    def midnight(self, offset: int) -> datetime:
        return datetime.combine(working_day(self.anchor.date(), offset), time(), UTC)

    def speaker(self, key: str) -> Colleague | Person | Lead:
        return self.colleagues.get(key) or self.people.get(key) or self.leads[key]

    def spans(self, dialogue: Dialogue) -> list[Span]:
        """Start and end of every utterance, in seconds from the start of the dialogue. A message takes no time."""
        if dialogue.is_spoken:
            return spoken_spans([utterance.text for utterance in dialogue.transcript], dialogue.pause)
        start = self.started(dialogue)
        offsets = ((self.at(each.sent, dialogue.office) - start).total_seconds() if each.sent else 0.0 for each in dialogue.transcript)
        return [(offset, offset) for offset in offsets]

    def started(self, dialogue: Dialogue) -> datetime:
        return self.at(dialogue.when, dialogue.office)

    def ended(self, dialogue: Dialogue) -> datetime:
        return self.started(dialogue) + timedelta(seconds=ceil(max((end for _, end in self.spans(dialogue)), default=0.0)))

    def phone_calls(self) -> Iterable[PhoneCall]:
        """Every call with its entry in the CRM: those that were recorded as a dialogue, then the others."""
        yield from (self._call_of(dialogue) for dialogue in self.workspace.dialogues if dialogue.kind is Kind.CALL)
        yield from self.workspace.phone_calls

    def called(self, call: PhoneCall) -> datetime:
        """When it began. A recorded one follows the clock of its dialogue's office."""
        office = self.dialogues[call.dialogue].office if call.dialogue else self.colleagues[call.colleague].office
        return self.at(call.when, office)

    def _call_of(self, dialogue: Dialogue) -> PhoneCall:
        colleague = next(key for key in dialogue.participants if key in self.colleagues)
        other = next(key for key in dialogue.participants if key not in self.colleagues)
        return PhoneCall(
            key=f"call-{dialogue.key}",
            subject=dialogue.name,
            when=dialogue.when,
            direction=dialogue.direction or (Direction.OUTBOUND if dialogue.participants[0] == colleague else Direction.INBOUND),
            colleague=colleague,
            other=other,
            seconds=ceil(self.spans(dialogue)[-1][1]),
            disposition="Connected",
            note=dialogue.summary,
            deal=dialogue.deals[0] if dialogue.deals else None,
            dialogue=dialogue.key,
        )


def by_key(records: Iterable[K]) -> Mapping[str, K]:
    return {record.key: record for record in records}
