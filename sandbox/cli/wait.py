"""`sandbox wait`: for scripts that start a server and go on when it answers."""

import time

import click

from sandbox.cli.server_options import talks_to_server
from sandbox.control_client import ControlClient, ControlFailure

PAUSE = 0.1
TIMED_OUT = 5
"""The exit code."""


def read_timeout(context: click.Context, option: click.Parameter, seconds: float) -> float:
    """nan is a number to Python, but none that a clock gets beyond."""
    if not seconds >= 0:
        raise click.BadParameter("must be 0 or more seconds")
    return seconds


@click.command()
@click.option("--timeout", type=float, callback=read_timeout, default=30, metavar="SECONDS", show_default=True, help="How long to try.")
@talks_to_server
def wait(control: ControlClient, timeout: float) -> None:
    """Waits until the server answers; exit code 5 if it does not in time."""
    end = time.monotonic() + timeout
    control.timeout = 2
    while (failure := attempt(control)) is not None:
        if time.monotonic() + PAUSE > end:
            click.echo(f"Error: not ready after {timeout:g} s: {failure}", err=True)
            raise SystemExit(TIMED_OUT)
        time.sleep(PAUSE)


def attempt(control: ControlClient) -> ControlFailure | None:
    """None when the server is ready. A refusal of its own, an unknown world for one, is raised: waiting does not mend it."""
    try:
        control.get("/ready")
    except ControlFailure as failure:
        if failure.code:
            raise
        return failure
    return None
