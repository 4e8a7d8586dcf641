"""`sandbox verify`: whether a signature is that of a webhook message."""

from typing import BinaryIO

import click

from sandbox.cli.secret_option import webhook_secret
from sandbox.webhooks.mismatch import reason
from sandbox.webhooks.signature import verify as fits


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@webhook_secret
@click.option("--signature", required=True, metavar="HEX", help="What the header with the signature says.")
def verify(file: BinaryIO, secret: str, signature: str) -> None:
    """Says whether the signature is that of FILE, or of what comes in; exit code 1 and a reason if not."""
    body = file.read()
    if not fits(secret, body, signature):
        raise click.ClickException(f"the signature does not fit: {reason(secret, body, signature)}")
    click.echo("The signature fits.")
