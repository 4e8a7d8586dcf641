"""`sandbox trigger`: an event that has not happened."""

from typing import Any

import click

from sandbox.cli.printing import print_json
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.webhook_fields import organization, read_settings, workspace
from sandbox.cli.webhook_messages import print_messages
from sandbox.control_client import ControlClient


@click.command()
@click.argument("event")
@click.option(
    "--set",
    "fields",
    callback=read_settings,
    multiple=True,
    metavar="FIELD=VALUE",
    help="payload.id=7, call.status=ringing; JSON, else text.",
)
@workspace
@organization
@click.option("--endpoint", metavar="ENDPOINT", help="To this endpoint only.")
@click.option("--mischief", multiple=True, metavar="KIND", help="What goes wrong with it; may be repeated.")
@click.option("--times", type=click.IntRange(1), help="How often.  [default: 1]")
@talks_to_server
@as_json
def trigger(control: ControlClient, fields: dict[str, Any] | None, mischief: tuple[str, ...], as_json: bool, **others: Any) -> None:
    """Sends messages about EVENT to the endpoints that are told of it."""
    answer = control.post("/webhooks/trigger", **others, set=fields, mischief=list(mischief) or None)
    if as_json:
        print_json(answer)
    elif answer["messages"]:
        print_messages(answer["messages"])
    else:
        click.echo("No endpoint is told of it; `sandbox webhook list` shows those there are")
