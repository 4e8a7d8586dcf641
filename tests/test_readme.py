"""What the README says of flags and switches is what there is."""

import re
from dataclasses import fields
from pathlib import Path

from sandbox.cli.settings_table import markdown
from sandbox.world import Switches

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- settings -->\n", "<!-- /settings -->"


def test_the_readme_has_the_table_of_all_settings() -> None:
    _, begin, rest = README.read_text("utf-8").partition(BEGIN)
    table, end, _ = rest.partition(END)

    assert begin, f"README.md lacks the line {BEGIN.strip()}"
    assert end, f"README.md lacks the line {END}"
    assert table == markdown(), f"the table must be\n{markdown()}"


def test_the_readme_has_every_switch_with_its_default() -> None:
    table = README.read_text("utf-8").partition("<!-- switches -->\n")[2].partition("<!-- /switches -->")[0]
    rows = re.findall(r"^\| `(\w+)` \| `(.+?)` \|", table, re.MULTILINE)

    assert [name for name, _ in rows] == [switch.name for switch in fields(Switches)]
    flags = {name: default.removeprefix("--").replace("-", "_") for name, default in rows if default.startswith("--")}
    assert all(name == flag for name, flag in flags.items())
    own = {switch.name: switch.default for switch in fields(Switches) if switch.name not in flags}
    assert {name: default for name, default in rows if name not in flags} == {name: str(value).lower() for name, value in own.items()}
