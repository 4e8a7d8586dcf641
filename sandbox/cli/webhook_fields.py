"""Fields of webhooks as they are typed: `--mischief duplicate=0.5`, `--set payload.id=7`, `--vendor tenfold`."""

import json
from typing import Any, NoReturn

import click


def read_chances(context: click.Context, option: click.Parameter, texts: tuple[str, ...]) -> dict[str, float] | None:
    """A kind alone happens always."""
    chances = {}
    for text in texts:
        kind, equals, chance = text.partition("=")
        try:
            chances[kind] = float(chance) if equals else 1.0
        except ValueError:
            chances[kind] = -1.0
        if not kind or not 0 <= chances[kind] <= 1:
            raise click.BadParameter("must be a kind and a chance from 0 to 1 such as duplicate=0.5")
    return chances or None


def read_settings(context: click.Context, option: click.Parameter, texts: tuple[str, ...]) -> dict[str, Any] | None:
    settings = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise click.BadParameter("must be a field and a value such as payload.id=7")
        settings[name] = read_value(value)
    return settings or None


def read_value(text: str) -> Any:
    """JSON if it is some, else text."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON, although Python reads it")


chances = click.option(
    "--mischief", callback=read_chances, multiple=True, metavar="KIND=CHANCE", help="What goes wrong with messages; may be repeated."
)
waits = click.option(
    "--wait", "waits", type=click.FloatRange(0), multiple=True, metavar="SECONDS", help="Between two attempts; may be repeated."
)
events = click.option("--event", "events", multiple=True, metavar="EVENT", help="What it is told of; may be repeated.")
vendor = click.option("--vendor", type=click.Choice(["fourfour", "tenfold"]), help="Whose events.  [default: by the other options]")
workspace = click.option("--workspace", metavar="NAME", help="A workspace's name or id, at Four/Four.")
organization = click.option("--organization", metavar="NAME", help="An organization's company or id, at Tenfold.")
