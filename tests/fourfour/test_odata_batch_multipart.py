"""`$batch` as multipart/mixed (odata-wire.md, 13.1)."""

import re
from email import message_from_bytes
from email.encoders import encode_7or8bit
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from http.client import HTTPResponse
from io import BytesIO

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.facts import fact
from tests.fourfour.conftest import OData
from tests.fourfour.odata_batch import Batch


@pytest.fixture
def batch(odata: OData) -> Batch:
    return Batch(odata)


def part(*lines: str, name: str = "", end: str = "\r\n") -> str:
    named = f"Content-ID: {name}{end}" if name else ""
    return f"Content-Type: application/http{end}{named}{end}{end.join(lines)}{end}"


def multipart(*parts: str, boundary: str = "b", end: str = "\r\n") -> str:
    return "".join(f"--{boundary}{end}{text}{end}" for text in parts) + f"--{boundary}--{end}"


def taken_apart(answer: httpx.Response) -> list[str]:
    """The parts of a multipart body, each as it stands."""
    kind, _, boundary = answer.headers["content-type"].partition(";boundary=")
    assert kind == "multipart/mixed"
    first, *parts, last = answer.text.split(f"--{boundary}")
    assert (first, last) == ("", "--\r\n")
    return [text.removeprefix("\r\n").removesuffix("\r\n") for text in parts]


@fact("FF-OD-87")
@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_multipart_batch_is_answered_in_its_own_format(odata: OData, batch: Batch, end: str, quote: str) -> None:
    body = multipart(
        part("GET Leads/$count HTTP/1.1", "Accept: text/plain", "", "", end=end),
        part("get Leads?$top=1&$filter=email ne 'a b' HTTP/1.1", "", end=end),
        part("DELETE Leads HTTP/1.1", name="third", end=end),
        end=end,
    )

    answer = batch.post("preamble" + end + body + "epilogue", f"multipart/mixed; boundary={quote}b{quote}", Accept="application/json")

    count, leads, gone = taken_apart(answer)
    assert (answer.status_code, answer.headers["odata-version"]) == (200, "4.01")
    assert count == (
        "content-type: application/http\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/plain;charset=utf-8\r\n\r\n"
        + odata.get("Leads/$count").text
    )
    assert leads.endswith("\r\n\r\n" + odata.get("Leads?$top=1&$filter=email ne 'a b'").text)
    assert gone.startswith("content-type: application/http\r\ncontent-id: third\r\n\r\nHTTP/1.1 405 Method Not Allowed\r\n")
    assert "\r\nallow: GET\r\n" in gone


@fact("FF-OD-87")
def test_a_change_set_is_one_in_shape_only(odata: OData, batch: Batch) -> None:
    key = odata.rows("Leads?$top=1")[0]["id"]
    inner = multipart(
        part(f"PATCH /odata/Leads('{key}') HTTP/1.1", "Content-Type: application/json", "", '{"email":"x"}', name="1"),
        part("GET $1/email HTTP/1.1", name="2"),
        boundary="c",
    )
    body = multipart("Content-Type: multipart/mixed; boundary=c\r\n\r\n" + inner, part("GET $2/$value HTTP/1.1"))

    answer = batch.post(body, "multipart/mixed;boundary=b")

    changes, value = taken_apart(answer)
    head, _, content = changes.partition("\r\n\r\n")
    patched, read = taken_apart(httpx.Response(200, headers={"content-type": head.removeprefix("content-type: ")}, text=content))
    assert "content-id: 1\r\n\r\nHTTP/1.1 403 Forbidden\r\n" in patched
    assert "content-id: 2\r\n\r\nHTTP/1.1 200 OK\r\n" in read
    assert value.endswith("\r\n\r\n" + odata.get(f"Leads/{key}/email/$value").text)


class Wire:
    """What `http.client` takes for a socket."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    def makefile(self, mode: str) -> BytesIO:
        return BytesIO(self._text)


@fact("FF-OD-87")
def test_the_standard_librarys_parsers_read_the_answer_and_write_the_request(odata: OData, batch: Batch) -> None:
    sent, changes = MIMEMultipart("mixed"), MIMEMultipart("mixed")
    for target, line in ((sent, "GET Leads?$top=2 HTTP/1.1"), (changes, "DELETE Leads HTTP/1.1"), (changes, "GET me HTTP/1.1")):
        request = MIMEApplication(f"{line}\r\nAccept: application/json\r\n\r\n", "http", encode_7or8bit)
        target.attach(request)
    sent.attach(changes)
    head, _, body = sent.as_bytes().partition(b"\n\n")

    answer = batch.post(body, re.sub(r"\s+", " ", head.decode().partition("Content-Type:")[2].partition("MIME-Version")[0]).strip())

    parsed = message_from_bytes(b"Content-Type: " + answer.headers["content-type"].encode() + b"\r\n\r\n" + answer.content)
    leaves = [part for part in parsed.walk() if part.get_content_type() == "application/http"]
    responses = [HTTPResponse(Wire(str(part.get_payload()).encode())) for part in leaves]  # type: ignore[arg-type]
    for response in responses:
        response.begin()
    leads, gone, me = responses
    assert [part.get_content_type() for part in parsed.get_payload()] == ["application/http", "multipart/mixed"]  # type: ignore[union-attr]
    assert (leads.status, leads.getheader("Content-Type")) == (200, "application/json;metadata=minimal")
    assert leads.read() == odata.get("Leads?$top=2").content
    assert (gone.status, gone.reason, gone.getheader("Allow")) == (405, "Method Not Allowed", "GET")
    assert me.read() == odata.get("me").content


@fact("FF-OD-87")
def test_the_same_multipart_batch_has_the_same_bytes(batch: Batch) -> None:
    body = multipart(part("GET Leads?$top=3 HTTP/1.1"))

    first, second = (batch.post(body, "multipart/mixed;boundary=b") for _ in range(2))

    assert (first.headers["content-type"], first.content) == (second.headers["content-type"], second.content)


@fact("FF-OD-86", "FF-OD-89", "FF-OD-90")
def test_parts_are_refused_like_items(odata: OData, batch: Batch) -> None:
    host = httpx.URL(odata.root).netloc.decode()
    nested = "Content-Type: multipart/mixed;boundary=c\r\n\r\n" + multipart(
        "Content-Type: multipart/mixed;boundary=d\r\n\r\n", boundary="c"
    )
    whole = {
        part("rubbish"): (400, "missing_request_properties"),
        part("GET Leads HTTP/1.1", "no colon"): (400, "missing_request_properties"),
        part("HEAD Leads HTTP/1.1"): (400, "incorrect_request_method"),
        "no colon\r\n\r\nGET Leads HTTP/1.1": (400, "missing_request_properties"),
        "": (400, "missing_request_properties"),
        nested: (400, "missing_request_properties"),
        "Content-Type: multipart/mixed\r\n\r\n--c--": (400, "missing_boundary"),
    }
    for text, expected in whole.items():
        answer = batch.post(multipart(part("GET me HTTP/1.1"), text), "multipart/mixed;boundary=b")
        assert (text, answer.status_code, answer.json()["error"]["code"]) == (text, *expected)
    assert batch.post(multipart(*[part("GET me HTTP/1.1")] * 101), "multipart/mixed;boundary=b").status_code == 413
    mine, foreign = taken_apart(
        batch.post(
            multipart(part("GET /odata/me HTTP/1.1", f"Host: {host}"), part("GET /odata/me HTTP/1.1", "Host: evil.example")),
            "multipart/mixed;boundary=b",
        )
    )
    assert "HTTP/1.1 200 OK" in mine
    assert "HTTP/1.1 400 Bad Request" in foreign


HEADS = ("GET Leads?$top=1 HTTP/1.1", "GET ", "Content-Type: application/http", "Content-Type: multipart/mixed;boundary=c", "Content-ID: 1")
MARKS = ("--b", "--b--", "--c", "--c--", "\r\n", "\n", "\r", ": ", " ", "$1/x", "\x00", "\xff")
FRAGMENTS = st.sampled_from((*HEADS, *MARKS)).map(lambda text: text.encode("latin-1"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=80) | st.lists(FRAGMENTS, max_size=24).map(b"".join),
    st.sampled_from(("application/json", "multipart/mixed;boundary=b")),
)
def test_no_octets_make_a_batch_fail(odata: OData, body: bytes, content_type: str) -> None:
    assert Batch(odata).post(body, content_type).status_code in (200, 400, 406, 413)
