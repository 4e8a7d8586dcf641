"""`sandbox version`."""

import click

from sandbox.cli.printing import print_json
from sandbox.version import VERSION


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def version(as_json: bool) -> None:
    """Prints the version."""
    if as_json:
        print_json({"version": VERSION})
    else:
        click.echo(f"sandbox {VERSION}")
