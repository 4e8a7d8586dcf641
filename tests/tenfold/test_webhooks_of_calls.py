"""What is written for those who hear of a call, in the transaction of its change."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from sandbox.app import Sandbox, create_app
from sandbox.settings import Settings
from sandbox.tenfold.tables.calls import calls
from sandbox.tenfold.webhooks.announce import announce
from sandbox.tenfold.webhooks.message_body import call_update
from tests.facts import fact
from tests.in_process import ask

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
START = datetime(2017, 7, 21, 21, 27, 43, 14_000, tzinfo=UTC)
ENDED = {
    "id": "cdefab345612",
    "extension": "1234",
    "phone_number": "15125551212",
    "direction": "Outbound",
    "state": "ended",
    "started_at": START,
    "answered_at": datetime(2017, 7, 21, 21, 27, 44, tzinfo=UTC),
    "ended_at": datetime(2017, 7, 21, 21, 27, 51, 430_000, tzinfo=UTC),
    "created_at": datetime(2017, 7, 21, 21, 27, 43, 78_000, tzinfo=UTC),
    "duration": 8416,
    "recording": "not-recorded",
    "pbx_id": "1500441358436",
    "user_id": "abcdef123456",
    "line_id": "cdefab345612",
    "is_mobile": False,
    "has_transcript": False,
    "crm_errors": "[]",
    "held": False,
}
SAMPLE = {
    "status": "completed",
    "phoneNumber": "15125551212",
    "direction": "Outbound",
    "startTime": "2017-07-21T21:27:43.014Z",
    "endTime": "2017-07-21T21:27:51.430Z",
    "duration": 8416,
    "createdDate": "2017-07-21T21:27:43.078Z",
    "id": "cdefab345612",
    "userId": "abcdef123456",
    "extension": "1234",
    "phoneSystemCallId": "1500441358436",
}
"""That of the vendor's page, without its organization."""
KEYS = [*list(SAMPLE)[:8], "organizationId", *list(SAMPLE)[8:]]


@pytest.fixture
def app() -> Iterator[Sandbox]:
    app = create_app(Settings(ephemeral=True, scenario="empty", frozen=NOON))
    yield app
    app.worlds.close()


def registered(app: Sandbox, **given: Any) -> dict[str, Any]:
    asked = {"url": "http://127.0.0.1:9/", "vendor": "tenfold", "paused": True, **given}
    facts: dict[str, Any] = ask(app, "POST", "/_sandbox/webhooks/endpoints", json=asked).raise_for_status().json()
    return facts


def triggered(app: Sandbox, **changes: Any) -> tuple[str, dict[str, Any]]:
    """The cause of the only message, and the call that it is about. `changes` are to parts of it."""
    asked = {"event": "call-update", "set": {f"call.{name}": value for name, value in changes.items()}}
    answer = ask(app, "POST", "/_sandbox/webhooks/trigger", json=asked).raise_for_status()
    (message,) = answer.json()["messages"]
    body = ask(app, "GET", f"/_sandbox/webhooks/messages/{message['id']}").json()["body"]
    return message["cause"], json.loads(body)["call"]


@fact("TE-01")
def test_the_sample_of_the_vendors_page_to_the_byte() -> None:
    call = {"status": "completed", "duration": 8416}

    assert call_update(call, datetime(2017, 7, 21, 21, 27, 51, 430_000, tzinfo=UTC)) == (
        b'{"type":"call-update","call":{"status":"completed","duration":8416},"timestamp":"2017-07-21T21:27:51.430Z"}'
    )


def test_each_endpoint_of_the_organization_is_told_once_with_the_call_as_cause(app: Sandbox) -> None:
    first, second = registered(app), registered(app)
    registered(app, vendor="fourfour")
    world = app.worlds.get("default")

    with world.database.begin() as rows:
        written = announce(world, rows, organization=first["organization"], call=SAMPLE, cause="cdefab345612")
        assert announce(world, rows, organization="another", call=SAMPLE, cause="x") == []

    told = ask(app, "GET", "/_sandbox/webhooks/messages").json()["messages"]
    assert [each["id"] for each in told] == written
    assert [(each["endpoint"], each["event"], each["cause"]) for each in told] == [
        (endpoint["id"], "call-update", "cdefab345612") for endpoint in (first, second)
    ]


def test_an_example_is_about_the_latest_call(app: Sandbox) -> None:
    organization = registered(app)["organization"]
    with app.worlds.get("default").database.begin() as rows:
        earlier = ENDED | {"id": "earlier", "started_at": START - timedelta(hours=1)}
        rows.execute(insert(calls), [row | {"organization_id": organization} for row in (earlier, ENDED)])

    cause, call = triggered(app)

    assert (cause, call) == ("cdefab345612", SAMPLE | {"organizationId": organization})
    assert list(call) == KEYS


@pytest.mark.parametrize(("root", "link"), [(None, None), ("http://own", "http://own/v2/recordings/a.wav")])
def test_a_recording_has_a_link_where_it_is_known_how_the_server_was_reached(app: Sandbox, root: str | None, link: str | None) -> None:
    recorded = {"organization_id": registered(app)["organization"], "recording_name": "a.wav", "root": root}
    with app.worlds.get("default").database.begin() as rows:
        rows.execute(insert(calls).values(ENDED | recorded))

    _, call = triggered(app)

    assert call.get("recordingLink") == link
    assert set(call) - set(KEYS) == ({"recordingLink"} if link else set())


@pytest.mark.parametrize(("state", "status"), [("queued", "queued"), ("ringing", "ringing"), ("talking", "in-progress")])
def test_a_call_that_goes_on_has_neither_an_end_nor_a_duration(app: Sandbox, state: str, status: str) -> None:
    organization = registered(app)["organization"]
    with app.worlds.get("default").database.begin() as rows:
        rows.execute(insert(calls).values(ENDED | {"organization_id": organization, "state": state, "ended_at": None, "duration": 0}))

    _, call = triggered(app)

    assert call["status"] == status
    assert set(KEYS) - set(call) == {"endTime", "duration"}


def test_without_calls_an_example_is_about_one_of_the_admins_that_has_just_ended(app: Sandbox) -> None:
    registered(app)

    cause, call = triggered(app)

    assert (call["id"], list(call)) == (cause, KEYS)
    assert (call["startTime"], call["endTime"]) == ("2026-03-18T11:59:51.584Z", "2026-03-18T12:00:00.000Z")
    assert (call["status"], call["duration"], call["extension"]) == ("completed", 8416, "100")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"status": "ringing"}, set()),
        ({"status": "in-progress", "duration": 7}, {"duration"}),
        ({"status": "completed"}, {"endTime", "duration"}),
        ({"status": ["strange"]}, {"endTime", "duration"}),
        ({"extension": "9"}, {"endTime", "duration"}),
    ],
)
def test_a_call_that_is_told_to_go_on_has_not_ended(app: Sandbox, changes: dict[str, Any], told: set[str]) -> None:
    registered(app)

    _, call = triggered(app, **changes)

    assert {"endTime", "duration"} & call.keys() == told
