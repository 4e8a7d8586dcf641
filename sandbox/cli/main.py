"""The command `sandbox`."""

import os
from importlib import import_module

import click

from sandbox.settings import SettingError, refuse_unknown_names

COMMANDS = (
    *("serve", "wait", "doctor", "env", "reset", "world", "clock", "token", "job", "conversation", "call", "organization", "mail", "fault"),
    *("webhook", "trigger", "resend", "listen", "sign", "verify", "version"),
)
"""Each is a function of its own name in a module of its own name, imported when it is asked for."""


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"sandbox.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """One server that behaves like the APIs of Four/Four and Tenfold."""
    try:
        refuse_unknown_names(os.environ)
    except SettingError as error:
        raise click.UsageError(str(error)) from None
