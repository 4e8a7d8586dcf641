"""Who calls a tool: all that a tool may know beside its arguments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sandbox.world import World

Arguments = Mapping[str, Any]
"""Of one call, checked against the tool's schema."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """`url` is the address that the client knows us by, with the world's prefix; `session` is what the client was given at the start."""

    world: World
    workspace_id: str
    user_id: str
    token_id: str
    url: str
    session: str

    def link(self, entity_set: str, own_id: str) -> str:
        """Opens in a browser: OData asks for a user, any, and a personal token as password (proposed; the vendor links into its app)."""
        key = quote(own_id.replace("'", "''"), safe="")
        return f"{self.url}/odata/{entity_set}('{key}')"
