"""Plants the fixed credentials of a scenario, which people paste into their configuration once and use in every world."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from sandbox.cast.identifiers import identifier
from sandbox.cast.scenario import FourFourCredentials
from sandbox.fourfour.oauth.scopes import IMPORT, READ
from sandbox.fourfour.oauth.store import REALM
from sandbox.fourfour.seeding.workspaces import user_id
from sandbox.oauth2.clients import Client
from sandbox.oauth2.grants import Grant
from sandbox.oauth2.store import ClientStore, TokenStore
from sandbox.oauth2.tokens import Issued, Kind, Token, hash_of

LIFETIME = timedelta(days=365 * 100)
"""Not the vendor's year: a world may be kept, and its clock may be set years ahead, while the demo's credentials stand in a file."""


def plant(rows: Connection, credentials: FourFourCredentials, *, at: datetime) -> None:
    """One confidential client, and a personal token of each scope. Their values carry no world's name, so they work in all of them."""
    workspace_id, person_id = identifier("workspace", credentials.workspace), user_id(credentials.email)
    client = Client(
        id=credentials.client_id,
        name=credentials.client_name,
        redirect_uris=credentials.redirect_uris,
        created_at=at,
        secret_hash=hash_of(credentials.client_secret),
        tenant_id=workspace_id,
    )
    ClientStore(rows, REALM).add(client)
    for value, scope in ((credentials.api_token, READ), (credentials.import_token, IMPORT)):
        grant = Grant(id=identifier("grant", value), client_id=None, user_id=person_id, tenant_id=workspace_id, scopes=(scope,))
        TokenStore(rows, REALM).add(Issued(value, _token(value, grant, at)))


def _token(value: str, grant: Grant, at: datetime) -> Token:
    expires, name = at + LIFETIME, f"Demo ({grant.scopes[0]})"
    return Token(
        id=identifier("token", value), kind=Kind.PERSONAL, hash=hash_of(value), grant=grant, issued_at=at, expires_at=expires, name=name
    )
