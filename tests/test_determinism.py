"""Same seed, same requests, same bytes."""

import hashlib

import httpx

from tests.conftest import started

REQUESTS = [
    ("GET", "/odata/me", None),
    ("GET", "/odata/Conversations?$top=50&$orderby=started_at desc&$count=true", None),
    ("GET", "/odata/Contacts?$top=400", None),
    ("GET", "/odata/Fragments?$skip=100", None),
    ("GET", "/odata/$metadata", None),
    ("GET", "/oauth/authorize?response_type=code&client_id=00000000-0000-4000-8000-000000000001", None),
    ("POST", "/oauth/token", {"grant_type": "refresh_token", "refresh_token": "wrong"}),
    ("POST", "/_sandbox/tokens", {"kind": "personal", "user": "helen.castellano@ferrybank.example", "scopes": ["api:read"], "name": "a"}),
    ("POST", "/_sandbox/oauth/clients", {"name": "App", "redirect_uris": ["https://app.example/callback"]}),
    ("GET", "/_sandbox/tokens", None),
    ("GET", "/v2/users/me", None),
]


def run(*flags: str) -> list[bytes]:
    """Status, headers and body of each answer, the port aside."""
    fixed = ("--ephemeral", "--seed", "7", "--frozen", "2026-03-18T12:00:00Z", "--public-url", "https://sandbox.example")
    token = {"Authorization": "Bearer sandbox-demo-api-token"}
    with started(*fixed, *flags) as (_, url), httpx.Client(base_url=url, headers=token, verify=False) as client:
        answers = [client.request(method, path, json=body) for method, path, body in REQUESTS]
    return [str((answer.status_code, sorted(answer.headers.items()))).encode() + answer.content for answer in answers]


def test_two_runs_with_one_seed_and_a_frozen_clock_answer_the_same_bytes() -> None:
    first, second = run(), run()

    assert first == second
    assert all(answer.startswith((b"(20", b"(30", b"(40")) for answer in first)


def test_another_seed_gives_other_rows_and_other_tokens() -> None:
    digests = [{hashlib.sha256(answer).hexdigest() for answer in run(*flags)} for flags in ((), ("--seed", "8"))]

    assert len(digests[0] - digests[1]) >= 4
