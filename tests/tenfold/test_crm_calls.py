"""CRM records where something must stand in the database first: calls, and organizations that are set up otherwise."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, select, update

from sandbox.app import Sandbox, create_app
from sandbox.settings import Settings
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.organizations import organizations
from sandbox.world import DEFAULT
from tests.facts import fact
from tests.in_process import ask
from tests.tenfold.conftest import CLIENT, PASSWORD, REGULAR

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
NUMBER = "+49 40 66969 210"
CALL = {
    "id": "c1",
    "user_id": "u1",
    "extension": "100",
    "phone_number": "494066969210",
    "direction": "Inbound",
    "state": "ended",
    "started_at": NOW,
    "created_at": NOW,
    "duration": 0,
    "recording": "not-recorded",
    "pbx_id": "1",
    "line_id": "c1",
    "is_mobile": False,
    "has_transcript": False,
    "crm_errors": "[]",
    "held": False,
}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Sandbox]:
    app = create_app(Settings(data=tmp_path, frozen=NOW))
    yield app
    app.worlds.close()


def signed_in(app: Sandbox, method: str, path: str, **given: Any) -> httpx.Response:
    form = {**CLIENT, "grant_type": "password", "username": REGULAR, "password": PASSWORD}
    token = ask(app, "POST", "/api/v1/oauth/token", data=form).raise_for_status().json()["access_token"]
    return ask(app, method, path, json=given, headers={"Authorization": f"Bearer {token}"})


def found(app: Sandbox, number: str = NUMBER) -> list[dict[str, Any]]:
    answer = ask(app, "GET", "/_sandbox/crm/records", params={"number": number}).raise_for_status()
    records: list[dict[str, Any]] = answer.json()["records"]
    return records


def set_up(app: Sandbox, organization: str, **values: Any) -> None:
    with app.worlds.get(DEFAULT).database.begin() as rows:
        rows.execute(update(organizations).where(organizations.c.id == organization).values(**values))


def has_call(app: Sandbox, record_ids: list[str], **values: Any) -> None:
    with app.worlds.get(DEFAULT).database.begin() as rows:
        rows.execute(insert(calls).values(CALL | values))
        own = {"call_id": values["id"], "organization_id": values["organization_id"]}
        rows.execute(insert(matches), [own | {"record_id": record_id} for record_id in record_ids])


def linked(app: Sandbox, call: str) -> tuple[str | None, set[str]]:
    """The call's record, and those it matches."""
    with app.worlds.get(DEFAULT).database.read() as rows:
        record = rows.execute(select(calls.c.crm_record_id).where(calls.c.id == call)).scalar_one()
        return record, set(rows.execute(select(matches.c.record_id).where(matches.c.call_id == call)).scalars())


@fact("T2-17")
def test_a_number_is_taken_off_the_record_and_the_record_off_the_call(app: Sandbox) -> None:
    (record,) = found(app)
    own, me = record["id"], signed_in(app, "GET", "/v2/users/me").json()["data"]
    mine = {"organization_id": record["organization"], "user_id": me["id"]}
    has_call(app, [own, "other"], id="c1", crm_record_id=own, **mine)
    has_call(app, [own], id="c2", crm_record_id=own, **mine)
    has_call(app, [own, "other"], id="c3", crm_record_id="other", **mine)

    for call in ("c1", "c3"):
        path = f"/v2/crm/records/{own}/remove-number"
        answer = signed_in(app, "DELETE", path, number=NUMBER, module="Contact", callId=call)
        assert (answer.status_code, answer.content) == (200, b"")

    assert found(app) == []
    assert linked(app, "c1") == (None, {"other"})
    assert linked(app, "c2") == (own, {own})
    assert linked(app, "c3") == ("other", {"other"})


@fact("T2-17")
def test_a_call_of_another_organization_is_not_found_and_nothing_changes(app: Sandbox) -> None:
    (record,) = found(app)
    own = record["id"]
    has_call(app, [own], id="c1", organization_id="elsewhere", crm_record_id=own)

    answer = signed_in(app, "DELETE", f"/v2/crm/records/{own}/remove-number", number=NUMBER, module="Contact", callId="c1")

    assert (answer.status_code, answer.json()["message"]) == (404, "There is no call c1")
    assert found(app) == [record]
    assert linked(app, "c1") == (own, {own})


@fact("T1-11")
def test_with_the_feature_custom_edits_need_no_update_and_may_come_with_one(app: Sandbox) -> None:
    (record,) = found(app)
    set_up(app, record["organization"], custom_edits=True)
    own = {"id": record["id"], "module": "Contact", "custom": {"anything": [1]}}

    alone = [signed_in(app, "PUT", "/v1/crm/record", **own), signed_in(app, "PUT", "/v1/crm/record", **own, update={})]
    together = signed_in(app, "PUT", "/v1/crm/record", **own, update={"Title": "CEO"})
    refused = [signed_in(app, "PUT", "/v1/crm/record", **own, update=update) for update in ({"Titel": "CEO"}, "x", [1])]

    assert [(answer.status_code, answer.json()) for answer in (*alone, together)] == [(200, {"success": {}})] * 3
    assert [answer.status_code for answer in refused] == [400] * 3
    assert found(app)[0]["fields"] == record["fields"] | {"Title": "CEO"}


@fact("T1-11", "T2-15", "T2-16", "T2-17")
def test_without_a_crm_nothing_can_be_written(app: Sandbox) -> None:
    (record,) = found(app)
    set_up(app, record["organization"], crm_provider=None, crm_url=None)
    path = f"/v2/crm/records/{record['id']}"
    form = ask(app, "GET", "/_sandbox/crm/forms").json()["forms"][0]["id"]

    answers = [
        signed_in(app, "PUT", "/v1/crm/record", id=record["id"], module="Contact", update={"Title": "CEO"}),
        signed_in(app, "POST", "/v2/crm/records", formId=form, fields={"Name": "x"}),
        signed_in(app, "PUT", path, formId=form, update={"Title": "CEO"}),
        signed_in(app, "DELETE", f"{path}/remove-number", number=NUMBER, module="Contact"),
    ]

    assert [(answer.status_code, answer.json()["message"]) for answer in answers] == [(400, "The organization has no CRM")] * 4
    assert found(app) == [record]
