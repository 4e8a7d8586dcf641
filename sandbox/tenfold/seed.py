"""Plants a cast into Tenfold's tables, and the fixed credentials that people paste into their configuration."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

from sandbox.cast.anchored import AnchoredWorkspace
from sandbox.cast.scenario import Scenario
from sandbox.oauth2.clients import AUTHORIZATION_CODE, REFRESH_TOKEN, Client
from sandbox.oauth2.store import ClientStore
from sandbox.oauth2.tokens import hash_of
from sandbox.tenfold.oauth.realm import CLIENT_CREDENTIALS, PASSWORD, REALM
from sandbox.tenfold.seeding.organizations import organization_id, organization_rows


def plant(rows: Connection, cast: Scenario, *, anchor: datetime) -> None:
    """Writes all rows of `cast`; the caller commits. Everybody has the same password, which is fixed and visibly fake."""
    credentials, found, known = cast.credentials.tenfold, defaultdict[Table, list[dict[str, Any]]](list), set[str]()
    for workspace in cast.workspaces:
        for table, row in organization_rows(AnchoredWorkspace(workspace, anchor), credentials.password, known):
            found[table].append(row)
    for table, many in found.items():
        rows.execute(insert(table), many)
    client = Client(
        id=credentials.client_id,
        name="Sandbox client",
        redirect_uris=credentials.redirect_uris,
        created_at=anchor,
        secret_hash=hash_of(credentials.client_secret),
        grants=(PASSWORD, CLIENT_CREDENTIALS, AUTHORIZATION_CODE, REFRESH_TOKEN),
        tenant_id=organization_id(credentials.workspace),
    )
    ClientStore(rows, REALM).add(client)
