"""`sandbox webhook`: the endpoints of a world, what was sent to them, and how good a receiver is."""

import click

from sandbox.cli.webhook_endpoints import add, change, list_endpoints, pause, remove, secret, unpause
from sandbox.cli.webhook_grade import grade
from sandbox.cli.webhook_messages import attempts, drain, messages, show


@click.group()
def webhook() -> None:
    """Adds endpoints, shows what was sent to them, and grades a receiver."""


for command in (add, list_endpoints, secret, change, pause, unpause, remove, messages, show, attempts, drain, grade):
    webhook.add_command(command)
