"""The calls that are being worked on, so that a later message can end one: no longer than they run."""

from collections.abc import Iterator
from contextlib import contextmanager

from anyio import CancelScope

from sandbox.fourfour.mcp.visit import Visit

Key = tuple[str, str, str, str | int]


class Running:
    def __init__(self) -> None:
        self._scopes: dict[Key, CancelScope] = {}

    @contextmanager
    def call(self, visit: Visit, request_id: str | int | None) -> Iterator[CancelScope]:
        """Numbers of requests repeat from session to session, so without a session nothing can be cancelled (proposed)."""
        with CancelScope() as scope:
            if request_id is None or not visit.session:
                yield scope
                return
            key = _key(visit, request_id)
            self._scopes[key] = scope
            try:
                yield scope
            finally:
                self._scopes.pop(key, None)

    def cancel(self, visit: Visit, request_id: str | int) -> None:
        """Of the same world, session and token only; one that is over, or was never there, is none of our business."""
        scope = self._scopes.get(_key(visit, request_id))
        if scope:
            scope.cancel()


def _key(visit: Visit, request_id: str | int) -> Key:
    return visit.world.name, visit.session, visit.token_id, request_id
