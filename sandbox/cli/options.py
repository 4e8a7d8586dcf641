"""Flags made from the fields of Settings, so that every setting has its flag and its variable."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import click

from sandbox.settings import Settings, default_of, flag, yes_or_no

Command = TypeVar("Command", bound=Callable[..., Any])


def setting_flags(command: Command) -> Command:
    """Each flag hands on the text it was given, or None; `read_settings` reads flags and variables alike."""
    for spec in reversed(fields(Settings)):
        text = f"{spec.metadata['help']} [default: {default_of(spec)}]"
        if spec.metadata["read"] is yes_or_no:
            switch = click.option(flag(spec.name), spec.name, flag_value="yes", default=None, help=text)
        else:
            switch = click.option(flag(spec.name), spec.name, default=None, metavar="VALUE", help=text)
        command = switch(command)
    return command
