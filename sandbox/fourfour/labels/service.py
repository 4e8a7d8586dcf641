"""Changes of labels: what the vendor's app does on its pages, and its MCP server for an assistant (the rules are proposed)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.chance import Chance
from sandbox.fourfour.labels.store import LabelStore
from sandbox.fourfour.tables.conversations import conversations
from sandbox.fourfour.tables.insights import insights
from sandbox.fourfour.tables.links import LinkKind

ACCOUNT = "account"
TARGETS = {
    "conversation_ids": (LinkKind.CONVERSATION_LABEL, conversations, "conversation"),
    "insight_ids": (LinkKind.INSIGHT_LABEL, insights, "insight"),
}
"""What a label can be put on, by who names it."""


class LabelFault(Exception):
    """What is wrong with a change; nothing of it was done if the caller rolls back."""


def create(labels: LabelStore, chance: Chance, *, name: str, description: str | None, kind: str) -> str:
    """The id. Raises LabelFault."""
    own_id = chance.uuid()
    labels.add(id=own_id, name=_free(labels, name, None), description=description, color=None, type=kind)
    return own_id


def change(labels: LabelStore, label_id: str, changes: Mapping[str, Any]) -> None:
    """Raises LabelFault."""
    known(labels, label_id)
    if "name" in changes:
        changes = {**changes, "name": _free(labels, changes["name"], label_id)}
    if changes:
        labels.change(label_id, **changes)


def known(labels: LabelStore, label_id: str) -> dict[str, Any]:
    """Raises LabelFault."""
    label = labels.find(label_id)
    if label is None:
        raise LabelFault(f"There is no label {label_id!r} in this workspace.")
    return label


def put_on(labels: LabelStore, label_id: str, targets: Mapping[str, Sequence[str]]) -> int:
    """How many did not have it yet. Raises LabelFault."""
    if known(labels, label_id)["type"] == ACCOUNT:
        raise LabelFault("This label is for accounts; conversations and insights do not take it.")
    _refuse_unknown(labels, targets)
    return sum(labels.put_on(TARGETS[name][0], label_id, ids) for name, ids in targets.items())


def take_off(labels: LabelStore, label_id: str, targets: Mapping[str, Sequence[str]]) -> int:
    """How many had it. Raises LabelFault."""
    known(labels, label_id)
    _refuse_unknown(labels, targets)
    return sum(labels.take_off(TARGETS[name][0], label_id, ids) for name, ids in targets.items())


def _refuse_unknown(labels: LabelStore, targets: Mapping[str, Sequence[str]]) -> None:
    for name, ids in targets.items():
        _, table, noun = TARGETS[name]
        missing = labels.missing(table, ids)
        if missing:
            raise LabelFault(f"There is no {noun} {missing[0]!r} in this workspace.")


def _free(labels: LabelStore, name: str, own_id: str | None) -> str:
    """The name, if no other label has it: OData addresses labels by it too."""
    name = name.strip()
    if not name:
        raise LabelFault("A label needs a name.")
    if labels.named(name) not in (None, own_id):
        raise LabelFault(f"There is a label named {name!r} already.")
    return name
