"""`sandbox resend`: a webhook message once more."""

import click

from sandbox.cli.printing import print_json
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.webhook_messages import path
from sandbox.control_client import ControlClient


@click.command()
@click.argument("message_id", metavar="MESSAGE")
@talks_to_server
@as_json
def resend(control: ControlClient, message_id: str, as_json: bool) -> None:
    """Sends MESSAGE again, whatever became of it."""
    answer = control.post(f"{path(message_id)}/resend")
    if as_json:
        print_json(answer)
    else:
        click.echo(f"Sends {message_id} again")
