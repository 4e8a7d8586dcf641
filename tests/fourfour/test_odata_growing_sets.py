"""Reading on while rows are being added: what the next links promise (odata-wire.md, 16 row 28)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from sandbox.app import Sandbox, create_app
from sandbox.fourfour.tables.crm import leads
from sandbox.fourfour.tables.workspaces import workspaces
from sandbox.settings import Settings
from sandbox.world import DEFAULT
from tests.facts import fact
from tests.fourfour.conftest import TOKEN
from tests.in_process import ask

ORDERS = ("", "status desc", "annual_revenue", "annual_revenue desc,status", "updated desc", "id desc", "last_name,id")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Sandbox]:
    app = create_app(Settings(data=tmp_path, scenario="empty", frozen=datetime(2026, 3, 18, 12, tzinfo=UTC)))
    yield app
    app.worlds.close()


def add(app: Sandbox, *rows: dict[str, Any]) -> None:
    with app.worlds.get(DEFAULT).database.begin() as connection:
        workspace = connection.execute(select(workspaces.c.id)).scalars().first()
        for row in rows:
            connection.execute(insert(leads).values(workspace_id=workspace, **row))


def page(app: Sandbox, url: str) -> dict[str, Any]:
    body: dict[str, Any] = ask(app, "GET", url, headers={"Authorization": f"Bearer {TOKEN}"}).raise_for_status().json()
    return body


def lead(key: int, revenue: int | None, status: str | None) -> dict[str, Any]:
    return {"id": f"{key:05}", "annual_revenue": revenue, "status": status, "last_name": f"n{key % 3}", "updated": None}


LEADS = st.lists(
    st.builds(lead, st.integers(0, 99_999), st.none() | st.integers(0, 3), st.none() | st.sampled_from("ab")),
    max_size=25,
    unique_by=lambda row: row["id"],
)


@fact("FF-OD-42")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(LEADS, st.data(), st.sampled_from(ORDERS), st.integers(1, 4))
def test_no_row_comes_twice_and_none_that_was_there_is_missed(
    app: Sandbox, rows: list[dict[str, Any]], data: st.DataObject, order: str, size: int
) -> None:
    with app.worlds.get(DEFAULT).database.begin() as connection:
        connection.execute(delete(leads))
    cut = data.draw(st.integers(0, len(rows)))
    there, later = rows[:cut], rows[cut:]
    add(app, *there)

    seen: list[str] = []
    url = f"/odata/Leads?top={size}" + (f"&orderby={order}" if order else "")
    while url:
        body = page(app, url)
        seen += [row["id"] for row in body["value"]]
        url = body.get("@nextLink", "")
        add(app, *later[:2])
        later = later[2:]

    assert len(seen) == len(set(seen))
    assert {row["id"] for row in there} <= set(seen)


@fact("FF-OD-10")
def test_a_link_that_nobody_was_given_counts_rows(app: Sandbox) -> None:
    add(app, *(lead(number, None, None) for number in range(10)))

    assert [row["id"] for row in page(app, "/odata/Leads?top=3&skip=4")["value"]] == ["00004", "00005", "00006"]
    given_link = page(app, "/odata/Leads?top=3&skip=1")["@nextLink"]
    add(app, {"id": "00000x"})
    assert [row["id"] for row in page(app, given_link)["value"]] == ["00004", "00005", "00006"]
    assert [row["id"] for row in page(app, "/odata/Leads?$top=3&$skip=4")["value"]] == ["00003", "00004", "00005"]
