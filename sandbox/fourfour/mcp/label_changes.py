"""What the tools do that change labels and put them on conversations and insights (proposed)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sandbox.fourfour.labels import service
from sandbox.fourfour.labels.service import TARGETS, LabelFault
from sandbox.fourfour.labels.store import LabelStore
from sandbox.fourfour.mcp.errors import Refused
from sandbox.fourfour.mcp.labels import KINDS, LABEL
from sandbox.fourfour.mcp.tool import Result
from sandbox.fourfour.mcp.visit import Arguments, Visit

SHOWN = LABEL.split(",")


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
