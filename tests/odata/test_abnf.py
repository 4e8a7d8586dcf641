"""The positive examples of the OASIS grammar: what the engine supports is read, and the rest is refused with its code."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Server
from tests.facts import fact
from tests.fourfour.conftest import OData

RULES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "abnf" / "examples.toml").read_text("utf-8"))


WORKS = [
    pytest.param(known["request"].replace("{}", text, 1), id=f"{rule}-{text}") for rule, known in RULES.items() for text in known["works"]
]
REFUSED = [
    pytest.param(known["request"].replace("{}", text, 1), answer, id=f"{rule}-{text}")
    for rule, known in RULES.items()
    for answer, texts in known.get("refused", {}).items()
    for text in texts
]


@pytest.fixture(scope="module")
def odata(server: Server) -> OData:
    return OData(server)


@fact("FF-OD-13", "FF-OD-20", "FF-OD-36", "FF-OD-48", "FF-OD-49", "FF-OD-50", "FF-OD-53", "FF-OD-54", "FF-OD-59")
@pytest.mark.parametrize("request_", WORKS)
def test_what_the_grammar_allows_and_the_engine_supports_is_read(odata: OData, request_: str) -> None:
    answer = odata.get(request_)

    assert answer.status_code == 200, answer.text


@fact("FF-OD-14", "FF-OD-21", "FF-OD-38", "FF-OD-41", "FF-OD-52", "FF-OD-53")
@pytest.mark.parametrize(("request_", "refusal"), REFUSED)
def test_what_the_grammar_allows_and_the_engine_does_not_support_is_refused(odata: OData, request_: str, refusal: str) -> None:
    status, code = odata.refusal(request_)

    assert f"{status} {code}" == refusal
