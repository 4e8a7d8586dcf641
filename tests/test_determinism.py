"""Same seed, same requests, same bytes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.conftest import started
from tests.demo import API_TOKEN, HELEN
from tests.fourfour.oauth_flow import CALLBACK, CHALLENGE, VERIFIER, form_token, workspace_id

pytestmark = pytest.mark.xdist_group("determinism")

CLIENT = {"client_id": "00000000-0000-4000-8000-000000000001", "client_secret": "sandbox-client-secret-000000000000000000"}
AUTHORIZE = {"response_type": "code", "client_id": CLIENT["client_id"], "redirect_uri": CALLBACK, "state": "s"}
AUTHORIZE |= {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
REGISTERED = {"client_name": "Assistant", "redirect_uris": ["https://assistant.example/callback"]}
OWN = {"name": "App", "redirect_uris": ["https://app.example/callback"]}
MINTED = {"kind": "personal", "user": HELEN, "scopes": ["api:read"], "name": "a"}


@dataclass
class Diary:
    """A client that writes down status, headers and body of each answer."""

    http: httpx.Client
    answers: list[bytes] = field(default_factory=list)

    def __call__(self, status: int, method: str, path: str, **options: Any) -> httpx.Response:
        answer = self.http.request(method, path, **options)
        assert answer.status_code == status, (method, path, answer.status_code, answer.text)
        self.answers.append(str((method, path, status, sorted(answer.headers.multi_items()))).encode() + answer.content)
        return answer


def look_around(say: Diary) -> None:
    say(200, "GET", "/odata/me")
    say(200, "GET", "/odata/Conversations?$top=50&$orderby=started_at desc&$count=true")
    say(200, "GET", "/odata/Contacts?$top=400")
    say(200, "GET", "/odata/Fragments?$skip=100")
    say(200, "GET", "/odata/$metadata")
    say(200, "GET", "/_sandbox/tokens")
    signed_in = say(200, "POST", "/v2/users/login", json={"username": HELEN, "password": "sandbox-demo-password"}).json()["accessToken"]
    say(200, "GET", "/v2/users", headers={"Authorization": f"Bearer JWT {signed_in}"})
    say(401, "GET", "/v2/users/me")
    for kind in ("punch-card", "all-calls", "user-table", "call-history"):
        say(200, "POST", f"/v2/analytics/reports/{kind}", headers={"Authorization": f"Bearer JWT {signed_in}"}, json={"startTime": 0})
    for mail in say(200, "GET", "/_sandbox/mail").json()["mail"]:
        say(200, "GET", f"/_sandbox/mail/{mail['id']}/raw")


def sign_in_and_allow(say: Diary) -> str:
    """The whole way of a person's browser; the code."""
    page = say(200, "GET", "/oauth/authorize", params=AUTHORIZE)
    say(303, "POST", "/oauth/authorize", params=AUTHORIZE, data={"form_token": form_token(page), "act": "sign_in", "person": HELEN})
    page = say(200, "GET", "/oauth/authorize", params=AUTHORIZE)
    allow = {"form_token": form_token(page), "act": "allow", "workspace": workspace_id(page)}
    location = say(302, "POST", "/oauth/authorize", params=AUTHORIZE, data=allow).headers["location"]
    return parse_qs(urlsplit(location).query)["code"][0]


def exchange(say: Diary, code: str) -> None:
    form = {**CLIENT, "grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
    pair = say(200, "POST", "/oauth/token", data=form).json()
    refresh = {**CLIENT, "grant_type": "refresh_token", "refresh_token": pair["refresh_token"]}
    say(200, "POST", "/oauth/token", data=refresh)
    say(400, "POST", "/oauth/token", data=refresh)
    say(401, "GET", "/odata/me", headers={"Authorization": f"Bearer {pair['access_token']}"})


def let_talk(say: Diary) -> None:
    drawn = say(201, "POST", "/_sandbox/conversations").json()["id"]
    say(201, "POST", "/_sandbox/conversations", json={"kind": "chat"})
    say(200, "POST", f"/_sandbox/conversations/{drawn}/process")
    say(200, "GET", f"/odata/Conversations/{drawn}?$expand=participants,fragments,insights")


def make_and_drop(say: Diary) -> None:
    say(201, "POST", "/oauth/register", json=REGISTERED)
    say(201, "POST", "/_sandbox/oauth/clients", json=OWN)
    say(201, "POST", "/_sandbox/tokens", json=MINTED)
    clone = say(201, "POST", "/_sandbox/worlds/default/clone").json()["name"]
    made = say(201, "POST", "/_sandbox/worlds", json={"scenario": "empty"}).json()["name"]
    say(201, "POST", f"/w/{clone}/_sandbox/tokens", json=MINTED)
    say(200, "POST", f"/w/{clone}/_sandbox/clock/advance", json={"by": "1h"})
    say(200, "GET", f"/w/{clone}/odata/Accounts")
    say(200, "GET", "/_sandbox/worlds")
    say(200, "POST", "/_sandbox/reset")
    say(201, "POST", "/_sandbox/tokens", json=MINTED)
    say(204, "DELETE", f"/_sandbox/worlds/{clone}")
    say(204, "DELETE", f"/_sandbox/worlds/{made}")
    say(404, "GET", f"/w/{clone}/odata/me")


def conversation(seed: int) -> Iterator[bytes]:
    fixed = ("--ephemeral", "--frozen", "2026-03-18T12:00:00Z", "--public-url", "http://sandbox.example")
    token = {"Authorization": f"Bearer {API_TOKEN}"}
    with started(*fixed, "--seed", str(seed)) as (_, url), httpx.Client(base_url=url, headers=token, verify=False) as client:
        say = Diary(client)
        look_around(say)
        exchange(say, sign_in_and_allow(say))
        let_talk(say)
        make_and_drop(say)
    return iter(say.answers)


@pytest.fixture(scope="module")
def of_seven() -> list[bytes]:
    return list(conversation(7))


def test_two_runs_with_one_seed_and_a_frozen_clock_answer_the_same_bytes(of_seven: list[bytes]) -> None:
    for first, second in zip(of_seven, conversation(7), strict=True):
        assert first == second


def test_another_seed_gives_other_rows_codes_and_tokens(of_seven: list[bytes]) -> None:
    seen = [{hashlib.sha256(answer).hexdigest() for answer in answers} for answers in (of_seven, conversation(8))]

    assert len(seen[0] - seen[1]) >= 12
