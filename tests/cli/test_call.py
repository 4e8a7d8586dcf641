"""`sandbox call`, as a shell runs it."""

import json
from typing import Any

import pytest

from tests.cli.command import refused, sandbox
from tests.conftest import World
from tests.control.calls import DANIEL, HELEN, NOBODYS, shown


def run(world: World, *arguments: str) -> str:
    done = sandbox("call", *arguments, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def answer(world: World, *arguments: str) -> Any:
    return json.loads(run(world, *arguments, "--json"))


def facts(text: str) -> dict[str, str]:
    return dict(line.split(maxsplit=1) for line in text.splitlines())


def complaint(world: World, *arguments: str) -> tuple[int, str]:
    return refused("call", *arguments, SANDBOX_URL=world.server.url, SANDBOX_WORLD=world.name)


def test_a_call_comes_in_is_answered_passed_on_and_talked_in(world: World) -> None:
    call = answer(world, "incoming", "--number", "+1 512 555 9999", "--name", "Somebody", "--held")
    assert call == shown(world, call) == answer(world, "show", call["id"])
    assert (call["number"], call["name"], call["held"], call["state"]) == (NOBODYS, "Somebody", True, "ringing")

    assert facts(run(world, "answer", call["id"]))["state"] == "talking"
    passed_on = answer(world, "transfer", call["id"], DANIEL)
    talking = facts(run(world, "talk", passed_on["id"], "90"))
    world.clock.advance(seconds=90)

    assert (passed_on["user"], passed_on["transferred_from"]) == (DANIEL, call["id"])
    assert talking["next"] == "ended at 2026-03-18T12:01:30.000Z"
    assert facts(run(world, "show", passed_on["id"])) | {"state": "ended", "duration": "90", "next": "-"} == facts(
        run(world, "show", passed_on["id"])
    )


def test_a_call_is_hung_up(world: World) -> None:
    call = answer(world, "incoming", "--held")

    assert facts(run(world, "hangup", call["id"]))["state"] == "ended"
    assert complaint(world, "hangup", call["id"]) == (1, f"Error: Call {call['id']} is ended; only one that goes on can be hung up")
    assert complaint(world, "ring", call["id"]) == (1, f"Error: Call {call['id']} is ended; only one that is queued can begin to ring")


def test_the_list_has_a_line_for_each_and_live_ones_alone_if_asked(world: World) -> None:
    call = answer(world, "incoming", "--user", DANIEL, "--held")
    over = answer(world, "plant", "--duration", "61.5")

    heads, live = run(world, "list", "--live").splitlines()

    assert heads.split() == ["ID", "STATE", "DIRECTION", "USER", "NUMBER", "STARTED", "SECONDS"]
    assert live.split() == [call["id"], "ringing", "inbound", DANIEL, call["number"], call["started_at"], "0"]
    assert answer(world, "list", "--user", DANIEL)["calls"][0] == call
    assert len(answer(world, "list", "--limit", "3")["calls"]) == 3
    assert [line.split()[-1] for line in run(world, "list").splitlines() if over["id"] in line] == ["61.5"]


def test_a_planted_call_is_as_it_was_told(world: World) -> None:
    record = next(call["record"] for call in (answer(world, "plant") for _ in range(9)) if call["record"])
    who = ["--user", DANIEL, "--direction", "outbound", "--record", record, "--match", record]
    what = ["--subject", "Renewal", "--notes", "Will sign", "--recorded", "--mobile", "--listening-score", "7"]

    call = answer(world, "plant", *who, *what, "--started-at", "2026-03-02T10:00:00Z", "--duration", "60")
    missed = answer(world, "plant", "--missed", "--number", NOBODYS)

    known = {"user": DANIEL, "direction": "outbound", "record": record, "matches": [record], "subject": "Renewal", "notes": "Will sign"}
    known |= {
        "started_at": "2026-03-02T10:00:00.000Z",
        "duration": 60,
        "recording": "recording-stopped",
        "mobile": True,
        "listening_score": 7,
    }
    assert call | known == call
    assert (missed["answered_at"], missed["number"], missed["user"]) == (None, NOBODYS, HELEN)


def test_what_the_crm_refused_is_printed_in_words(world: World) -> None:
    errors = [{"method": "createCall", "message": "No access"}, {"method": "updateCall", "message": "Too late"}]
    call = world.control.post("/calls", json={"errors": errors, "notes": "a\x1b[2J\nb", "matches": []}).json()

    told = facts(run(world, "show", call["id"]))

    assert (told["errors"], told["notes"], told["matches"]) == ("createCall: No access, updateCall: Too late", r"a\x1b[2J\nb", "-")


def test_the_pace_is_shown_set_and_put_back(world: World) -> None:
    usual = answer(world, "pace")
    assert usual == {"hold": False, "queued": 1.0, "ringing": None, "answered": 1.0, "unanswered": 30.0, "talking": None}

    changed = run(world, "pace", "--queued", "2", "--ringing", "5", "--answered", "0.5", "--unanswered", "9", "--talking", "60", "--hold")

    assert facts(changed) == {"hold": "True", "queued": "2", "ringing": "5", "answered": "0.5", "unanswered": "9", "talking": "60"}
    assert answer(world, "pace", "--release")["hold"] is False
    assert answer(world, "pace", "--put-back", "--talking", "30") == usual | {"talking": 30}
    assert answer(world, "pace", "--put-back") == usual


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (["talk", "x", "soon"], 2, "Error: Invalid value for 'SECONDS': 'soon' is not a number from 0 to 86400"),
        (["talk", "x", "nan"], 2, "Error: Invalid value for 'SECONDS': 'nan' is not a number from 0 to 86400"),
        (["talk", "x", "86401"], 2, "Error: Invalid value for 'SECONDS': '86401' is not a number from 0 to 86400"),
        (["talk", "x"], 2, "Error: Missing argument 'SECONDS'."),
        (["transfer", "x"], 2, "Error: Missing argument 'USERNAME'."),
        (["answer"], 2, "Error: Missing argument 'CALL'."),
        (["pace", "--answered", "2"], 2, "Error: Invalid value for '--answered': '2' is not a number from 0 to 1"),
        (["pace", "--talking", "inf"], 2, "Error: Invalid value for '--talking': 'inf' is not a number from 0 to 86400"),
        (["plant", "--listening-score", "-1"], 2, "Error: Invalid value for '--listening-score': '-1' is not a number from 0 to 100"),
        (["plant", "--missed", "--duration", "5"], 1, "Error: duration does not go with a call that nobody answered"),
        (["plant", "--started-at", "soon"], 1, "Error: started_at must be a moment such as "),
        (["plant", "--match", "x"], 1, "Error: matches names no CRM record of the organization: 'x'"),
        (["incoming", "--number", "555-CALL"], 1, "Error: number must be a phone number of 3 to 20 digits"),
        (["incoming", "--number", "\udcff"], 1, "Error: number must be a phone number of 3 to 20 digits"),
        (
            ["incoming", "--user", DANIEL[1:]],
            1,
            f"Error: user is no user of Tenfold: '{DANIEL[1:]}'; did you mean {DANIEL}?",
        ),
        (["list", "--user", ""], 1, "Error: user is no user of Tenfold: ''"),
        (["show", "no/such\ncall"], 1, r"Error: Nothing is at /_sandbox/calls/no/such\ncall"),
        (["answer", "\udcff"], 1, "Error: There is no call '\ufffd'"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line(world: World, arguments: list[str], code: int, line: str) -> None:
    assert (code, line) == tuple(part[: len(line)] if isinstance(part, str) else part for part in complaint(world, *arguments))


def test_each_command_says_what_it_does() -> None:
    told = sandbox("call", "--help").stdout

    assert "Lets people call, answer, talk and hang up; plants calls." in told
    for command in ("answer", "hangup", "incoming", "list", "pace", "plant", "ring", "show", "talk", "transfer"):
        assert f"\n  {command} " in told
