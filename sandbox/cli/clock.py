"""`sandbox clock`: the time in a world."""

from datetime import timedelta
from typing import Any

import click

from sandbox.cli.printing import print_json
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient


class ShowsByDefault(click.Group):
    """`sandbox clock` alone, or with options only, is `sandbox clock show`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=ShowsByDefault)
def clock() -> None:
    """Shows, sets and advances the clock; alone it shows it."""


@clock.command()
@talks_to_server
@as_json
def show(control: ControlClient, as_json: bool) -> None:
    """Shows the time and whether it runs."""
    report(control.get("/clock"), as_json)


@clock.command()
@click.argument("by")
@talks_to_server
@as_json
def advance(control: ControlClient, by: str, as_json: bool) -> None:
    """Moves the clock on by a duration such as 90s, 1h30m or 2d, and does what falls due."""
    report(control.post("/clock/advance", by=by), as_json)


@clock.command()
@click.argument("at", required=False)
@talks_to_server
@as_json
def freeze(control: ControlClient, at: str | None, as_json: bool) -> None:
    """Stops the clock, at AT or where it is."""
    report(control.put("/clock", mode="frozen", at=at), as_json)


@clock.command()
@talks_to_server
@as_json
def run(control: ControlClient, as_json: bool) -> None:
    """Lets a frozen clock go on from where it stands."""
    report(control.put("/clock", mode="running"), as_json)


@clock.command("set")
@click.argument("at")
@talks_to_server
@as_json
def set_clock(control: ControlClient, at: str, as_json: bool) -> None:
    """Sets the clock to AT and lets it run."""
    report(control.put("/clock", mode="running", at=at), as_json)


@clock.command()
@talks_to_server
@as_json
def real(control: ControlClient, as_json: bool) -> None:
    """Goes back to real time."""
    report(control.put("/clock", mode="real"), as_json)


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
        return
    offset = f", {_distance(facts['offset_seconds'])} real time" if facts["mode"] == "offset" else ""
    click.echo(f"{facts['now']}  {facts['mode']}{offset}")
    for task in facts.get("ran", []):
        click.echo(f"  ran {task['kind']}, due {task['due']}")


def _distance(seconds: float) -> str:
    """`366 days ahead of`, `1 day, 1:30:00 behind`."""
    distance = timedelta(seconds=abs(round(seconds)))
    return f"{str(distance).removesuffix(', 0:00:00')} {'ahead of' if seconds > 0 else 'behind'}"
