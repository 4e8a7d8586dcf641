"""`sandbox doctor`: what is wrong with a world."""

import click

from sandbox.cli.printing import print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient

FAILED = 3
"""The exit code."""


@click.command()
@talks_to_server
@as_json
def doctor(control: ControlClient, as_json: bool) -> None:
    """Looks for what is wrong; exit code 3 if something is."""
    answer = control.get("/doctor")
    if as_json:
        print_json(answer)
    else:
        rows = [("ok" if each["ok"] else "WRONG", each["check"], each["says"]) for each in answer["findings"]]
        print_table(("", "CHECK", "FOUND"), rows)
    if not answer["ok"]:
        raise SystemExit(FAILED)
