"""`sandbox call`: the other end of Tenfold's lines."""

from typing import Any, TextIO
from urllib.parse import urlencode

import click

from sandbox.cli.numbers import NumberWithin
from sandbox.cli.printing import print_facts, print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.transcript_file import read_lines, transcript_file
from sandbox.control_client import ControlClient, segment

call_id = click.argument("call_id", metavar="CALL")
user = click.option("--user", metavar="USERNAME", help="Whose phone it is; the admin of `sandbox env` if not given.")
number = click.option("--number", help="Of the other end; of a CRM record's if not given.")
name = click.option("--name", help="What the phone shows of who calls.")
seconds = NumberWithin(0, 86_400)


@click.group()
def call() -> None:
    """Lets people call, answer, talk and hang up; plants calls."""


@call.command("list")
@click.option("--user", metavar="USERNAME", help="Only theirs.")
@click.option("--live", is_flag=True, help="Only those that go on.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many.")
@talks_to_server
@as_json
def list_calls(control: ControlClient, user: str | None, live: bool, limit: int, as_json: bool) -> None:
    """Lists the newest calls."""
    chosen = {"user": user, "live": "true" if live else None, "limit": limit}
    answer = control.get(f"/calls?{urlencode({name: value for name, value in chosen.items() if value is not None})}")
    if as_json:
        print_json(answer)
    else:
        shown = ("id", "state", "direction", "user", "number", "started_at", "duration")
        rows = [[_words(call[name]) for name in shown] for call in answer["calls"]]
        print_table(("ID", "STATE", "DIRECTION", "USER", "NUMBER", "STARTED", "SECONDS"), rows)


@call.command()
@call_id
@talks_to_server
@as_json
def show(control: ControlClient, call_id: str, as_json: bool) -> None:
    """Shows CALL."""
    report(control.get(_path(call_id)), as_json)


@call.command()
@user
@number
@click.option("--record", metavar="ID", help="The CRM record that it is of, and whose number it is unless one is given.")
@name
@click.option("--direction", type=click.Choice(("inbound", "outbound", "internal")), help="inbound if not given.")
@click.option("--started-at", metavar="MOMENT", help="So that it ends now if not given.")
@click.option("--duration", type=seconds, metavar="SECONDS", help="As long as the transcript takes to say, or 180, if not given.")
@click.option("--missed", is_flag=True, help="Nobody answered.")
@click.option("--subject", help="What the CRM calls it.")
@click.option("--notes", help="What the user wrote down.")
@click.option(
    "--match", "matches", multiple=True, metavar="RECORD", help="A CRM record that it matches; may be repeated. By the number if not given."
)
@click.option("--recorded", is_flag=True, default=None, help="With a recording to play.")
@click.option("--mobile", is_flag=True, default=None, help="On the user's mobile.")
@click.option("--listening-score", type=NumberWithin(0, 100), metavar="SCORE", help="0 to 100; by the transcript if not given.")
@click.option("--transcript", type=transcript_file, metavar="FILE", help="Lines `agent: words` and `client: words`; - is stdin.")
@click.option("--language", help="Of the transcript; en if not given.")
@talks_to_server
@as_json
def plant(control: ControlClient, missed: bool, matches: tuple[str, ...], transcript: TextIO | None, as_json: bool, **given: Any) -> None:
    """Plants a call that is over."""
    given["transcript"] = transcript and read_lines(transcript)
    report(control.post("/calls", **given, matches=list(matches) or None, answered=False if missed else None), as_json)


@call.command()
@user
@number
@click.option("--record", metavar="ID", help="A CRM record that calls from its number.")
@name
@click.option("--held", is_flag=True, default=None, help="Wait for `answer` instead of the clock.")
@talks_to_server
@as_json
def incoming(control: ControlClient, as_json: bool, **given: Any) -> None:
    """Somebody outside calls."""
    report(control.post("/calls/incoming", **given), as_json)


@call.command()
@call_id
@talks_to_server
@as_json
def ring(control: ControlClient, call_id: str, as_json: bool) -> None:
    """A queued CALL rings."""
    report(control.post(f"{_path(call_id)}/ring"), as_json)


@call.command()
@call_id
@talks_to_server
@as_json
def answer(control: ControlClient, call_id: str, as_json: bool) -> None:
    """Somebody takes CALL."""
    report(control.post(f"{_path(call_id)}/answer"), as_json)


@call.command()
@call_id
@click.argument("seconds", type=seconds)
@talks_to_server
@as_json
def talk(control: ControlClient, call_id: str, seconds: float, as_json: bool) -> None:
    """They talk for SECONDS of the world's clock, and hang up."""
    report(control.post(f"{_path(call_id)}/talk", seconds=seconds), as_json)


@call.command()
@call_id
@click.argument("to", metavar="USERNAME")
@talks_to_server
@as_json
def transfer(control: ControlClient, call_id: str, to: str, as_json: bool) -> None:
    """Passes CALL on to a colleague, whose phone rings."""
    report(control.post(f"{_path(call_id)}/transfer", to=to), as_json)


@call.command()
@call_id
@talks_to_server
@as_json
def hangup(control: ControlClient, call_id: str, as_json: bool) -> None:
    """Somebody ends CALL."""
    report(control.post(f"{_path(call_id)}/hangup"), as_json)


@call.command()
@click.option("--queued", type=seconds, metavar="SECONDS", help="Until a call rings.")
@click.option("--ringing", type=seconds, metavar="SECONDS", help="Until somebody answers; drawn if nobody has set it.")
@click.option("--answered", type=NumberWithin(0, 1), metavar="CHANCE", help="That somebody answers, from 0 to 1.")
@click.option("--unanswered", type=seconds, metavar="SECONDS", help="After which nobody waits any longer.")
@click.option("--talking", type=seconds, metavar="SECONDS", help="Until somebody hangs up; drawn if nobody has set it.")
@click.option("--hold/--release", default=None, help="Lets calls go on by hand only, or by the clock again.")
@click.option("--put-back", is_flag=True, help="All that is not given as it was at first.")
@talks_to_server
@as_json
def pace(control: ControlClient, put_back: bool, as_json: bool, **given: Any) -> None:
    """Sets how calls go on by themselves; without options it shows it."""
    changes = {name: value for name, value in given.items() if put_back or value is not None}
    report(control.ask("PATCH", "/calls", changes) if changes else control.get("/calls?limit=1")["pace"], as_json)


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        print_facts([(name, _words(value)) for name, value in facts.items()])


def _words(value: Any) -> Any:
    if isinstance(value, dict):
        return f"{value['method']}: {value['message']}" if "method" in value else f"{value['state']} at {value['at']}"
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _path(call_id: str) -> str:
    return f"/calls/{segment(call_id)}"
