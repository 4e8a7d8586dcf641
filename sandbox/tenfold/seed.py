"""Plants a cast into Tenfold's tables, and the fixed credentials that people paste into their configuration."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from sandbox.cast.anchored import AnchoredWorkspace, by_key
from sandbox.cast.people import Colleague
from sandbox.cast.scenario import Scenario
from sandbox.database.batches import Batches, Row
from sandbox.oauth2.clients import AUTHORIZATION_CODE, REFRESH_TOKEN, Client
from sandbox.oauth2.store import ClientStore
from sandbox.oauth2.tokens import hash_of
from sandbox.tenfold.calls.stale_store import all_texts_changed
from sandbox.tenfold.oauth.realm import CLIENT_CREDENTIALS, PASSWORD, REALM
from sandbox.tenfold.search.text_upkeep import write_texts
from sandbox.tenfold.seeding.calls import call_rows
from sandbox.tenfold.seeding.ids import organization_id
from sandbox.tenfold.seeding.organizations import organization_rows, with_users
from sandbox.tenfold.seeding.records import crm_rows


def plant(rows: Connection, cast: Scenario, *, anchor: datetime) -> None:
    """Writes all rows of the workspaces that use Tenfold; the caller commits.

    Everybody has the same password, which is fixed and visibly fake.
    """
    credentials, batches = cast.credentials.tenfold, Batches(rows)
    for workspace, own in with_users(cast.workspaces_using("tenfold")):
        for row in _rows(AnchoredWorkspace(workspace, anchor), own, credentials.password, cast.seed):
            batches.add(row)
    batches.finish()
    all_texts_changed(rows)
    write_texts(rows)
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


def _rows(house: AnchoredWorkspace, own: Sequence[Colleague], password: str, seed: int) -> Iterator[Row]:
    """`own` are those of the house who are users."""
    yield from organization_rows(house, own, password)
    yield from crm_rows(house)
    yield from call_rows(house, by_key(own), seed)
