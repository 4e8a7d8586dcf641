"""The contract's facts, the endpoints and the tests point at one another, and nothing hangs loose."""

import ast
import re
import tomllib
from pathlib import Path

from sandbox.fourfour.routes import SURFACES
from sandbox.settings import packaged_fixtures
from sandbox.tenfold.routes import SURFACE as TENFOLD
from tests.facts import fact

TESTS = Path(__file__).parent
FACTS = {
    name: known
    for path in sorted((packaged_fixtures() / "facts").glob("*.toml"))
    for name, known in tomllib.loads(path.read_text()).items()
}


def shown() -> dict[str, set[str]]:
    """Which test files show which fact."""
    found: dict[str, set[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == fact.__name__:
                for argument in node.args:
                    found.setdefault(ast.literal_eval(argument), set()).add(path.name)
    return found


def test_every_fact_says_what_how_we_know_and_where_from() -> None:
    for name, known in FACTS.items():
        assert re.fullmatch(r"(FF-(OA|OD|IM|WH|MC)-\d\d|T[12]-\d\d|TE-\d\d|TQ-\d\d)", name)
        assert set(known) == {"statement", "evidence", "source"}
        assert known["evidence"] in ("confirmed", "inferred", "proposed")
        assert known["statement"].endswith(".")
        assert known["source"]


def test_every_fact_is_shown_by_a_test() -> None:
    assert sorted(set(FACTS) - set(shown())) == []


def test_no_test_shows_a_fact_that_does_not_exist() -> None:
    assert sorted(set(shown()) - set(FACTS)) == []


def test_every_endpoint_of_a_vendor_names_its_fact() -> None:
    endpoints = [endpoint for surface in (*SURFACES, TENFOLD) for endpoint in surface.endpoints]

    assert endpoints
    assert sorted({endpoint.fact for endpoint in endpoints} - set(FACTS)) == []
