"""`sandbox sign`: the signature of a webhook message."""

from typing import BinaryIO

import click

from sandbox.cli.secret_option import webhook_secret
from sandbox.webhooks.signature import sign as signature_of


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@webhook_secret
def sign(file: BinaryIO, secret: str) -> None:
    """Prints the signature of FILE, or of what comes in, byte for byte."""
    click.echo(signature_of(secret, file.read()))
