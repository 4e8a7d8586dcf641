"""Worlds over the control API: made, cloned, changed, put back and dropped."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.conftest import FROZEN, Server, World
from tests.control.conftest import names
from tests.demo import HELEN
from tests.fourfour.importer import READ_TOKEN, importer_of

SWITCHES = {
    "auto_approve": None,
    "page_size": 200,
    "max_page_size": None,
    "both_next_links": False,
    "webhook_targets": "loopback",
    "broken_errors": False,
    "final_call_status": "completed",
    "tenfold_links": True,
    "beta_host": False,
    "lenient_oauth": False,
    "forbidden": False,
    "modern_mcp": False,
}
"""As they are when nobody has set one."""


def test_a_server_has_a_default_world(control: httpx.Client) -> None:
    assert "default" in names(control)


def test_a_world_tells_what_it_was_planted_with_and_where_it_is(world: World) -> None:
    facts = world.control.get(f"/worlds/{world.name}").json()

    assert facts == {
        "name": world.name,
        "scenario": "demo",
        "seed": None,
        "planted": FROZEN[:10],
        "frozen": FROZEN,
        "url": world.url,
        "clock": {"now": FROZEN, "mode": "frozen", "offset_seconds": 0},
        "switches": SWITCHES,
        "faults": 0,
    }


def test_the_default_world_needs_no_prefix(server: Server, control: httpx.Client) -> None:
    assert control.get("/worlds/default").json()["url"] == server.url


def test_a_world_of_a_request_can_be_asked_for_without_its_name(world: World) -> None:
    assert world.control.get("/world").json() == world.control.get(f"/worlds/{world.name}").json()


def test_a_new_world_has_the_scenario_seed_and_clock_it_was_asked_for(control: httpx.Client) -> None:
    wish = {"name": "made-to-measure", "scenario": "empty", "seed": 7, "frozen": "2020-02-29T23:59:59Z"}

    made = control.post("/worlds", json=wish)

    assert made.status_code == 201
    facts = made.json()
    assert (facts["scenario"], facts["seed"], facts["planted"]) == ("empty", 7, "2020-02-29")
    assert facts["clock"] == {"now": "2020-02-29T23:59:59+00:00", "mode": "frozen", "offset_seconds": 0}


def test_a_new_world_without_wishes_follows_the_servers_settings_and_gets_a_name(control: httpx.Client) -> None:
    facts = control.post("/worlds").raise_for_status().json()

    assert (facts["scenario"], facts["seed"], facts["clock"]["now"]) == ("demo", None, FROZEN)
    control.delete(f"/worlds/{facts['name']}").raise_for_status()


def test_a_world_without_a_name_gets_the_first_number_that_is_free(control: httpx.Client) -> None:
    made = [control.post("/worlds", json={"scenario": "empty"}).json()["name"] for _ in range(2)]
    control.delete("/worlds/world-1").raise_for_status()
    made.append(control.post("/worlds/default/clone").json()["name"])
    for name in ("world-1", "world-2"):
        control.delete(f"/worlds/{name}").raise_for_status()

    assert made == ["world-1", "world-2", "world-1"]


def test_of_many_who_want_any_name_at_once_each_gets_one(control: httpx.Client) -> None:
    wish = {"scenario": "empty", "frozen": "2024-05-05"}
    with ThreadPoolExecutor(8) as threads:
        made = [answer.json()["name"] for answer in threads.map(lambda _: control.post("/worlds", json=wish), range(8))]
    for name in made:
        control.delete(f"/worlds/{name}").raise_for_status()

    assert len(set(made)) == 8


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ({"name": "Upper"}, "name must be 1 to 63 of"),
        ({"name": ""}, "name must be 1 to 63 of"),
        ({"name": "../default"}, "name must be 1 to 63 of"),
        ({"name": "a" * 64}, "name must be 1 to 63 of"),
        ({"name": "a\n"}, "name must be 1 to 63 of"),
        ({"name": None}, "name must be a string"),
        ({"name": 3}, "name must be a string"),
        ({"seed": "7"}, "seed must be a whole number"),
        ({"seed": 1.5}, "seed must be a whole number"),
        ({"seed": True}, "seed must be a whole number"),
        ({"seed": 2**63}, "seed must be a whole number from -9223372036854775808 to 9223372036854775807"),
        ({"seed": -(10**30)}, "seed must be a whole number from -9223372036854775808 to 9223372036854775807"),
        ({"frozen": "noon"}, "frozen must be a moment such as"),
        ({"frozen": "0001-01-01T00:00:00Z"}, "frozen must be between the years 1970 and 2999"),
        ({"frozen": "9999-12-31T23:59:59-12:00"}, "frozen must be"),
        ({"scenarioo": "demo"}, "scenarioo is not a field of this request; did you mean scenario?"),
        ({"colour": "red"}, "colour is not a field of this request; it takes name, scenario, seed, frozen"),
    ],
)
def test_a_wish_that_cannot_be_read_is_refused_by_name_and_rule(control: httpx.Client, wish: object, complaint: str) -> None:
    answer = control.post("/worlds", json=wish)

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "invalid_field"
    assert answer.json()["error"]["message"].startswith(complaint)


def test_an_unknown_scenario_is_refused_with_the_nearest_and_all_that_there_are(control: httpx.Client) -> None:
    answer = control.post("/worlds", json={"name": "made-of-nothing", "scenario": "dmo"})

    assert answer.status_code == 400
    message = answer.json()["error"]["message"]
    assert "'dmo'" in message
    assert "did you mean 'demo'" in message
    assert "empty" in message
    assert "made-of-nothing" not in names(control)


@pytest.mark.parametrize("body", [b"{", b'{"name": }', b"\xff\xfe", b'{"seed": NaN}', b'{"seed": 1e999}'])
def test_a_body_that_is_no_json_is_refused(control: httpx.Client, body: bytes) -> None:
    answer = control.post("/worlds", content=body)

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("body is not JSON")


@pytest.mark.parametrize("body", ["[]", "null", "3", '"name"'])
def test_a_body_that_is_no_object_is_refused(control: httpx.Client, body: str) -> None:
    assert control.post("/worlds", content=body).json()["error"]["message"] == "body must be a JSON object"


def test_two_worlds_cannot_have_the_same_name(world: World) -> None:
    for answer in (
        world.control.post("/worlds", json={"name": world.name}),
        world.control.post("/worlds/default/clone", json={"name": world.name}),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "world_exists")


def test_of_many_who_want_the_same_name_at_once_one_gets_it(control: httpx.Client) -> None:
    wish = {"name": "made-in-a-race", "scenario": "empty", "frozen": "2024-04-04"}
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: control.post("/worlds", json=wish), range(8)))

    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 7]


def test_many_worlds_are_made_at_once(control: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda number: control.post("/worlds", json={"name": f"made-{number}", "scenario": "empty"}), range(16)))

    assert [answer.status_code for answer in answers] == [201] * 16
    assert names(control) >= {f"made-{number}" for number in range(16)}


def test_a_clone_starts_with_what_its_source_has_now_and_goes_its_own_way(control: httpx.Client, world: World) -> None:
    world.clock.advance(hours=3)
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"page_size": 5}}).raise_for_status()

    clone = control.post(f"/worlds/{world.name}/clone", json={"name": "made-by-cloning"})
    world.clock.advance(hours=1)

    assert clone.status_code == 201
    assert clone.json()["clock"]["now"] == "2026-03-18T15:00:00+00:00"
    assert clone.json()["switches"]["page_size"] == 5
    assert control.get("/worlds/made-by-cloning").json() == clone.json()
    assert world.clock.now() == "2026-03-18T16:00:00+00:00"


def test_a_clone_without_a_name_gets_one(control: httpx.Client, world: World) -> None:
    name = control.post(f"/worlds/{world.name}/clone").raise_for_status().json()["name"]

    assert name in names(control)
    control.delete(f"/worlds/{name}").raise_for_status()


def test_a_reset_puts_back_the_clock_and_the_switches(world: World) -> None:
    before = world.control.get(f"/worlds/{world.name}").json()
    world.clock.advance(days=2)
    world.control.put("/clock", json={"mode": "running"}).raise_for_status()
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"max_page_size": 1}}).raise_for_status()

    answer = world.control.post(f"/worlds/{world.name}/reset")

    assert (answer.status_code, answer.json()) == (200, before)


def test_a_reset_without_a_name_is_of_the_requests_own_world(world: World) -> None:
    world.clock.advance(days=2)

    assert world.control.post("/reset").json()["name"] == world.name
    assert world.clock.now() == FROZEN


def test_a_reset_restores_the_first_bytes(world: World) -> None:
    def seen() -> list[tuple[bytes, list[tuple[bytes, bytes]]]]:
        paths = ("/_sandbox/clock", "/_sandbox/world", "/_sandbox/tokens", "/_sandbox/env", "/odata/$all")
        return [(answer.content, answer.headers.raw) for answer in map(world.with_token(READ_TOKEN).get, paths)]

    first = seen()
    world.control.post("/tokens", json={"kind": "personal", "user": HELEN}).raise_for_status()
    world.clock.advance(days=40)
    assert seen() != first
    world.control.post("/reset").raise_for_status()

    assert seen() == first


def test_a_reset_takes_back_what_was_imported(world: World) -> None:
    reader, crm = world.with_token(READ_TOKEN), importer_of(world)
    planted = reader.get("/odata/$all").content
    job = crm.send("account", "id,name\nnew,New\n")
    crm.wait(job)
    crm.put("user", "id,name\nnew,New\n")
    assert reader.get("/odata/$all").content != planted

    world.control.post("/reset").raise_for_status()

    assert reader.get("/odata/$all").content == planted
    assert reader.get("/odata/Accounts/new").status_code == 404
    assert crm.http.get("/import/crm/account/new").status_code == 404
    assert crm.http.get(f"/import/job/{job}").status_code == 404


def test_a_dropped_world_is_gone_and_its_name_is_free_again(control: httpx.Client) -> None:
    control.post("/worlds", json={"name": "made-to-go", "scenario": "empty"}).raise_for_status()

    dropped = control.delete("/worlds/made-to-go")

    assert (dropped.status_code, dropped.content) == (204, b"")
    assert control.get("/worlds/made-to-go").status_code == 404
    assert control.delete("/worlds/made-to-go").json()["error"]["code"] == "unknown_world"
    assert control.post("/worlds", json={"name": "made-to-go", "scenario": "empty"}).status_code == 201


def test_a_world_can_be_dropped_through_its_own_address(server: Server, control: httpx.Client) -> None:
    control.post("/worlds", json={"name": "made-to-saw-its-branch", "scenario": "empty"}).raise_for_status()

    answer = server.client("/w/made-to-saw-its-branch/_sandbox").delete("/worlds/made-to-saw-its-branch")

    assert answer.status_code == 204
    assert "date" in answer.headers


def test_the_default_world_cannot_be_dropped(control: httpx.Client) -> None:
    answer = control.delete("/worlds/default")

    assert answer.status_code == 400
    assert "reset it instead" in answer.json()["error"]["message"]


def test_switches_change_one_by_one_and_null_puts_one_back(world: World) -> None:
    def patch(**switches: object) -> dict[str, object]:
        changed: dict[str, object] = (
            world.control.patch(f"/worlds/{world.name}", json={"switches": switches}).raise_for_status().json()["switches"]
        )
        return changed

    patch(page_size=3)
    assert patch(auto_approve=HELEN) == SWITCHES | {"auto_approve": HELEN, "page_size": 3}
    assert patch(page_size=None, broken_errors=True) == SWITCHES | {"auto_approve": HELEN, "broken_errors": True}
    assert patch(broken_errors=None, auto_approve=None) == SWITCHES
    other = {"final_call_status": "finished", "webhook_targets": "any", "tenfold_links": False}
    assert patch(**other) == SWITCHES | other
    assert patch(**dict.fromkeys(other)) == SWITCHES


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({}, "switches is missing"),
        ({"switches": None}, "switches must be an object"),
        ({"switches": {"page_size": "3"}}, "switches.page_size must be a whole number"),
        ({"switches": {"page_size": 0}}, "switches.page_size must be 1 or more"),
        ({"switches": {"page_size": 2**64}}, "switches.page_size must be a whole number"),
        ({"switches": {"auto_approve": ""}}, "switches.auto_approve is empty"),
        ({"switches": {"auto_approve": "helen@ferrybank.example"}}, "switches.auto_approve is no person: 'helen@ferrybank.example'"),
        (
            {"switches": {"auto_approve": HELEN.replace("ll", "l")}},
            f"switches.auto_approve is no person: '{HELEN.replace('ll', 'l')}'; did",
        ),
        ({"switches": {"broken_errors": 1}}, "switches.broken_errors must be true or false"),
        ({"switches": {"webhook_targets": "moon"}}, "switches.webhook_targets must be one of public, loopback, any"),
        ({"switches": {"final_call_status": "Hangup"}}, "switches.final_call_status must be one of completed, finished"),
        ({"switches": {"tenfold_links": "off"}}, "switches.tenfold_links must be true or false"),
        ({"switches": {"page": 3}}, "switches has no page; there are auto_approve, page_size, max_page_size"),
        ({"switches": {}, "clock": 1}, "clock is not a field"),
    ],
)
def test_a_switch_that_is_none_is_refused_and_nothing_changes(world: World, body: object, complaint: str) -> None:
    before = world.control.get(f"/worlds/{world.name}").json()

    answer = world.control.patch(f"/worlds/{world.name}", json=body)

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(complaint)
    assert world.control.get(f"/worlds/{world.name}").json() == before
