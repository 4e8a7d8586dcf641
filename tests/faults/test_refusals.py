"""Refusals on request: any status, in the vendor's own shape, and nothing done."""

from typing import Any

import pytest

from tests.faults.conftest import Faulty
from tests.tenfold.conftest import Tenfold

UNAVAILABLE: dict[str, Any] = {
    "code": "service_unavailable",
    "message": "Service Unavailable",
    "target": None,
    "details": [],
    "innererror": {},
}
CLIENT = {"error": "invalid_client", "error_description": "Client authentication failed"}
TOKEN = {"code": 401, "error": "invalid_token", "error_description": "The access token is missing, invalid or has expired"}
FAILED = {"code": 500, "name": "InternalServerError", "message": "Something went wrong, please try again later"}


@pytest.mark.parametrize(
    ("method", "path", "status", "body"),
    [
        ("GET", "/odata/Contacts", 503, {"error": UNAVAILABLE}),
        ("GET", "/odata/Contacts", 401, {"message": "Unauthenticated."}),
        ("GET", "/odata/Contacts", 403, {"message": "Invalid scope(s) provided."}),
        ("GET", "/odata/Contacts", 429, {"message": "Too Many Attempts."}),
        ("GET", "/import/job/none", 500, {"message": "Server Error"}),
        ("GET", "/import/job/none", 502, {"message": "Bad Gateway"}),
        ("PUT", "/import/crm/account", 520, {"message": "Error"}),
        ("POST", "/oauth/token", 401, CLIENT),
        ("POST", "/oauth/token", 429, {"message": "Too Many Attempts."}),
        ("POST", "/mcp", 503, {"message": "Service Unavailable"}),
        ("GET", "/v2/users/me", 401, TOKEN),
        ("POST", "/api/v1/oauth/token", 500, FAILED),
        ("GET", "/v2/users/me", 429, {"code": 429, "name": "TooManyRequestsError", "message": "Too Many Requests"}),
        ("GET", "/api/v1/users", 404, {"code": 404, "name": "NotFoundError", "message": "Not Found"}),
    ],
)
def test_any_status_comes_in_the_shape_of_the_api_that_is_asked(faulty: Faulty, method: str, path: str, status: int, body: Any) -> None:
    faulty.set("status", status=status)

    answer = faulty.world.client().request(method, path)

    assert (answer.status_code, answer.json()) == (status, body)


@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing"), ("DELETE", "/v2/users/me"), ("GET", "/mcp")])
def test_a_vendor_that_is_down_does_not_even_know_what_it_has(faulty: Faulty, method: str, path: str) -> None:
    client = faulty.world.client()
    usual = client.request(method, path)
    faulty.set("status", status=503, times=1)

    assert client.request(method, path).status_code == 503
    again = client.request(method, path)
    assert (again.status_code, again.content, again.headers.get("allow")) == (usual.status_code, usual.content, usual.headers.get("allow"))


def test_it_carries_the_headers_of_its_kind_and_names_the_fault(faulty: Faulty) -> None:
    fault = faulty.set("status", status=503, message="Back at noon", retry_after=30)

    answer = faulty.me()

    assert answer.json()["error"]["message"] == "Back at noon"
    assert (answer.headers["retry-after"], answer.headers["x-sandbox-fault"]) == ("30", fault)
    assert answer.headers["cache-control"] == "no-cache, private"


@pytest.mark.parametrize("path", ["/odata/me", "/mcp"])
def test_a_401_challenges_as_the_vendor_does(faulty: Faulty, path: str) -> None:
    """Like one that a token gets which has run out."""
    client = faulty.world.with_token("run out")
    usual = client.post(path) if path == "/mcp" else client.get(path)
    faulty.set("status", status=401)

    answer = faulty.http.post(path)

    assert (answer.status_code, answer.json()) == (usual.status_code, usual.json())
    assert answer.headers["www-authenticate"] == usual.headers["www-authenticate"]


def test_what_is_refused_is_not_done(faulty: Faulty, tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    before = faulty.world.control.get("/calls?limit=1").json()
    faulty.set("status", status=500, endpoint="T1-05")

    answer = client.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"})

    assert answer.json() == FAILED
    assert faulty.world.control.get("/calls?limit=1").json() == before


def test_an_upload_is_refused_before_it_is_read(faulty: Faulty) -> None:
    faulty.set("status", status=503, path="/import/*")

    answer = faulty.http.put("/import/crm/account", content=b"id,name\n" + b"a,b\n" * 1_000_000)

    assert answer.json() == {"message": "Service Unavailable"}
    assert faulty.world.control.get("/jobs").json()["jobs"] == []
    assert faulty.me().status_code == 200


def test_an_absent_endpoint_is_none_of_the_vendors(faulty: Faulty, tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    faulty.set("absent", endpoint="GET /v2/users/{userId}")
    faulty.set("absent", path="/odata/Leads")

    unknown, known = client.get("/v2/users/me/nothing"), client.get("/v2/users/abc")
    assert (known.status_code, known.json()["name"]) == (404, unknown.json()["name"])
    assert client.get("/v2/users/me").status_code == 200
    assert faulty.http.get("/odata/Leads").json() == {"message": "Not Found"}
    assert faulty.http.get("/odata/Contacts").status_code == 200
