"""The rules of batches: where a URL leads, and how a multipart body comes apart."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.odata import errors
from sandbox.odata.batch import batch
from sandbox.odata.batch_item import Item, call_of
from sandbox.odata.batch_multipart import ChangeSet, flat, read
from sandbox.odata.batch_url import located, resolved
from sandbox.odata.call import Answer, Call

ROOT = "https://api.example:8443/w/mine/odata/"
ENVELOPE = Call("POST", "$batch", "", {"odata-maxversion": "4.01", "authorization": "Bearer x", "prefer": "maxpagesize=1"}, ROOT)


@pytest.mark.parametrize(
    "url",
    [
        "Leads?x=1",
        "/w/mine/odata/Leads?x=1",
        "https://api.example:8443/w/mine/odata/Leads?x=1",
        "HTTP://API.example:8443/w/mine/odata/Leads?x=1",
    ],
)
def test_every_spelling_of_a_url_leads_to_the_same_place(url: str) -> None:
    assert located(ROOT, url) == "Leads?x=1"


@pytest.mark.parametrize("url", ["", "/w/mine/odata", "/w/mine/odata/", ROOT, ROOT[:-1]])
def test_the_root_is_a_place_too(url: str) -> None:
    assert located(ROOT, url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "/odata/Leads",
        "/w/mine/odataLeads",
        "/w/other/odata/Leads",
        "https://api.example/w/mine/odata/Leads",
        "https://u@api.example:8443/w/mine/odata/x",
        "https:///w/mine/odata/x",
        "//api.example/w/mine/odata/x",
        "file://api.example:8443/w/mine/odata/x",
        "https://api.example:8443",
    ],
)
def test_a_url_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(errors.ForeignUrl):
        located(ROOT, url)


def test_an_address_within_a_key_is_no_absolute_url() -> None:
    assert located(ROOT, "Leads('http://x')") == "Leads('http://x')"


def test_references_are_replaced_by_the_path_they_refer_to() -> None:
    paths = {"1": "Leads/l1", "a b": "Accounts/"}

    assert resolved("$1", paths) == "Leads/l1"
    assert resolved("/$1/owner/name", paths) == "Leads/l1/owner/name"
    assert resolved("%241/owner", paths) == "Leads/l1/owner"
    assert resolved("$a%20b/x", paths) == "Accounts/x"
    assert resolved("$all", {"all": "Leads"}) == "$all"
    assert resolved("Leads/$count", paths) == "Leads/$count"


def test_an_item_inherits_the_version_and_nothing_else() -> None:
    assert call_of(ENVELOPE, Item(method="GET", url="me"), {}).headers == {"odata-maxversion": "4.01"}
    own = Item(method="GET", url="me", headers={"odata-version": "4.0"})
    assert call_of(ENVELOPE, own, {}).headers == {"odata-version": "4.0"}


def test_a_url_is_encoded_as_a_client_would_have_sent_it() -> None:
    call = call_of(ENVELOPE, Item(method="GET", url="Leads('ä')?$filter=a eq 'b%20+\n'"), {})

    assert (call.path, call.query) == ("Leads('%C3%A4')", "$filter=a%20eq%20'b%20+%0A'")


def test_a_multipart_body_comes_apart_into_requests_and_change_sets() -> None:
    body = (
        b"ignored\n--b \nContent-Type: application/http\ncontent-id: 1\n\nPOST /Leads?a=b c HTTP/1.1\nA: b\n\none\n\ntwo\n"
        b'--bb\n--b\ncontent-type:Multipart/Mixed; boundary="b c"\n\n--b c\n\nGET x\n--b c--\n--b--\nGET ignored'
    )
    first, second = read(body, "multipart/mixed; Boundary=b")

    assert first == Item(id="1", method="POST", url="/Leads?a=b c", headers={"a": "b"}, body=b"one\n\ntwo\n--bb")
    assert second == ChangeSet((Item(method="GET", url="x"),))
    assert flat([first, second]) == [first, Item(method="GET", url="x")]


def test_a_body_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    assert read(b"--b\r\n\r\nGET me HTTP/1.1", "multipart/mixed;boundary=b") == [Item(method="GET", url="me")]


def test_a_line_that_would_make_a_pattern_backtrack_is_read_in_no_time() -> None:
    blanks = b" " * 500_000

    (found,) = read(b"--b\r\n\r\nGET x" + blanks + b"y\r\n--b--", "multipart/mixed;boundary=b")
    assert isinstance(found, Item)
    with pytest.raises(errors.MissingBoundary):
        read(b"--b\r\ncontent-type: multipart/mixed;" + blanks + b"boundary" + blanks + b"\r\n\r\n", "multipart/mixed;boundary=b")


def test_no_boundary_stands_in_what_it_separates() -> None:
    body = b"--b\r\n\r\nGET me\r\n--b\r\n\r\nGET me\r\n--b--"

    def answered(text: bytes) -> tuple[str, bytes]:
        headers = {"content-type": "multipart/mixed;boundary=b"}
        answer = batch(Call("POST", "$batch", "", headers, ROOT, body), "4.01", lambda _: Answer(200, text))
        return answer.headers["Content-Type"].partition("=")[2], answer.body

    boundary, _ = answered(b"plain")
    again, text = answered(boundary.encode())
    assert again != boundary
    assert text.count(again.encode()) == 3


@given(st.binary(max_size=200), st.sampled_from(("application/json", "multipart/mixed;boundary=b", 'multipart/mixed;boundary="-"', "x")))
def test_any_octets_are_a_batch_or_are_refused(body: bytes, content_type: str) -> None:
    call = Call("POST", "$batch", "", {"content-type": content_type}, ROOT, body)
    with contextlib.suppress(errors.ODataError):
        assert batch(call, "4.01", lambda _: Answer(204)).status == 200
