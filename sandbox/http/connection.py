"""The connection that a request came by."""

from starlette.types import Scope


def hang_up(scope: Scope) -> None:
    """Closes it. What was written is still sent; a server that is not ours ends an unfinished answer as it sees fit."""
    close = scope.get("sandbox.hang_up")
    if close:
        close()
