"""`sandbox fault`: what a world does wrong on purpose."""

from typing import Any

import click

from sandbox.cli.fault_facts import report, row
from sandbox.cli.fault_kinds import KINDS
from sandbox.cli.printing import print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient, segment

fault_id = click.argument("fault_id", metavar="FAULT")


@click.group()
def fault() -> None:
    """Makes endpoints and tools fail, wait, lose their answers or vanish.

    A fault strikes every request to the vendors' APIs, or those that its options name.
    """


@fault.command("list")
@talks_to_server
@as_json
def list_faults(control: ControlClient, as_json: bool) -> None:
    """Lists the faults, oldest first."""
    answer: dict[str, Any] = control.get("/faults")
    if as_json:
        print_json(answer)
    else:
        print_table(("ID", "KIND", "HOW", "WHERE", "WHEN", "REQUESTS", "HITS"), list(map(row, answer["faults"])))


@fault.command()
@fault_id
@talks_to_server
@as_json
def show(control: ControlClient, fault_id: str, as_json: bool) -> None:
    """Shows FAULT."""
    report(control.get(_path(fault_id)), as_json)


@fault.command()
@fault_id
@talks_to_server
def remove(control: ControlClient, fault_id: str) -> None:
    """Takes FAULT away."""
    control.delete(_path(fault_id))
    click.echo(f"Removed {fault_id}")


@fault.command()
@talks_to_server
def clear(control: ControlClient) -> None:
    """Takes all faults away."""
    control.delete("/faults")
    click.echo("There are no faults")


for kind in KINDS:
    fault.add_command(kind)


def _path(name: str) -> str:
    return f"/faults/{segment(name)}"
