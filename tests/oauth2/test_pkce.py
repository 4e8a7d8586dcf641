"""Proof Key for Code Exchange (RFC 7636)."""

from hypothesis import assume, given
from hypothesis import strategies as st

from sandbox.oauth2.pkce import METHODS, PLAIN, S256, answers, challenge_of, is_well_formed

VERIFIERS = st.from_regex(r"[A-Za-z0-9._~-]{43,128}", fullmatch=True)


def test_the_example_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", S256) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@given(verifier=VERIFIERS, method=st.sampled_from(METHODS))
def test_a_verifier_answers_its_own_challenge(verifier: str, method: str) -> None:
    challenge = challenge_of(verifier, method)

    assert is_well_formed(challenge)
    assert answers(verifier, challenge, method)


@given(one=VERIFIERS, other=VERIFIERS, method=st.sampled_from(METHODS))
def test_no_verifier_answers_the_challenge_of_another(one: str, other: str, method: str) -> None:
    assume(one != other)

    assert not answers(one, challenge_of(other, method), method)


@given(verifier=VERIFIERS)
def test_a_challenge_does_not_answer_itself(verifier: str) -> None:
    challenge = challenge_of(verifier, S256)

    assert not answers(challenge, challenge, S256)
    assert answers(challenge, challenge, PLAIN)


@given(text=st.text())
def test_only_43_to_128_unreserved_characters_are_well_formed(text: str) -> None:
    unreserved = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    assert is_well_formed(text) == (43 <= len(text) <= 128 and set(text) <= unreserved)


def test_a_line_end_is_not_overlooked() -> None:
    assert not is_well_formed("a" * 43 + "\n")
