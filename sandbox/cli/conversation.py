"""`sandbox conversation`: lets conversations take place, and processes them."""

from typing import Any, TextIO
from urllib.parse import quote

import click

from sandbox.cli.printing import print_facts, print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.transcript_file import read_lines, transcript_file
from sandbox.control_client import ControlClient

KINDS = ("meeting", "call", "email", "ticket", "chat")
STATES = ("received", "transcribed", "complete", "failed")


@click.group()
def conversation() -> None:
    """Lets conversations take place, shows and processes them."""


@conversation.command()
@click.option("--workspace", help="Name or id; the first by name if not given.")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--name", help="What it is called.")
@click.option("--participant", "participants", multiple=True, metavar="EMAIL", help="Once for each; the one who began comes first.")
@click.option("--transcript", type=transcript_file, metavar="FILE", help="Lines `speaker: words`; - is stdin.")
@click.option("--held", is_flag=True, help="Wait for `process` instead of the clock.")
@click.option("--process-after", type=float, metavar="SECONDS", help="Of the world's clock; 720 if not given.")
@talks_to_server
@as_json
def new(control: ControlClient, participants: tuple[str, ...], transcript: TextIO | None, held: bool, as_json: bool, **given: Any) -> None:
    """Lets a conversation take place. What is not given is drawn."""
    lines = None if transcript is None else read_lines(transcript)
    people = list(participants) or None
    report(control.post("/conversations", participants=people, transcript=lines, process="held" if held else None, **given), as_json)


@conversation.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only those.")
@talks_to_server
@as_json
def list_conversations(control: ControlClient, state: str | None, as_json: bool) -> None:
    """Lists those that took place since the planting, newest first."""
    answer = control.get("/conversations" + (f"?state={state}" if state else ""))
    if as_json:
        print_json(answer)
    else:
        rows = [(each["id"], each["state"], each["kind"], each["ended_at"], each["name"]) for each in answer["conversations"]]
        print_table(("ID", "STATE", "KIND", "ENDED", "NAME"), rows)


@conversation.command()
@click.argument("conversation_id", metavar="ID")
@talks_to_server
@as_json
def show(control: ControlClient, conversation_id: str, as_json: bool) -> None:
    """Shows a conversation."""
    report(control.get(_path(conversation_id)), as_json)


@conversation.command()
@click.argument("conversation_id", metavar="ID")
@click.option("--until", type=click.Choice(("transcribed", "complete")), help="How far; to the end if not given.")
@click.option("--fail", is_flag=True, help="Let it fail there.")
@talks_to_server
@as_json
def process(control: ControlClient, conversation_id: str, until: str | None, fail: bool, as_json: bool) -> None:
    """Processes a conversation at once, held or not."""
    report(control.post(f"{_path(conversation_id)}/process", until=until, fail=fail or None), as_json)


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        people = ", ".join(person["name"] or person["email"] for person in facts["participants"])
        print_facts(list({**facts, "participants": people}.items()))


def _path(conversation_id: str) -> str:
    return f"/conversations/{quote(conversation_id, safe='')}"
