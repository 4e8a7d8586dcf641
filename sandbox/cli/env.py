"""`sandbox env`: what a shell or a .env file needs to talk to a world."""

import shlex

import click

from sandbox.cli.printing import print_json
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient


@click.command()
@talks_to_server
@as_json
def env(control: ControlClient, as_json: bool) -> None:
    """Prints addresses and credentials as shell commands: eval "$(sandbox env)"."""
    names = control.get("/env")
    if as_json:
        print_json(names)
    else:
        for name, value in names.items():
            click.echo(f"export {name}={shlex.quote(value)}")
