"""Where the vendor's page contradicts itself (tenfold.md, 10): what the sandbox does, by the facts TQ-.

Quirks that belong to one endpoint are shown beside its other tests; `@fact` finds them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.settings import packaged_fixtures
from tests.conftest import started
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, CLIENT, ELSEWHERE, PASSWORD, REGULAR, Tenfold

CALLBACK = "http://127.0.0.1:8000/tenfold/callback"


@fact("TQ-04")
def test_the_seconds_of_a_token_are_a_number_in_v1_and_a_string_in_v2(tenfold: Tenfold) -> None:
    v1 = tenfold.pair()
    refresh = {**CLIENT, "grant_type": "refresh_token", "refresh_token": v1["refresh_token"]}
    v2 = tenfold.anybody.put("/v2/oauth/token", json=refresh).json()
    again = tenfold.token(grant_type="refresh_token", refresh_token=v2["refresh_token"]).json()

    assert [pair["expires_in"] for pair in (v1, v2, again)] == [3600, "3600", 3600]


@fact("TQ-07")
def test_a_code_wins_over_a_refresh_token_beside_it(tenfold: Tenfold) -> None:
    wish = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "yes"}
    sent = tenfold.signed_in(REGULAR).put("/v2/oauth/authorize", json=wish)
    both = {"code": sent.headers["location"].partition("code=")[2], "refresh_token": tenfold.pair(ADMIN)["refresh_token"]}

    pair = tenfold.anybody.put("/v2/oauth/token", json={**CLIENT, "grant_type": "authorization_code", **both}).json()

    assert tenfold.world.with_token(pair["access_token"]).get("/v2/users/me").json()["data"]["username"] == REGULAR
    assert tenfold.token(grant_type="refresh_token", refresh_token=both["refresh_token"]).status_code == 200


@fact("TQ-18")
@pytest.mark.parametrize("content_type", [None, "application/x-www-form-urlencoded", "text/plain", "application/json"])
def test_a_body_of_v2_is_json_whatever_it_calls_itself_and_strictly_so(tenfold: Tenfold, content_type: str | None) -> None:
    http, headers = tenfold.signed_in(), {"Content-Type": content_type} if content_type else {}

    for broken in (
        b'{event: "opened"}',
        b"{'event': 'opened'}",
        b'{"event": "opened" "data": {}}',
        b'{"event": "opened",}',
        b"event=opened",
    ):
        answer = http.post("/v2/tracking", content=broken, headers=headers)
        assert (answer.status_code, answer.json()["name"]) == (400, "BadRequestError")
    assert http.post("/v2/tracking", content=b'{"event": "opened"}', headers=headers).json() == {"success": True}


@fact("TQ-19")
@pytest.mark.parametrize("host", ["api.tenfold.com", "api-canary.tenfold.com", "127.0.0.1"])
def test_contact_lists_answer_under_any_host(tenfold: Tenfold, host: str) -> None:
    assert tenfold.signed_in().get("/v2/contact-lists", headers={"Host": host}).json() == {"data": []}


@fact("TQ-28")
def test_words_in_a_path_come_before_ids(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)

    assert [side["type"] for side in http.get("/v2/organizations/health-check").json()["data"]] == ["crm", "phone"]
    assert http.get("/v2/users/me").json()["data"]["username"] == REGULAR
    assert tenfold.anybody.post("/v2/users/login", json={"username": REGULAR, "password": PASSWORD}).status_code == 200
    assert http.post("/v2/users/me", json={}).headers["allow"] == "GET, HEAD"
    assert http.get("/v2/users/login").headers["allow"] == "POST"
    assert http.get("/api/v1/users/login").status_code == 302


@fact("TQ-29")
def test_did_says_whether_there_is_a_direct_number(tenfold: Tenfold) -> None:
    people = tenfold.signed_in().get("/v2/users").json()["data"]

    assert {type(person["did"]) for person in people} == {bool}


class Partnership:
    """A partner and an organization that it manages, in a server of their own."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def token(self, username: str) -> str:
        form = {**CLIENT, "grant_type": "password", "username": username, "password": PASSWORD}
        return str(self.http.post("/api/v1/oauth/token", data=form).raise_for_status().json()["access_token"])

    def get(self, path: str, token: str) -> httpx.Response:
        return self.http.get(path, headers={"Authorization": f"Bearer {token}"})

    def act_as(self, user: str, token: str) -> httpx.Response:
        form = {**CLIENT, "userId": user}
        return self.http.post("/api/v1/oauth/token/create", data=form, headers={"Authorization": f"Bearer {token}"})


PARTNER, CHILD = "admin@empty.example", "admin@child.example"


@pytest.fixture
def partnership(tmp_path: Path) -> Iterator[Partnership]:
    """The empty scenario, whose company is a partner, and beside it the same company again, which is managed by it."""
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    text = (packaged_fixtures() / "scenarios" / "empty.toml").read_text()
    own = text[text.index("[workspaces.empty]") :]
    child = (
        own.replace("workspaces.empty", "workspaces.child").replace("empty.example", "child.example").replace("Empty Workspace", "Child")
    )
    head = text.removesuffix(own)
    partner = own.replace("\ncompany", '\ntelephony = { type = "partner" }\ncompany', 1)
    child = child.replace("\ncompany", '\ntelephony = { partner = "empty" }\ncompany', 1)
    (scenarios / "partners.toml").write_text(f"{head}{partner}\n{child}")
    with started("--ephemeral", "--fixtures", str(tmp_path), "--scenario", "partners") as (_, url), httpx.Client(base_url=url) as http:
        yield Partnership(http)


@fact("TQ-26", "T1-02", "T2-12", "T2-13")
def test_a_partner_sees_a_child_organization_only_as_one_of_its_people(partnership: Partnership) -> None:
    partner, child = partnership.token(PARTNER), partnership.token(CHILD)
    theirs: dict[str, Any] = partnership.get("/v2/users/me", child).json()["data"]
    inside = [f"/v2/users/{theirs['id']}", f"/v2/organizations/{theirs['organizationId']}"]

    acting = partnership.act_as(theirs["id"], partner).json()["access_token"]

    assert [partnership.get(path, partner).status_code for path in inside] == [404, 404]
    assert [partnership.get(path, acting).status_code for path in inside] == [200, 200]
    assert [user["username"] for user in partnership.get("/v2/users", partner).json()["data"]] == [PARTNER]


@fact("TQ-26", "T1-02")
def test_a_child_organization_does_not_act_for_its_partner(partnership: Partnership) -> None:
    partner, child = partnership.token(PARTNER), partnership.token(CHILD)
    ours = partnership.get("/v2/users/me", partner).json()["data"]["id"]

    assert partnership.act_as(ours, child).status_code == 404


@fact("TQ-26", "T1-02")
def test_an_admin_elsewhere_is_nobody_here(tenfold: Tenfold) -> None:
    theirs = tenfold.signed_in(ELSEWHERE).get("/v2/users/me").json()["data"]
    own = tenfold.signed_in()

    assert theirs["id"] not in {user["id"] for user in own.get("/v2/users").json()["data"]}
    assert own.post("/api/v1/oauth/token/create", data={**CLIENT, "userId": theirs["id"]}).status_code == 404


@fact("TQ-18")
def test_what_json_says_is_no_field_of_the_form_that_curl_labels_it_as(tenfold: Tenfold) -> None:
    body = b'{"event": "opened", "data": {"url": "https://app.example/?page=1&access_token=abc"}}'

    answer = tenfold.signed_in().post("/v2/tracking", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert (answer.status_code, answer.json()) == (200, {"success": True})
