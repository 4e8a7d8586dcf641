"""A report about more calls than a mail can carry."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select

from sandbox.app import Sandbox, create_app
from sandbox.settings import Settings
from sandbox.tenfold.analytics.people import Person
from sandbox.tenfold.analytics.tally import Tally
from sandbox.tenfold.reports.store import LONGEST_NOTES, MOST_CALLS
from sandbox.tenfold.reports.user_table import SHOWN, shortened
from sandbox.tenfold.tables.calls import calls
from sandbox.tenfold.tables.organizations import users
from tests.facts import fact
from tests.in_process import ask
from tests.tenfold.conftest import ADMIN, PASSWORD

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
MORE = 10


@pytest.fixture(scope="module")
def app() -> Iterator[Sandbox]:
    """A demo in which the admin phones more than anybody could."""
    app = create_app(Settings(ephemeral=True, frozen=NOON))
    with app.worlds.get("default").database.begin() as rows:
        admin = rows.execute(select(users).where(users.c.username == ADMIN)).mappings().one()
        own = dict(rows.execute(select(calls).where(calls.c.organization_id == admin["organization_id"]).limit(1)).mappings().one())
        own |= {"user_id": admin["id"], "recording_name": None, "direction": "Inbound", "description": "n" * 2 * LONGEST_NOTES}
        rows.execute(delete(calls).where(calls.c.user_id == admin["id"]))
        many = range(MOST_CALLS + MORE)
        rows.execute(insert(calls), [own | {"id": f"c{at}", "started_at": NOON - timedelta(seconds=30 * at + 60)} for at in many])
    yield app
    app.worlds.close()


@fact("T2-32", "T2-34")
def test_the_newest_calls_are_in_it_and_it_says_so(app: Sandbox) -> None:
    token = ask(app, "POST", "/v2/users/login", json={"username": ADMIN, "password": PASSWORD}).json()["accessToken"]
    given = {"startTime": 0, "endTime": 2_000_000_000_000}
    ask(app, "POST", "/v2/analytics/reports/all-calls", headers={"Authorization": f"Bearer JWT {token}"}, json=given).raise_for_status()

    newest = ask(app, "GET", "/_sandbox/mail").json()["mail"][0]
    facts = ask(app, "GET", f"/_sandbox/mail/{newest['id']}").json()
    rows = list(csv.DictReader(io.StringIO(ask(app, "GET", facts["parts"][2]["url"]).content.decode("utf-8-sig"), newline="")))

    assert "Shown are the newest 50, in the file the newest 20,000 of 20,010 calls." in facts["text"]
    assert [row["Call"] for row in rows] == [f"c{at}" for at in range(MOST_CALLS)]
    assert {len(row["Notes"]) for row in rows} == {LONGEST_NOTES}
    assert newest["size"] < 20_000_000


def test_a_user_table_shows_the_first_people_of_all_teams() -> None:
    crowd = [Person(str(at), f"Person {at}", Tally(inbound=1), []) for at in range(SHOWN + 5)]

    assert [(name, len(members)) for name, members in shortened([("A", crowd[:3]), ("B", crowd), ("C", crowd)])] == [
        ("A", 3),
        ("B", SHOWN - 3),
    ]
    assert shortened([("", crowd[:2])]) == [("", crowd[:2])]
