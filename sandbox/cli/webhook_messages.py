"""The commands of `sandbox webhook` that concern messages."""

from typing import Any
from urllib.parse import urlencode

import click

from sandbox.cli.printing import print_facts, print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.wait import TIMED_OUT, read_timeout
from sandbox.cli.webhook_endpoints import words
from sandbox.cli.webhook_fields import organization, workspace
from sandbox.control_client import ControlClient, segment

HEADS = ("ID", "EVENT", "STATUS", "ATTEMPTS", "ANSWER", "CREATED", "URL")
endpoint = click.option("--endpoint", metavar="ENDPOINT", help="Only those to this endpoint.")


@click.command()
@endpoint
@click.option("--event", metavar="EVENT", help="Only those that tell of this.")
@click.option("--status", type=click.Choice(["pending", "delivered", "failed"]), help="Only those.")
@workspace
@organization
@click.option("--limit", type=click.IntRange(1), help="The latest so many.")
@talks_to_server
@as_json
def messages(control: ControlClient, as_json: bool, **filters: Any) -> None:
    """Lists messages, oldest first."""
    answer = control.get(f"/webhooks/messages{query(filters)}")
    if as_json:
        print_json(answer)
    else:
        print_messages(answer["messages"])


@click.command()
@click.argument("message_id", metavar="MESSAGE")
@talks_to_server
@as_json
def show(control: ControlClient, message_id: str, as_json: bool) -> None:
    """Shows what happened to MESSAGE and why, a line per attempt."""
    message = control.get(path(message_id))
    if as_json:
        print_json(message)
        return
    print_facts([(name, words(value)) for name, value in message.items() if name != "log"])
    for attempt in message["log"]:
        click.echo(f"attempt {attempt['number']}  {attempt['at']}  {outcome(attempt)}")
    click.echo(fate(message))


@click.command()
@click.option("--message", metavar="MESSAGE", help="Only those of this message.")
@endpoint
@talks_to_server
@as_json
def attempts(control: ControlClient, as_json: bool, **filters: Any) -> None:
    """Lists attempts to deliver messages, oldest first."""
    answer = control.get(f"/webhooks/attempts{query(filters)}")
    if as_json:
        print_json(answer)
    else:
        print_table(("MESSAGE", "AT", "OUTCOME"), [(each["message"], each["at"], outcome(each)) for each in answer["attempts"]])


@click.command()
@click.option("--timeout", type=float, callback=read_timeout, default=30, metavar="SECONDS", show_default=True, help="How long to wait.")
@talks_to_server
@as_json
def drain(control: ControlClient, timeout: float, as_json: bool) -> None:
    """Waits until no message is under way; exit code 5 if some still are when the time is up."""
    control.timeout = max(control.timeout, timeout + 10)
    answer = control.post("/webhooks/drain", timeout=timeout)
    if as_json:
        print_json(answer)
    else:
        click.echo(f"{answer['delivered']} delivered, {answer['failed']} failed, {answer['waiting']} waiting")
    if not answer["drained"]:
        raise SystemExit(TIMED_OUT)


def print_messages(messages: list[dict[str, Any]]) -> None:
    rows = [(m["id"], m["event"], m["status"], m["attempts"], m["answer"] or m["error"], m["created_at"], m["url"]) for m in messages]
    print_table(HEADS, rows)


def outcome(attempt: dict[str, Any]) -> str:
    """`200 in 12 ms`, or why there was no answer, and what was done to it on purpose."""
    said = f"{attempt['status'] or attempt['error']} in {attempt['duration_ms']} ms"
    return f"{said}, sent with {' '.join(attempt['mischief'])}" if attempt["mischief"] else said


def fate(message: dict[str, Any]) -> str:
    """What became of it, in a sentence."""
    count = f"{message['attempts']} attempt{'' if message['attempts'] == 1 else 's'}"
    if message["status"] == "delivered":
        return f"Delivered after {count}."
    if message["status"] == "failed":
        return f"Given up after {count}; `sandbox resend {message['id']}` sends it again."
    return f"Under way after {count}; due {message['due_at']}."


def query(filters: dict[str, Any]) -> str:
    given = {name: value for name, value in filters.items() if value is not None}
    return f"?{urlencode(given, errors='surrogateescape')}" if given else ""


def path(message_id: str) -> str:
    return f"/webhooks/messages/{segment(message_id)}"
