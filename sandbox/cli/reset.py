"""`sandbox reset`: a world as it was planted."""

import click

from sandbox.cli.printing import print_json
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.world import print_world
from sandbox.control_client import ControlClient


@click.command()
@talks_to_server
@as_json
def reset(control: ControlClient, as_json: bool) -> None:
    """Puts a world back to what was planted: data, clock, dice and switches."""
    facts = control.post("/reset")
    if as_json:
        print_json(facts)
    else:
        print_world(facts)
