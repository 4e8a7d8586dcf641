"""The address that links start with."""

from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from sandbox.http.addresses import is_host, is_loopback, is_public_url, without_port
from sandbox.http.public_url import public_url
from tests.conftest import started

TOKEN = {"Authorization": "Bearer t"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """With an admin token, so that the control API answers to any name."""
    with started("--ephemeral", "--scenario", "empty", "--admin-token", "t") as (_, url):
        yield url


def told(url: str, headers: dict[str, str]) -> str:
    address: str = httpx.get(f"{url}/_sandbox/env", headers=TOKEN | headers).raise_for_status().json()["SANDBOX_URL"]
    return address


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Host": "sandbox.test"}, "http://sandbox.test"),
        ({"Host": "[::1]:8080"}, "http://[::1]:8080"),
        ({"X-Forwarded-Proto": "https", "Host": "a.example"}, "https://a.example"),
        ({"X-Forwarded-Host": "b.example:8443", "X-Forwarded-Proto": "https"}, "https://b.example:8443"),
        ({"X-Forwarded-Host": "first.example, second.example", "X-Forwarded-Proto": "https, http"}, "https://first.example"),
        ({"Forwarded": "for=1.2.3.4;proto=https;host=c.example"}, "https://c.example"),
        ({"Forwarded": 'host="d.example:1234";Proto=HTTPS'}, "https://d.example:1234"),
        ({"Forwarded": "proto=https;host=e.example, proto=http;host=f.example"}, "https://e.example"),
        ({"Forwarded": "proto=https", "X-Forwarded-Host": "ignored.example", "Host": "g.example"}, "https://g.example"),
    ],
)
def test_it_is_taken_from_the_request(url: str, headers: dict[str, str], expected: str) -> None:
    assert told(url, headers) == expected


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example/path"},
        {"Host": "user@evil.example"},
        {"Host": "evil.example?x"},
        {"Host": 'evil.example"onload=alert(1)'},
        {"Host": "evil.example:99999"},
        {"Host": "evil.example:"},
        {"Host": ""},
        {"X-Forwarded-Host": "evil.example/path"},
        {"X-Forwarded-Host": "<script>"},
        {"X-Forwarded-Host": ""},
        {"X-Forwarded-Proto": "javascript"},
        {"X-Forwarded-Proto": "wss"},
        {"Forwarded": 'host="evil.example/path"'},
        {"Forwarded": "proto=javascript"},
        {"Forwarded": "host="},
        {"Forwarded": ";;;,=,"},
    ],
)
def test_a_header_of_another_shape_plants_nothing(url: str, headers: dict[str, str]) -> None:
    assert told(url, headers) == url


def test_the_setting_goes_before_every_header_and_keeps_the_worlds_prefix() -> None:
    with started("--ephemeral", "--scenario", "empty", "--public-url", "https://public.example/base/") as (_, url):
        assert (
            httpx.get(f"{url}/_sandbox/env", headers={"X-Forwarded-Host": "b.example"}).json()["SANDBOX_URL"]
            == "https://public.example/base"
        )
        page = httpx.get(f"{url}/w/default/_sandbox/").text

    assert 'href="https://public.example/base/w/default/_sandbox/worlds"' in page


HEADER = st.text(st.characters(max_codepoint=255), max_size=40)


@given(st.dictionaries(st.sampled_from(["host", "forwarded", "x-forwarded-host", "x-forwarded-proto"]), HEADER))
def test_whatever_the_headers_say_it_is_an_address_and_nothing_more(headers: dict[str, str]) -> None:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    request = Request({"type": "http", "scheme": "http", "headers": raw, "server": ("127.0.0.1", 4410), "sandbox.prefix": "/w/a"})

    address = public_url(request)

    assert address.endswith("/w/a")
    assert is_public_url(address.removesuffix("/w/a"))


@given(st.text(max_size=30))
def test_any_text_is_either_a_host_or_not(text: str) -> None:
    if is_host(text):
        assert not set(text) & set(" /?#@\\\"'<>\r\n")
        is_loopback(without_port(text))
    assert isinstance(is_public_url(text), bool)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.1.2.3", "::1"])
def test_names_and_addresses_of_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "10.0.0.1", "localhost.example", "notlocalhost", "127.0.0.1.example", "1"])
def test_names_and_addresses_that_others_may_have(host: str) -> None:
    assert not is_loopback(host)
