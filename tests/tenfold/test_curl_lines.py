"""The curl lines of the vendor's page, run by a real curl: nothing but the host and the placeholders is other than printed.

What a shell would trip over is mended as a reader would: a blank behind the backslash at the end of a line, the missing backslash of
T2-03 and T2-04 and the unbalanced quote of T1-03.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import Server, World, numbers
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, CLIENT, PASSWORD
from tests.tenfold.samples import curl_lines
from tests.tenfold.stage import CALLBACK, PNG, Stage

LINES = [(f"{name} {at}", name, command) for at, (name, command) in enumerate(curl_lines())]
REFUSED = {
    "T2-03": 400,  # 10.18: `...` and a comment are no JSON
    "T2-04": 400,  # 10.18: its keys are without quotes
    "T2-05": 401,  # 10.15: it shows no token
    **{f"T2-{number}": 400 for number in range(31, 35)},  # 10.18: a comma is missing behind the time zone
}
SPOKEN = {"T2-23", "T2-24", "T2-25"}
"""Of a call with a transcript."""
REDIRECTED = {"T1-03": 302, "T2-35": 302}

pytestmark = pytest.mark.xdist_group("curl")


@pytest.fixture(scope="module")
def stage(server: Server) -> Iterator[Stage]:
    control, name = server.client("/_sandbox"), f"curl-{next(numbers)}"
    control.post("/worlds/default/clone", json={"name": name}).raise_for_status()
    yield Stage(World(server, name))
    control.delete(f"/worlds/{name}").raise_for_status()


def placeholders(stage: Stage, name: str) -> Mapping[str, str]:
    """What a reader puts in place of each, for the endpoint `name`."""
    pair, record = stage.pair(), stage.record
    made = stage.admin.post("/v2/contact-lists", json={"name": "x", "contacts": [{"name": "y", "phoneNumbers": ["1"]}]}).json()["data"]
    fields = ("FirstName", "LastName") if name == "T2-15" else ("Title", "Department")
    return {
        r"https://api(-canary)?\.tenfold\.com": stage.world.url,
        "CLIENTID|5a4cff2d5d132c3914395b3a": CLIENT["client_id"],
        "SECRET|abc123456": CLIENT["client_secret"],
        "USERNAME|john.doe@tenfold.com": ADMIN,
        'PASSWORD|(?<="password": ")\\.\\.\\.': PASSWORD,
        "REFRESHTOKEN|3d21ef81e7c7194a951422aef028a84715762473": pair["refresh_token"],
        "689849a4e374b6156732d90f997ade1b044ef685": stage.code() if name == "T2-36" else "",
        "USERID|USER_ID|5a65c42646041d602b4b333a": stage.own["id"],
        "5a65d64679ee1d8f4761bddf": stage.own["organizationId"],
        "myaccesstoken(thatdoesimportantstuff)?|User Auth Token": pair["access_token"],
        r"\{callId\}|CALL_ID|59f45488fdab0d070011beaa": stage.spoken if name in SPOKEN else stage.new_talk(),
        "TEAM_ID": stage.own["primaryTeamId"],
        "formID": stage.form,
        "RECORD_ID|CRM id of the record to update": record["id"],
        "MODULE_NAME|Record Module|Leads": record["module"],
        "key1|fieldKey1|AnyField1": fields[0],
        "key2|fieldKey2|AnyField2": fields[1],
        r"https://\.\.\./": CALLBACK,
        "5a65bab75030129d1d7146af": made["id"],
        "5a65bbab74e94d5c1fad63c9": made["contacts"][0]["id"],
    }


def arguments(command: str, values: Mapping[str, str]) -> list[str]:
    """Of the whole command, as a shell splits it."""
    mended = re.sub(r"\\ *(\n|$)", " ", command).replace('target_path=%2F"', "target_path=%2F'")
    for pattern, value in values.items():
        mended = re.sub(pattern, value, mended)
    return shlex.split(mended)


@fact("TQ-18")
@pytest.mark.parametrize(("name", "command"), [line[1:] for line in LINES], ids=[line[0] for line in LINES])
def test_a_line_of_the_vendors_page_works_as_it_is_printed(stage: Stage, tmp_path: Path, name: str, command: str) -> None:
    (tmp_path / "FILENAME.jpg").write_bytes(PNG)
    program, *given = arguments(command, placeholders(stage, name))

    answer = subprocess.run([program, "-si", *given], cwd=tmp_path, capture_output=True, text=True, timeout=20, check=True).stdout

    *_, status = answer.split(" ", 2)[:2]
    assert (program, int(status)) == ("curl", REFUSED.get(name) or REDIRECTED.get(name, 200)), answer
