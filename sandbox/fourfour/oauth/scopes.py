"""What Four/Four's tokens may be good for (confirmed: the vendor's article on access tokens; fourfour.md, 2.6)."""

from sandbox.oauth2.scopes import Scopes, read_scopes

READ, IMPORT = "api:read", "import"

LABELS = {READ: "Read from API", IMPORT: "Import data"}
"""As the vendor's pages call them."""

FOR_CLIENTS: Scopes = (READ,)
FOR_PEOPLE: Scopes = (READ, IMPORT)
"""Of personal access tokens. Only they may import."""

ALIASES = {"mcp:use": READ}
"""The scope that the MCP library of the vendor's framework asks for (fourfour.md, 10, row 29: tolerated)."""


def asked_scopes(text: str | None) -> Scopes:
    """Proposed: no scope at all asks for `api:read`."""
    return tuple(dict.fromkeys(ALIASES.get(scope, scope) for scope in read_scopes(text or ""))) or FOR_CLIENTS
