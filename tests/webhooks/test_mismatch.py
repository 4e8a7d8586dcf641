"""The reason that is told for a signature that does not fit."""

import base64
import hashlib
import hmac
import json

import pytest

from sandbox.webhooks.mismatch import reason
from sandbox.webhooks.signature import sign, verify

SECRET = "s3cret"
BODY = rb'{"event":"workflow","payload":{"name":"Zo\u00eb a\/b"}}'
SIGNATURE = sign(SECRET, BODY)
DIGEST = bytes.fromhex(SIGNATURE)


@pytest.mark.parametrize(
    ("signature", "told"),
    [
        ("", "it is empty"),
        (f"{SIGNATURE}\n", "white space stands around it"),
        (SIGNATURE.upper(), "it is in upper case, and must be in lower case"),
        (f"sha256={SIGNATURE}", "it has the prefix sha256=, and must have none"),
        (f"v1={SIGNATURE.upper()}", "it has the prefix v1=, and must have none"),
        (base64.b64encode(DIGEST).decode(), "it is in base64, and must be in hexadecimal"),
        (f"sha256={base64.urlsafe_b64encode(DIGEST).decode().rstrip('=')}", "it is in base64, and must be in hexadecimal"),
        (hmac.new(SECRET.encode(), BODY, hashlib.sha1).hexdigest(), "it is no HMAC-SHA256, which has 64 hexadecimal digits"),
        ("é" * 64, "it is no HMAC-SHA256, which has 64 hexadecimal digits"),
        ("\udcff", "it is no HMAC-SHA256, which has 64 hexadecimal digits"),
        ("0" * 64, "it is that of another body or was made with another secret"),
        (sign(f"{SECRET}\n", BODY), "the sender's secret has a line break at its end"),
        (sign(SECRET, b""), "what was signed is an empty body: it was read before, or not waited for"),
    ],
)
def test_what_is_wrong_with_a_signature(signature: str, told: str) -> None:
    assert not verify(SECRET, BODY, signature)
    assert reason(SECRET, BODY, signature) == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (BODY + b"\n", "what was signed lacks the line break at the end of this body"),
        (BODY.replace(b",", b",\r\n"), "what was signed is this JSON written anew, and must be the very bytes that are sent"),
        (b"\xef\xbb\xbf" + BODY, "what was signed lacks the byte order mark of this body"),
    ],
)
def test_a_body_that_has_become_another_on_its_way(body: bytes, told: str) -> None:
    assert reason(SECRET, body, SIGNATURE) == told


@pytest.mark.parametrize("spacing", [None, (",", ":")])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_that_was_read_and_written_anew_before_it_was_signed(spacing: tuple[str, str] | None, ascii_only: bool) -> None:
    written = json.dumps(json.loads(BODY), separators=spacing, ensure_ascii=ascii_only).encode()

    told = "what was signed is this JSON written anew, and must be the very bytes that are sent"
    assert reason(SECRET, BODY, sign(SECRET, written)) == told


def test_two_mistakes_are_told_together() -> None:
    told = "it is in upper case, and must be in lower case; what was signed lacks the line break at the end of this body"
    assert reason(SECRET, BODY + b"\n", SIGNATURE.upper()) == told


def test_white_space_around_a_secret_is_told() -> None:
    assert reason(f"{SECRET}\n", BODY, SIGNATURE) == "the secret given has white space around it, the sender's has not"


def test_a_body_of_any_depth_can_be_asked_about() -> None:
    assert reason(SECRET, b"[" * 100_000, "0" * 64) == "it is that of another body or was made with another secret"
