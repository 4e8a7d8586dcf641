"""Which redirect URIs may be registered, and which are the same."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.oauth2.redirects import fault_of, is_one_of, with_answer

HOSTS = st.sampled_from(["client.example", "127.0.0.1", "[::1]", "localhost", "10.0.0.1"])
SCHEMES = st.sampled_from(["http", "https"])
PATHS = st.from_regex(r"(/[a-z0-9%._~-]{0,8}){0,3}(\?[a-z=&]{0,8})?", fullmatch=True)
PORTS = st.integers(1, 65535)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(uri=st.text())
def test_any_text_is_judged(uri: str) -> None:
    assert fault_of(uri) is None or fault_of(uri)
    assert is_one_of(uri, [uri])


@given(scheme=SCHEMES, host=HOSTS, path=PATHS)
def test_only_a_local_address_may_do_without_https(scheme: str, host: str, path: str) -> None:
    local = host in ("127.0.0.1", "[::1]", "localhost")

    assert (fault_of(f"{scheme}://{host}{path}") is None) == (scheme == "https" or local)


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "/callback",
        "//client.example/callback",
        "https:callback",
        "https://",
        "https:///callback",
        "https://client.example:port/",
        "https://client.example/#",
        "https://client.example/a b",
        "https://client.example/\nx",
        "https://client.example\\@evil.example/",
        "https://[::1",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "javascript:alert(1)",
        "cursor://done",
        "https://ünï.example/",
    ],
)
def test_what_cannot_be_registered(uri: str) -> None:
    assert fault_of(uri)


@given(scheme=SCHEMES, host=HOSTS, path=PATHS, one=PORTS, other=PORTS)
def test_the_port_is_free_on_loopback_addresses_and_nowhere_else(scheme: str, host: str, path: str, one: int, other: int) -> None:
    loopback = scheme == "http" and host in ("127.0.0.1", "[::1]")

    assert is_one_of(f"{scheme}://{host}:{one}{path}", [f"{scheme}://{host}:{other}{path}"]) == (loopback or one == other)


@given(host=HOSTS, one=PATHS, other=PATHS, port=PORTS)
def test_whatever_the_port_the_path_and_query_must_be_equal(host: str, one: str, other: str, port: int) -> None:
    assert is_one_of(f"http://{host}:{port}{one}", [f"http://{host}:{port}{other}"]) == (one == other)


@pytest.mark.parametrize(
    ("asked", "registered"),
    [
        ("http://127.0.0.1:80@evil.example/", "http://127.0.0.1/"),
        ("http://evil@127.0.0.1:5/cb", "http://127.0.0.1/cb"),
        ("http://127.0.0.1:5/cb#x", "http://127.0.0.1/cb"),
        ("http://127.0.0.1:5/cb?", "http://127.0.0.1/cb"),
        ("http://[::1]:5/cb", "http://127.0.0.1/cb"),
        ("https://127.0.0.1:5/cb", "http://127.0.0.1/cb"),
        ("http://127.0.0.1:99999/cb", "http://127.0.0.1/cb"),
    ],
)
def test_near_misses(asked: str, registered: str) -> None:
    assert not is_one_of(asked, [registered])


@given(path=PATHS, state=TEXTS)
def test_an_answer_stands_behind_the_query_that_was_there(path: str, state: str) -> None:
    uri = f"https://client.example{path}"

    answered = with_answer(uri, {"code": "c", "state": state})

    assert answered.startswith(uri)
    assert parse_qsl(urlsplit(answered).query, keep_blank_values=True)[-2:] == [("code", "c"), ("state", state)]
