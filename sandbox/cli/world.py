"""`sandbox world`: the worlds of a server."""

from typing import Any

import click

from sandbox.cli.printing import print_facts, print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient, segment


@click.group()
def world() -> None:
    """Lists, makes, clones and drops worlds."""


@world.command("list")
@talks_to_server
@as_json
def list_worlds(control: ControlClient, as_json: bool) -> None:
    """Lists the worlds."""
    answer = control.get("/worlds")
    if as_json:
        print_json(answer)
    else:
        print_table(("NAME", "SCENARIO", "SEED", "PLANTED", "CLOCK", "MODE", "URL"), [_row(facts) for facts in answer["worlds"]])


@world.command()
@click.argument("name", required=False)
@talks_to_server
@as_json
def show(control: ControlClient, name: str | None, as_json: bool) -> None:
    """Shows a world: the named one, or that of --world."""
    report(control.get(f"/worlds/{segment(name)}" if name else "/world"), as_json)


@world.command()
@click.argument("name", required=False)
@click.option("--scenario", metavar="NAME", help="What to plant; what the server was started with if not given.")
@click.option("--seed", type=int, metavar="NUMBER", help="Makes every id, token and pick repeatable.")
@click.option("--frozen", metavar="AT", help="Moment at which the clock stands still.")
@talks_to_server
@as_json
def create(control: ControlClient, as_json: bool, **fields: Any) -> None:
    """Makes a world; without a name it gets one."""
    report(control.post("/worlds", **fields), as_json)


@world.command()
@click.argument("source")
@click.argument("name", required=False)
@talks_to_server
@as_json
def clone(control: ControlClient, source: str, name: str | None, as_json: bool) -> None:
    """Makes a world with what SOURCE holds now."""
    report(control.post(f"/worlds/{segment(source)}/clone", name=name), as_json)


@world.command()
@click.argument("name")
@talks_to_server
def drop(control: ControlClient, name: str) -> None:
    """Drops a world with all it holds."""
    control.delete(f"/worlds/{segment(name)}")
    click.echo(f"Dropped {name}")


def _row(facts: dict[str, Any]) -> tuple[Any, ...]:
    clock = facts["clock"]
    return facts["name"], facts["scenario"], facts["seed"], facts["planted"], clock["now"], clock["mode"], facts["url"]


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        print_world(facts)


def print_world(facts: dict[str, Any]) -> None:
    switches = [(name.replace("_", "-"), "on" if value is True else value) for name, value in facts["switches"].items() if value]
    clock, seed = facts["clock"], "random" if facts["seed"] is None else facts["seed"]
    print_facts(
        [
            ("world", facts["name"]),
            ("url", facts["url"]),
            ("scenario", f"{facts['scenario']}, planted {facts['planted']}"),
            ("seed", seed),
            ("clock", f"{clock['now']} ({clock['mode']})"),
            *switches,
            *([("faults", facts["faults"])] if facts["faults"] else []),
        ]
    )
