"""When something last happened to a CRM record: its `updated`, so that an incremental read finds what the story touched."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.dialogue import Dialogue
from sandbox.cast.records import Lead, PhoneCall


class Touches:
    def __init__(self, house: AnchoredWorkspace) -> None:
        self._house = house
        self._last: dict[str, datetime] = {}
        for dialogue in house.workspace.dialogues:
            self._touch(accounts_and_all(house, dialogue), house.ended(dialogue))
        for call in house.workspace.phone_calls:
            ended = house.at(call.when, house.colleagues[call.colleague].office) + timedelta(seconds=call.seconds)
            self._touch(call_parties(house, call), ended)

    def updated(self, record_id: str, created: datetime) -> datetime:
        return max(created, self._last.get(record_id, created))

    def _touch(self, ids: Iterator[str], at: datetime) -> None:
        for record_id in ids:
            if at > self._last.get(record_id, datetime.min.replace(tzinfo=at.tzinfo)):
                self._last[record_id] = at


def accounts_and_all(house: AnchoredWorkspace, dialogue: Dialogue) -> Iterator[str]:
    """The ids of all CRM records that a dialogue is about."""
    yield from account_ids(house, dialogue)
    yield from contact_ids(house, dialogue)
    yield from lead_ids(house, dialogue)
    yield from (house.crm_id("opportunity", key) for key in dialogue.deals)
    yield from (house.crm_id("case", key) for key in dialogue.cases)


def account_ids(house: AnchoredWorkspace, dialogue: Dialogue) -> list[str]:
    """The accounts of those who took part, of the deals and cases it is about, and those it names."""
    keys = [house.people[key].customer for key in dialogue.participants if key in house.people]
    keys += [customer for key in dialogue.participants if key in house.leads and (customer := house.leads[key].customer)]
    keys += [house.deals[key].customer for key in dialogue.deals] + [house.cases[key].customer for key in dialogue.cases]
    return [house.crm_id("account", key) for key in dict.fromkeys([*keys, *dialogue.customers])]


def contact_ids(house: AnchoredWorkspace, dialogue: Dialogue) -> list[str]:
    return [house.crm_id("contact", key) for key in dialogue.participants if key in house.people]


def lead_ids(house: AnchoredWorkspace, dialogue: Dialogue) -> list[str]:
    return [house.crm_id("lead", key) for key in dialogue.participants if key in house.leads]


def call_parties(house: AnchoredWorkspace, call: PhoneCall) -> Iterator[str]:
    other = house.speaker(call.other)
    if isinstance(other, Lead):
        yield house.crm_id("lead", other.key)
    else:
        yield house.crm_id("contact", call.other)
    if call.deal:
        yield house.crm_id("opportunity", call.deal)
