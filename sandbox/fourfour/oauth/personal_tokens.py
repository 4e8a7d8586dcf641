"""Personal access tokens, which a person makes for own scripts and BI tools (fourfour.md, 2.6). Only they can carry `import`."""

from datetime import datetime

from sandbox.oauth2.mint import Mint
from sandbox.oauth2.scopes import Scopes
from sandbox.oauth2.tokens import Issued, Kind


def personal_token(mint: Mint, *, user_id: str, workspace_id: str, scopes: Scopes, name: str, at: datetime) -> Issued:
    """Lives a year and is never renewed (confirmed: the vendor's article on access tokens)."""
    grant = mint.grant(client_id=None, user_id=user_id, tenant_id=workspace_id, scopes=scopes)
    return mint.token(Kind.PERSONAL, grant, at=at, name=name)
