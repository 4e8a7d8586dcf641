"""Which addresses webhooks may go to: looked at when an endpoint is registered, and again at each send."""

import httpx
import pytest

from sandbox.http.targets import Targets, is_allowed
from tests.conftest import World, started
from tests.facts import fact
from tests.fourfour.webhooks import register, settled, trigger

PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
LOOPBACK = ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"]
PRIVATE = [
    "10.0.0.1",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:10.0.0.1",
    "::10.0.0.1",
    "::127.0.0.1",
    "::ffff:0:10.0.0.1",
    "64:ff9b:1::10.0.0.1",
    "fec0::1",
]
NOWHERE = ["0.0.0.0", "::", "224.0.0.1", "ff02::1"]


@fact("FF-WH-06")
@pytest.mark.parametrize(
    ("addresses", "public", "loopback", "anywhere"),
    [(PUBLIC, True, True, True), (LOOPBACK, False, True, True), (PRIVATE, False, False, True), (NOWHERE, False, False, False)],
)
def test_an_address_is_judged_by_what_it_means(addresses: list[str], public: bool, loopback: bool, anywhere: bool) -> None:
    for address in addresses:
        judged = [is_allowed(address, targets) for targets in Targets]
        assert judged == [public, loopback, anywhere], address


BAD_URLS = {
    "": "must be an http or https URL",
    "ftp://127.0.0.1/": "must be an http or https URL",
    "//127.0.0.1/": "must be an http or https URL",
    "http://": "must have a host name or an address",
    "http://127.0.0.1:99999/": "must have a port from 0 to 65535",
    "http://[::1/": "must be an http or https URL",
    "http://user:secret@127.0.0.1/": "must not hold a name or a password",
    "http://127.0.0.1/#part": "must not have a fragment (#)",
    "http://127.0.0.1/" + "a" * 3000: "must not be longer than 2048 characters",
    "http://127.0.0.1/a b": "must be written in visible ASCII characters, a host name of others in punycode",
    "http://127.0.0.1/\r\nX: y": "must be written in visible ASCII characters, a host name of others in punycode",
    "http://ø.example/": "must be written in visible ASCII characters, a host name of others in punycode",
    "http://10.1.2.3/": "cannot be used: 10.1.2.3 may not be sent to: only public and loopback addresses are allowed "
    "(the world's switch webhook_targets)",
    "http://nobody.invalid/": "cannot be used: nobody.invalid does not resolve to an address",
}


@fact("FF-WH-06")
@pytest.mark.parametrize("url", BAD_URLS, ids=lambda url: url[:20])
def test_a_bad_url_is_refused_and_nothing_is_registered(world: World, url: str) -> None:
    answer = world.control.post("/webhooks/endpoints", json={"url": url})

    assert (answer.status_code, answer.json()["error"]["message"]) == (400, f"url {BAD_URLS[url]}")
    assert world.control.get("/webhooks/endpoints").json() == {"endpoints": []}


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("events", ["nope"], "must be one of conversation_processing_complete, workflow, call-update"),
        ("events", [], "must have at least one of conversation_processing_complete, workflow, call-update"),
        ("client", "nobody", "is no OAuth client of the endpoint's workspace: 'nobody'"),
        ("workspace", "Nowhere", "is no workspace: 'Nowhere'"),
        ("waits", [-1], "must be at most 20 numbers of seconds, each from 0 to 2592000"),
        ("waits", "soon", "must be a list"),
        ("mischief", {"rain": 1}, "must be one of duplicate, reorder, delay, wrong_signature, truncated, stale, slow"),
        ("mischief", {"delay": 2}, "must have chances from 0 to 1"),
        ("paused", 1, "must be true or false"),
        ("urll", "x", "is not a field of this request; did you mean url?"),
    ],
)
def test_a_bad_field_is_refused_and_nothing_is_registered(world: World, field: str, value: object, rule: str) -> None:
    answer = world.control.post("/webhooks/endpoints", json={"url": "http://127.0.0.1:9/", field: value})

    assert (answer.status_code, answer.json()["error"]["message"]) == (400, f"{field} {rule}")
    assert world.control.get("/webhooks/endpoints").json() == {"endpoints": []}


@fact("FF-WH-06")
def test_the_client_of_another_workspace_cannot_be_linked(world: World) -> None:
    asked = {"name": "App", "redirect_uris": ["http://127.0.0.1:9/cb"], "workspace": "Skerry Metering"}
    client = world.control.post("/oauth/clients", json=asked).raise_for_status().json()["client_id"]

    answer = world.control.post("/webhooks/endpoints", json={"url": "http://127.0.0.1:9/", "client": client})

    assert answer.json()["error"]["message"] == f"client is no OAuth client of the endpoint's workspace: '{client}'"


@fact("FF-WH-06")
def test_an_address_that_was_allowed_once_is_looked_at_again_when_a_message_is_sent(world: World) -> None:
    for host in ("127.0.0.1", "localhost"):
        register(world, f"http://{host}:9/", waits=[])
    world.control.patch(f"/worlds/{world.name}", json={"switches": {"webhook_targets": "public"}}).raise_for_status()

    told = [settled(world, written["id"]) for written in trigger(world)]

    assert told[0]["error"] == (
        "Not sent: 127.0.0.1 may not be sent to: only public addresses are allowed (the world's switch webhook_targets)"
    )
    assert "localhost is" in told[1]["error"]
    assert {each["status"] for each in told} == {"failed"}


@fact("FF-WH-06")
def test_a_server_that_others_reach_sends_to_public_addresses_only() -> None:
    with started("--ephemeral", "--scenario", "empty", "--host", "0.0.0.0", "--admin-token", "secret") as (_, url):
        control = url.replace("0.0.0.0", "127.0.0.1") + "/_sandbox"
        asked = {"url": "http://127.0.0.1:9/"}
        answer = httpx.post(f"{control}/webhooks/endpoints", json=asked, headers={"Authorization": "Bearer secret"})
    assert answer.status_code == 400
