"""What a person allowed a client."""

from dataclasses import dataclass

from sandbox.oauth2.audiences import Audience
from sandbox.oauth2.scopes import Scopes


@dataclass(frozen=True, kw_only=True)
class Grant:
    """Codes and tokens that stem from one consent carry its id, so that they can be revoked together.

    `client_id` is None when a person made a token for own use. `tenant_id` is where the grant holds: a workspace, an organization.
    """

    id: str
    client_id: str | None
    user_id: str
    tenant_id: str
    scopes: Scopes
    audience: Audience = ()
