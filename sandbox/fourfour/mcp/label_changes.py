"""The tools that change labels and put them on conversations and insights (that there are such is confirmed, all else proposed)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sandbox.fourfour.labels import service
from sandbox.fourfour.labels.service import TARGETS, LabelFault
from sandbox.fourfour.labels.store import LabelStore
from sandbox.fourfour.mcp.arguments import Schema, choice, name, takes, text, texts
from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.labels import KINDS, LABEL
from sandbox.fourfour.mcp.results import URL, properties_of, shape
from sandbox.fourfour.mcp.tool import Result, Tool
from sandbox.fourfour.mcp.visit import Arguments, Visit

SHOWN = LABEL.split(",")
LABELLED = shape(**properties_of("Labels", LABEL), url=URL)
CHANGED: Schema = {"type": "integer", "description": "How many conversations and insights have changed."}
LABEL_ID = name("The id of the label; find_labels has it.")


@contextmanager
def _writing(visit: Visit) -> Iterator[LabelStore]:
    """All or nothing. Raises Refused."""
    try:
        with visit.world.database.begin() as rows:
            yield LabelStore(rows, visit.workspace_id)
    except LabelFault as fault:
        raise Refused(str(fault)) from None


def create_label(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-30."""
    with _writing(visit) as labels:
        kind, description = arguments.get("type", KINDS[0]), arguments.get("description")
        own_id = service.create(labels, visit.world.chance, name=arguments["name"], description=description, kind=kind)
        return _label(visit, labels, own_id)


def update_label(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-31."""
    with _writing(visit) as labels:
        service.change(labels, arguments["label_id"], {each: arguments[each] for each in ("name", "description") if each in arguments})
        return _label(visit, labels, arguments["label_id"])


def delete_label(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-32."""
    with _writing(visit) as labels:
        service.known(labels, arguments["label_id"])
        labels.remove(arguments["label_id"])
    return {"id": arguments["label_id"], "deleted": True}


def apply_label(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-33."""
    return _moved(visit, arguments, service.put_on)


def remove_label(visit: Visit, arguments: Arguments) -> Result:
    """FF-MC-34."""
    return _moved(visit, arguments, service.take_off)


def _moved(visit: Visit, arguments: Arguments, move: Callable[[LabelStore, str, Mapping[str, Sequence[str]]], int]) -> Result:
    targets = {each: arguments[each] for each in TARGETS if each in arguments}
    if not targets:
        raise Refused("conversation_ids or insight_ids is needed")
    with _writing(visit) as labels:
        changed = move(labels, arguments["label_id"], targets)
        return {"label": _label(visit, labels, arguments["label_id"]), "changed": changed}


def _label(visit: Visit, labels: LabelStore, label_id: str) -> Result:
    label = service.known(labels, label_id)
    return {each: label[each] for each in SHOWN} | {"url": visit.link("Labels", label_id)}


ON = {"conversation_ids": texts("Ids of conversations."), "insight_ids": texts("Ids of insights.")}

LABEL_TOOLS = (
    Tool(
        name="create_label",
        title="Create a label",
        description="Makes a new label. Names are unique in the workspace.",
        arguments=takes(
            "name",
            name=name("The name."),
            description=text("What it stands for."),
            type=choice("What it is for.", *KINDS) | {"default": KINDS[0]},
        ),
        results=LABELLED,
        run=create_label,
        read_only=False,
        idempotent=False,
    ),
    Tool(
        name="update_label",
        title="Change a label",
        description="Gives a label another name or description. What is left out stays.",
        arguments=takes("label_id", label_id=LABEL_ID, name=name("The new name."), description=text("The new description.")),
        results=LABELLED,
        run=update_label,
        read_only=False,
    ),
    Tool(
        name="delete_label",
        title="Delete a label",
        description="Deletes a label and takes it off everything that it is on.",
        arguments=takes("label_id", label_id=LABEL_ID),
        results=shape(id={"type": "string"}, deleted={"type": "boolean"}),
        run=delete_label,
        read_only=False,
        destructive=True,
        idempotent=False,
    ),
    Tool(
        name="apply_label",
        title="Apply a label",
        description="Puts a label on conversations or insights.",
        arguments=takes("label_id", label_id=LABEL_ID, **ON),
        results=shape(label=LABELLED, changed=CHANGED),
        run=apply_label,
        read_only=False,
    ),
    Tool(
        name="remove_label",
        title="Remove a label",
        description="Takes a label off conversations or insights.",
        arguments=takes("label_id", label_id=LABEL_ID, **ON),
        results=shape(label=LABELLED, changed=CHANGED),
        run=remove_label,
        read_only=False,
        destructive=True,
    ),
)
