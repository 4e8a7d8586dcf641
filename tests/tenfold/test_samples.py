"""Every answer beside the one that the vendor prints: keys, their order, types and nesting, each item of each list."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.tenfold.routes import ENDPOINTS
from tests.conftest import Server, World, numbers
from tests.tenfold.asking import QUESTIONS
from tests.tenfold.exceptions import EXCEPTIONS, NEVER_SEEN
from tests.tenfold.likeness import Difference, differences, paths
from tests.tenfold.samples import PATHS, SAMPLES
from tests.tenfold.stage import Stage

REDIRECTS = {"T1-03", "T2-35"}
EMPTY = {"T1-06", "T1-07", "T1-08", "T2-09", "T2-17", *(f"T2-{number}" for number in range(31, 35)), "T2-41", "T2-43"} | REDIRECTS
"""No body is printed for these, and where the page says anything it says empty."""
ALLOWED = {(each.endpoint, Difference(each.place, each.what)) for each in EXCEPTIONS}

pytestmark = pytest.mark.xdist_group("samples")


@pytest.fixture(scope="module")
def answers(server: Server) -> Iterator[dict[str, Any]]:
    """What the server says to each question, in one world, the changes after what is only read."""
    control, name = server.client("/_sandbox"), f"samples-{next(numbers)}"
    control.post("/worlds/default/clone", json={"name": name}).raise_for_status()
    stage = Stage(World(server, name))
    found: dict[str, Any] = {}
    for question in sorted(QUESTIONS, key=lambda each: (each not in PATHS, each)):
        response = QUESTIONS[question](stage)
        assert response.status_code == (302 if question in REDIRECTS else 200), (question, response.text)
        found[question] = json.loads(response.content) if response.content else None
    yield found
    control.delete(f"/worlds/{name}").raise_for_status()


def found(answers: dict[str, Any], name: str) -> set[Difference]:
    return set(differences(SAMPLES[name], answers[name]))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_an_answer_is_like_the_one_that_the_vendor_prints(answers: dict[str, Any], name: str) -> None:
    assert [each for each in sorted(found(answers, name)) if (name, each) not in ALLOWED] == []


def test_no_exception_is_unused(answers: dict[str, Any]) -> None:
    used = {(name, each) for name in SAMPLES for each in found(answers, name)}

    assert sorted(ALLOWED - used) == []
    assert len(ALLOWED) == len(EXCEPTIONS)


@pytest.mark.parametrize("name", sorted(SAMPLES.keys() & PATHS.keys()))
def test_every_documented_key_is_seen(answers: dict[str, Any], name: str) -> None:
    missing = set(PATHS[name]) - set(paths(answers[name]))

    assert missing == NEVER_SEEN.get(name, set())


@pytest.mark.parametrize("name", sorted(EMPTY))
def test_where_nothing_is_printed_nothing_is_answered(answers: dict[str, Any], name: str) -> None:
    assert answers[name] is None


def test_every_endpoint_that_answers_is_asked() -> None:
    served = {endpoint.fact for endpoint in ENDPOINTS}

    assert sorted(served - QUESTIONS.keys()) == []
    assert SAMPLES.keys() | EMPTY == QUESTIONS.keys()
