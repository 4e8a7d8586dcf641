"""What the rows of several tables have in common."""

from collections.abc import Iterable, Iterator

from sandbox.database.batches import Row
from sandbox.fourfour.services import SERVICES
from sandbox.fourfour.tables.links import LinkKind, links


def linked(workspace_id: str, kind: LinkKind, left_id: str, right_ids: Iterable[str]) -> Iterator[Row]:
    """One link to each of `right_ids`, however often it is named."""
    for right_id in dict.fromkeys(right_ids):
        yield links, {"workspace_id": workspace_id, "kind": kind, "left_id": left_id, "right_id": right_id}


def service_identifier(name: str) -> str:
    try:
        return SERVICES[name]
    except KeyError:
        raise ValueError(f"{name!r} is none of Four/Four's services") from None
