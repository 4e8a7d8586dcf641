"""The signature of a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.webhooks.signature import sign, verify

VECTORS = [
    ("Jefe", b"what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    ("\x0b" * 20, b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
]
"""RFC 4231, test cases 2 and 1."""


@pytest.mark.parametrize(("secret", "body", "signature"), VECTORS)
def test_the_examples_of_the_standard(secret: str, body: bytes, signature: str) -> None:
    assert sign(secret, body) == signature


@given(secret=st.text(), body=st.binary())
def test_a_signature_is_that_of_its_secret_and_its_bytes(secret: str, body: bytes) -> None:
    secret = secret.encode("utf-8", "replace").decode()
    signature = sign(secret, body)

    assert verify(secret, body, signature)
    assert not verify(secret, body + b"\n", signature)
    assert not verify(f"{secret}x", body, signature)


@pytest.mark.parametrize("spelling", ["", "é", "\udcff", "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843"])
def test_any_other_spelling_is_none(spelling: str) -> None:
    assert not verify("Jefe", b"what do ya want for nothing?", spelling)


def test_a_secret_that_is_not_utf_8_is_taken_as_the_octets_it_is() -> None:
    assert verify("\udcff", b"body", sign("\udcff", b"body"))
