"""How scenario files are read, and how clearly they are refused."""

from pathlib import Path

import pytest

from sandbox.cast.errors import ScenarioError, UnknownScenario
from sandbox.cast.scenario_files import load_scenario
from sandbox.seed import find_scenario, scenarios

FIXTURES = Path(__file__).parents[2] / "fixtures"
EMPTY = (FIXTURES / "scenarios" / "empty.toml").read_text("utf-8")

DIALOGUE = """
[[workspaces.empty.dialogues]]
key = "hello"
kind = "meeting"
service = "Zoom"
purpose = "other"
name = "Hello"
when = "-3 14:05"
office = "main"
participants = ["admin"]
summary = "A greeting."
transcript = "admin: Good afternoon."
"""


def test_scenarios_are_found_by_name() -> None:
    assert {"demo", "empty", "large"} <= set(scenarios(FIXTURES))
    assert find_scenario(FIXTURES, "demo").name == "demo"


def test_an_unknown_scenario_is_refused_with_the_nearest_name_and_all_names() -> None:
    with pytest.raises(UnknownScenario, match=r"no scenario 'dmeo'; did you mean 'demo'.*demo, empty, large"):
        find_scenario(FIXTURES, "dmeo")


def test_a_scenario_extends_another_and_overrides_its_growth() -> None:
    demo, large = find_scenario(FIXTURES, "demo"), find_scenario(FIXTURES, "large")

    assert large.workspaces == demo.workspaces
    assert large.credentials == demo.credentials
    assert large.growth["ferrybank"].people == 100_000
    assert large.growth["skerry"] == demo.growth["skerry"]


def test_growth_that_is_not_overridden_stays(tmp_path: Path) -> None:
    write(tmp_path, "base", EMPTY + "[growth.empty]\npeople = 3\nleads = 4\n")
    write(tmp_path, "more", 'extends = "base"\n[growth.empty]\npeople = 30\n')

    growth = load_scenario(tmp_path / "more.toml").growth["empty"]

    assert (growth.people, growth.leads) == (30, 4)


def test_a_scenario_that_extends_itself_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "hen", 'extends = "egg"')
    write(tmp_path, "egg", 'extends = "hen"')

    with pytest.raises(ScenarioError, match="extends: the scenario extends itself"):
        load_scenario(tmp_path / "hen.toml")


def test_parts_of_a_workspace_are_joined_and_blamed_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "split" / "empty"
    folder.mkdir(parents=True)
    (folder.parent / "scenario.toml").write_text(EMPTY, "utf-8")
    (folder / "talk.toml").write_text(DIALOGUE.replace("workspaces.empty.", ""), "utf-8")

    assert load_scenario(folder.parent).workspaces[0].dialogues[0].name == "Hello"

    (folder / "talk.toml").write_text(DIALOGUE.replace("workspaces.empty.", "").replace("main", "moon"), "utf-8")
    with pytest.raises(ScenarioError, match=r"split/empty/talk.toml: dialogues\[hello\].office: 'moon' is none of the offices"):
        load_scenario(folder.parent)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("seed = 1", "sede = 1", "sede: unknown key 'sede'; did you mean 'seed'"),
        ("seed = 1", "seed = true", "seed: expected int, found True"),
        (
            "[credentials.fourfour]",
            "[growth.empty]\npeople = true\n[credentials.fourfour]",
            "empty.people: expected int, found True",
        ),
        (
            "[credentials.fourfour]",
            '[growth.empty]\nregions = ["DAHC"]\n[credentials.fourfour]',
            "'DAHC' is none of .*; did you mean 'DACH'",
        ),
        ("[credentials.fourfour]", "[growth.emtpy]\n[credentials.fourfour]", "growth.emtpy: no workspace 'emtpy'; did you mean 'empty'"),
        ("admin: Good", "[-3 14:06] admin: Good", r"transcript\[0\]: what is spoken has no time of its own"),
        ('title = "An empty workspace"', "", "the key 'title' is missing"),
        ('city = "New York"', 'town = "New York"', r"offices\[main\].town: unknown key 'town'"),
        ('city = "New York"', "", r"offices\[main\]: the key 'city' is missing"),
        ('city = "New York"', "city = 3", r"offices\[main\].city: expected str, found 3"),
        ("America/New_York", "America/New_Yrok", r"offices\[main\].timezone: 'America/New_Yrok' is no IANA time zone"),
        (
            'office = "main"\nteam',
            'office = "mian"\nteam',
            r"colleagues\[admin\].office: 'mian' is none of the offices; .*'main'",
        ),
        ('email = "admin@empty.example"\nwork', 'email = "amdin@empty.example"\nwork', "credentials.fourfour.email: 'amdin@empty.example'"),
        ('\nusername = "admin@', '\nusername = "amdin@', "credentials.tenfold.username: 'amdin@empty.example' is no colleague's"),
        ('workspace = "empty"', 'workspace = "emty"', "credentials.fourfour.workspace: no workspace 'emty'; did you mean 'empty'"),
        ('participants = ["admin"]', 'participants = ["admn"]', r"participants: 'admn' is none of the colleagues or people or leads"),
        ("transcript = ", "when2 = ", "unknown key 'when2'; did you mean 'when'"),
        ("admin: Good", "adam: Good", r"transcript\[0\]: 'adam' is none of the participants"),
        ("admin: Good", "Good", "'Good afternoon.' is no utterance"),
        ('"-3 14:05"', '"yesterday"', "when: 'yesterday' is no moment"),
        ('"-3 14:05"', '"-3 25:05"', "when: hour must be in"),
        ('kind = "meeting"', 'kind = "dream"', "kind: 'dream' is none of meeting, call"),
        ('crm = "Salesforce"', "", "workspaces.empty: the key 'crm' is missing"),
        (
            "[workspaces.empty]",
            '[workspaces.empty]\nproducts = ["tenfold"]',
            "credentials.fourfour.workspace: 'empty' does not use fourfour",
        ),
        (
            "[workspaces.empty]",
            '[workspaces.empty]\nproducts = ["fourfour", "tenfld"]',
            r"empty.products\[1\]: 'tenfld' is none of fourfour, tenfold; did you mean 'tenfold'",
        ),
        (
            "[workspaces.empty]",
            '[workspaces.empty]\ntelephony.type = "master"',
            "empty.telephony.type: 'master' is none of standard, partner, master_partner",
        ),
        (
            "[workspaces.empty]",
            '[workspaces.empty]\ntelephony.phone_system = "asteriks"',
            "empty.telephony.phone_system: 'asteriks' is none of asterisk, .*; did you mean 'asterisk'",
        ),
        (
            "[workspaces.empty]",
            '[workspaces.empty]\ntelephony.partner = "emty"',
            "empty.telephony.partner: no workspace 'emty'; did you mean 'empty'",
        ),
        (
            "[workspaces.empty]",
            '[workspaces.empty]\ntelephony = { type = "partner", partner = "empty" }',
            "empty.telephony.partner: 'empty' cannot be its own partner",
        ),
    ],
)
def test_a_mistake_is_refused_with_file_and_key(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    text = EMPTY + DIALOGUE
    assert old in text
    write(tmp_path, "wrong", text.replace(old, new, 1))

    with pytest.raises(ScenarioError, match=f"wrong.toml: .*({complaint})"):
        load_scenario(tmp_path / "wrong.toml")


def test_a_quote_that_nobody_says_is_refused(tmp_path: Path) -> None:
    insight = (
        '[[workspaces.empty.dialogues.insights]]\ntype = "praise"\ntitle = "x"\ntext = "x"\nquote = "Good night."\nsentiment = "positive"'
    )
    write(tmp_path, "wrong", EMPTY + DIALOGUE + insight)

    with pytest.raises(ScenarioError, match=r"dialogues\[hello\].insights\[0\].quote: nobody says 'Good night.'"):
        load_scenario(tmp_path / "wrong.toml")


def test_a_partner_must_be_set_up_as_one(tmp_path: Path) -> None:
    child = '[workspaces.child]\ncrm = "Salesforce"\ncalendar = "Google Calendar"\ntelephony.partner = "empty"\n'
    text = EMPTY + child + 'company = { name = "Child", domain = "child.example" }\n'
    write(tmp_path, "wrong", text)
    write(tmp_path, "right", text.replace("[workspaces.empty]", '[workspaces.empty]\ntelephony.type = "partner"'))

    with pytest.raises(
        ScenarioError, match=r"wrong.toml: workspaces.child.telephony.partner: 'empty' is no partner in Tenfold; its teleph"
    ):
        load_scenario(tmp_path / "wrong.toml")
    assert load_scenario(tmp_path / "right.toml").workspaces[1].telephony.partner == "empty"


def test_a_company_without_a_phone_system_is_no_mistake(tmp_path: Path) -> None:
    write(tmp_path, "quiet", EMPTY.replace("[workspaces.empty]", '[workspaces.empty]\ntelephony.phone_system = ""'))

    assert load_scenario(tmp_path / "quiet.toml").workspaces[0].telephony.phone_system == ""


def test_two_records_with_one_key_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "wrong", EMPTY + DIALOGUE + DIALOGUE)

    with pytest.raises(ScenarioError, match=r"dialogues\[hello\]: the key 'hello' stands twice"):
        load_scenario(tmp_path / "wrong.toml")


def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, "wrong", "title = ")

    with pytest.raises(ScenarioError, match=r"wrong\.toml: Invalid value"):
        load_scenario(tmp_path / "wrong.toml")


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.toml").write_text(text, "utf-8")
