"""Public OData clients of the npm registry, unmodified: only the base URL and the token are ours. The scripts are in tests/clients/."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.facts import fact
from tests.fourfour.conftest import TOKEN, OData

SCRIPTS = Path(__file__).parents[1] / "clients"
NODE = shutil.which("node")
LONGEST = 120.0

pytestmark = pytest.mark.skipif(NODE is None, reason="needs node")


def run(*command: str | Path, folder: Path = SCRIPTS) -> str:
    """What a program says. Its packages come from tests/clients/package.json; `make test` installs them."""
    assert (SCRIPTS / "node_modules").is_dir(), "the packages are not installed: make test, or npm ci in tests/clients"
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def told(odata: OData, script: Path, folder: Path = SCRIPTS) -> dict[str, Any]:
    """What a client's script found out."""
    facts: dict[str, Any] = json.loads(run(str(NODE), script, odata.root, TOKEN, account(odata), folder=folder))
    return facts


def account(odata: OData) -> str:
    return str(odata.rows("Accounts?$top=1&$skip=7")[0]["id"])


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.fixture(scope="module")
def plain(odata: OData) -> dict[str, Any]:
    """What plain requests read, of what every client is asked for."""
    expanded = odata.rows("Accounts?$expand=owner,contacts&$orderby=created desc&$top=3")
    facts = {
        "entity": odata.get(f"Accounts('{account(odata)}')").json()["name"],
        "filtered": ids(odata.rows("Accounts?$filter=region eq 'DACH' and annual_revenue ge 1000000&$orderby=name")),
        "expanded": [[row["id"], row["owner"]["name"], ids(row["contacts"])] for row in expanded],
        "paged": ids(odata.walk("Contacts")),
        "counted": int(odata.get("Contacts/$count").text),
    }
    assert len(facts["paged"]) == facts["counted"] > 200  # more than a page
    assert len(facts["filtered"]) > 2
    return facts


def common(facts: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in plain}


@fact("FF-OD-05", "FF-OD-10", "FF-OD-36", "FF-OD-42", "FF-OD-50", "FF-OD-87")
def test_o_js_reads_filters_expands_follows_next_links_and_sends_a_batch(odata: OData, plain: dict[str, Any]) -> None:
    facts = told(odata, SCRIPTS / "o.mjs")

    assert common(facts, plain) == plain
    assert facts["inline_count"] == plain["counted"]
    assert facts["batch"] == [odata.get("me").json()["user_email"], ids(odata.rows("Leads?$top=2"))]


@fact("FF-OD-06", "FF-OD-11", "FF-OD-36", "FF-OD-50", "FF-OD-80")
def test_light_odata_reads_filters_expands_pages_by_top_and_skip_and_sends_a_json_batch(odata: OData, plain: dict[str, Any]) -> None:
    facts = told(odata, SCRIPTS / "light-odata.mjs")

    assert common(facts, plain) == plain
    assert facts["batch"] == [plain["entity"], ids(odata.rows("Leads?$top=2"))]


@fact("FF-OD-06", "FF-OD-10", "FF-OD-36", "FF-OD-42", "FF-OD-50")
def test_the_store_of_devextreme_reads_filters_expands_and_walks_along_next_links(odata: OData, plain: dict[str, Any]) -> None:
    facts = told(odata, SCRIPTS / "devextreme.mjs")

    assert common(facts, plain) == plain
    assert facts["last_page"] == [plain["paged"][300:], plain["counted"]]
    # It puts both sides into lower case, Ü included.
    assert facts["searched"] == ids(odata.walk("Contacts?$filter=contains(tolower(last_name),'mül')"))
    assert facts["searched"]


@fact("FF-OD-02", "FF-OD-06", "FF-OD-36", "FF-OD-48", "FF-OD-50", "FF-OD-60")
def test_a_client_that_odata2ts_generates_from_the_metadata_compiles_and_works(odata: OData, plain: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(SCRIPTS / "node_modules")
    for name in ("odata2ts.ts", "tsconfig.json"):
        shutil.copy(SCRIPTS / name, tmp_path)
    (tmp_path / "metadata.xml").write_text(odata.get("$metadata").text)

    programs = Path("node_modules", ".bin")
    options = ["--source", "metadata.xml", "--output", "generated", "--mode", "service", "--emit-mode", "ts", "--service-name", "FourFour"]
    run(programs / "odata2ts", *options, folder=tmp_path)
    run(programs / "tsc", "--project", ".", folder=tmp_path)
    facts = told(odata, Path("odata2ts.js"), folder=tmp_path)

    assert common(facts, plain) == plain
    assert facts["led"] == ids(odata.walk("Accounts?$filter=contacts/any(c:contains(c/title,'Director')) and owner/is_active eq true"))
    assert facts["owner"] == odata.get(f"Accounts/{account(odata)}/owner").json()["name"]
    assert facts["me"] == odata.get("me").json()["user_email"]
    assert facts["led"]
