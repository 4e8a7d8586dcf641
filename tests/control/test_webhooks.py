"""Endpoints of both vendors side by side: whose one is, and what is refused because it belongs to the other."""

from typing import Any

import pytest

from tests.conftest import World
from tests.demo import FERRYBANK, SKERRY
from tests.fourfour.webhooks import COMPLETE, WORKFLOW, register, trigger

URL, CALL_UPDATE = "http://127.0.0.1:9/", "call-update"


@pytest.mark.parametrize(
    ("given", "vendor"),
    [
        ({}, "fourfour"),
        ({"workspace": FERRYBANK}, "fourfour"),
        ({"events": [WORKFLOW]}, "fourfour"),
        ({"vendor": "fourfour", "client": None}, "fourfour"),
        ({"organization": FERRYBANK}, "tenfold"),
        ({"events": [CALL_UPDATE]}, "tenfold"),
        ({"vendor": "tenfold"}, "tenfold"),
        ({"vendor": "tenfold", "organization": SKERRY, "events": [CALL_UPDATE]}, "tenfold"),
    ],
)
def test_the_vendor_is_the_one_named_or_the_one_whose_words_are_used(world: World, given: dict[str, Any], vendor: str) -> None:
    assert register(world, URL, **given)["vendor"] == vendor


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"vendor": "sixsix"}, "vendor must be one of fourfour, tenfold"),
        ({"vendor": "fourfour", "organization": FERRYBANK}, "organization is not for fourfour, which takes workspace, client"),
        ({"vendor": "tenfold", "workspace": FERRYBANK}, "workspace is not for tenfold, which takes organization"),
        ({"vendor": "tenfold", "client": "x"}, "client is not for tenfold, which takes organization"),
        ({"organization": FERRYBANK, "workspace": FERRYBANK}, "organization is not for fourfour, which takes workspace, client"),
        ({"vendor": "tenfold", "events": [COMPLETE]}, f"events has {COMPLETE}, and tenfold sends call-update only"),
        ({"vendor": "fourfour", "events": [CALL_UPDATE]}, f"events has call-update, and fourfour sends {COMPLETE}, workflow only"),
        ({"events": [WORKFLOW, CALL_UPDATE]}, f"events has call-update, and fourfour sends {COMPLETE}, workflow only"),
        ({"events": ["call_update"]}, f"events must be one of {COMPLETE}, workflow, call-update"),
        ({"organization": "Ferybank"}, "organization is no organization: 'Ferybank'; did you mean Ferrybank?"),
    ],
)
def test_what_contradicts_the_vendor_is_refused_and_nothing_is_registered(world: World, given: dict[str, Any], rule: str) -> None:
    answer = world.control.post("/webhooks/endpoints", json={"url": URL, **given})

    assert (answer.status_code, answer.json()["error"]) == (400, {"code": "invalid_field", "message": rule})
    assert world.control.get("/webhooks/endpoints").json() == {"endpoints": []}


def test_each_endpoint_says_whose_it_is_in_its_vendors_word(world: World) -> None:
    registered = [register(world, URL), register(world, URL, vendor="tenfold")]

    listed = world.control.get("/webhooks/endpoints").json()["endpoints"]

    assert [each | {"secret": known["secret"]} for each, known in zip(listed, registered, strict=True)] == registered
    assert [each["vendor"] for each in listed] == ["fourfour", "tenfold"]
    assert [{"workspace", "client", "organization"} & each.keys() for each in listed] == [{"workspace", "client"}, {"organization"}]


def test_without_a_name_it_is_the_first_organizations(world: World) -> None:
    assert register(world, URL, vendor="tenfold")["organization"] == register(world, URL, organization=FERRYBANK)["organization"]


@pytest.mark.parametrize(
    ("registered", "change", "rule"),
    [
        ({}, {"events": [CALL_UPDATE]}, f"events has call-update, and fourfour sends {COMPLETE}, workflow only"),
        ({"vendor": "tenfold"}, {"events": [WORKFLOW]}, "events has workflow, and tenfold sends call-update only"),
        ({"vendor": "tenfold"}, {"client": None}, "client is not for tenfold, which takes organization"),
        ({}, {"vendor": "tenfold"}, "vendor is not a field of this request; it takes url, events, client, paused, waits, mischief"),
    ],
)
def test_a_change_keeps_to_the_vendor_of_the_endpoint(world: World, registered: dict[str, Any], change: dict[str, Any], rule: str) -> None:
    endpoint = register(world, URL, **registered)
    place = f"/webhooks/endpoints/{endpoint['id']}"

    answer = world.control.patch(place, json=change)

    assert (answer.status_code, answer.json()["error"]["message"]) == (400, rule)
    assert world.control.get(place).json() | {"secret": endpoint["secret"]} == endpoint


def test_an_endpoint_of_tenfold_is_changed_as_any_other(world: World) -> None:
    endpoint = register(world, URL, vendor="tenfold")
    change = {"url": f"{URL}2", "events": [CALL_UPDATE], "paused": True, "waits": [1.0], "mischief": {"slow": 0.5}}

    changed = world.control.patch(f"/webhooks/endpoints/{endpoint['id']}", json=change).raise_for_status().json()

    assert changed | {"secret": endpoint["secret"]} == endpoint | change


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"workspace": FERRYBANK}, "workspace is not for tenfold, which takes organization"),
        ({"organization": "Nowhere"}, "organization is no organization: 'Nowhere'"),
        ({"set": {"payload.id": 7}}, "set must have paths that begin with call, not 'payload.id'"),
        ({"event": WORKFLOW, "organization": FERRYBANK}, "organization is not for fourfour, which takes workspace, client"),
        ({"event": WORKFLOW, "set": {"call.id": 7}}, "set must have paths that begin with payload, not 'call.id'"),
    ],
)
def test_a_trigger_keeps_to_the_vendor_of_its_event(world: World, asked: dict[str, Any], rule: str) -> None:
    register(world, URL, vendor="tenfold", paused=True)

    answer = world.control.post("/webhooks/trigger", json={"event": CALL_UPDATE, **asked})

    assert (answer.status_code, answer.json()["error"]["message"]) == (400, rule)
    assert world.control.get("/webhooks/messages").json() == {"messages": []}


def test_an_endpoint_of_one_vendor_gets_no_events_of_the_other(world: World) -> None:
    for given, event, rule in (
        ({"vendor": "tenfold"}, WORKFLOW, "endpoint is one of tenfold, and workflow is sent by fourfour"),
        ({}, CALL_UPDATE, "endpoint is one of fourfour, and call-update is sent by tenfold"),
    ):
        endpoint = register(world, URL, **given)
        answer = world.control.post("/webhooks/trigger", json={"event": event, "endpoint": endpoint["id"]})
        assert (answer.status_code, answer.json()["error"]["message"]) == (400, rule)


@pytest.mark.parametrize("deep", ["[" * 1000 + "]" * 1000, "[" * 300 + "]" * 300])
def test_a_call_nested_too_deeply_is_refused(world: World, deep: str) -> None:
    register(world, URL, vendor="tenfold", paused=True)

    answer = world.control.post("/webhooks/trigger", content=f'{{"event":"call-update","set":{{"call.x":{deep}}}}}')

    assert answer.status_code == 400
    assert world.control.get("/webhooks/messages").json() == {"messages": []}


def test_messages_are_listed_by_whose_they_are(world: World) -> None:
    register(world, URL, paused=True)
    register(world, URL, vendor="tenfold", paused=True)
    (of_fourfour,), (of_tenfold,) = trigger(world, WORKFLOW), trigger(world, CALL_UPDATE)

    def ids(**query: str) -> list[str]:
        return [each["id"] for each in world.control.get("/webhooks/messages", params=query).raise_for_status().json()["messages"]]

    assert ids(workspace=of_fourfour["workspace"]) == ids(workspace=FERRYBANK) == [of_fourfour["id"]]
    assert ids(organization=of_tenfold["organization"]) == ids(organization=FERRYBANK) == [of_tenfold["id"]]
    assert ids(organization=SKERRY) == []
    both = world.control.get("/webhooks/messages", params={"workspace": FERRYBANK, "organization": FERRYBANK})
    assert both.json()["error"]["message"] == "organization cannot be given beside workspace"
