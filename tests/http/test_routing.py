"""Paths and methods that are not there, in the voice of the vendor they belong to."""

import pytest

from tests.conftest import Server


@pytest.mark.parametrize("path", ["/v2/nowhere", "/v1/nowhere", "/api/v1/nowhere", "/api", "/v2/"])
def test_an_unknown_path_of_tenfold_gets_tenfolds_refusal(server: Server, path: str) -> None:
    answer = server.client().get(path)

    assert answer.status_code == 404
    assert answer.json() == {"code": 404, "name": "NotFoundError", "message": f"Nothing is at {path.rstrip('/')}"}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/oauth/nowhere", "/v3/x", "//v2/x", "/_sandboxes", "/%2F"])
def test_every_other_unknown_path_gets_four_fours_refusal(server: Server, path: str) -> None:
    answer = server.client().get(path)

    assert (answer.status_code, answer.json()) == (404, {"message": "Not Found"})


def test_an_unknown_path_of_ours_gets_our_refusal(server: Server) -> None:
    answer = server.client().get("/_sandbox/nowhere")

    assert answer.status_code == 404
    assert answer.json() == {"error": {"code": "not_found", "message": "Nothing is at /_sandbox/nowhere"}}


def test_a_wrong_method_is_told_with_those_that_would_do(server: Server) -> None:
    ours = server.client().delete("/_sandbox/worlds")
    theirs = server.client().delete("/oauth/token")

    assert (ours.status_code, ours.headers["allow"]) == (405, "GET, HEAD, POST")
    assert ours.json()["error"]["message"] == "/_sandbox/worlds does not take DELETE; it takes GET, HEAD, POST"
    assert (theirs.status_code, theirs.headers["allow"]) == (405, "POST")
    assert set(theirs.json()) == {"message"}


def test_a_trailing_slash_is_forgiven(server: Server) -> None:
    assert server.client().get("/_sandbox/health/").status_code == 200


def test_head_is_get_without_a_body(server: Server) -> None:
    got, head = server.client().get("/_sandbox/world"), server.client().head("/_sandbox/world")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


def test_the_server_does_not_name_its_software(server: Server) -> None:
    assert "server" not in server.client().get("/v2/nowhere").headers
