"""What the commands that talk to a running server have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from sandbox.cli.printing import printable
from sandbox.control_client import DEFAULT_URL, ControlClient, ControlFailure
from sandbox.http.addresses import is_public_url
from sandbox.settings import SettingError, secret

HINTS = {
    "": "start one with `sandbox serve`, or give its --url (SANDBOX_URL)",
    "admin_token_needed": "give it with --admin-token (SANDBOX_ADMIN_TOKEN)",
    "unknown_world": "`sandbox world list` shows those there are",
}
"""What to do about a failure, by its code."""

OPTIONS = (
    click.option(
        "--url", envvar="SANDBOX_URL", default=DEFAULT_URL, metavar="URL", show_default=True, show_envvar=True, help="The server."
    ),
    click.option(
        "--world", "-w", envvar="SANDBOX_WORLD", metavar="NAME", show_envvar=True, help="The world; the default one if not given."
    ),
    click.option("--admin-token", envvar="SANDBOX_ADMIN_TOKEN", metavar="TOKEN", show_envvar=True, help="What the server was given."),
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print the server's answer as JSON.")


def talks_to_server(command: Callable[..., None]) -> Callable[..., None]:
    """Gives the command a ControlClient as its first argument; a failure ends it with one line and exit code 1."""

    @wraps(command)
    def run(url: str, world: str | None, admin_token: str | None, **others: Any) -> None:
        if not is_public_url(url):
            raise click.BadParameter("must be an address such as http://127.0.0.1:4410", param_hint="--url (SANDBOX_URL)")
        try:
            if admin_token:
                secret(admin_token)
            command(ControlClient(url, world=world, admin_token=admin_token), **others)
        except SettingError as error:
            raise click.BadParameter(str(error), param_hint="--admin-token (SANDBOX_ADMIN_TOKEN)") from None
        except ControlFailure as failure:
            raise click.ClickException(explained(failure)) from None

    for option in reversed(OPTIONS):
        run = option(run)
    return run


def explained(failure: ControlFailure) -> str:
    """In one line, whatever was typed or answered."""
    hint, text = HINTS.get(failure.code), printable(str(failure))
    return f"{text}; {hint}" if hint else text
