"""`sandbox version`."""

import click

from sandbox.version import VERSION


@click.command()
def version() -> None:
    """Prints the version."""
    click.echo(f"sandbox {VERSION}")
