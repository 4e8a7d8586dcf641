"""`sandbox listen`: an endpoint on this machine, for as long as the command runs."""

import signal
from queue import SimpleQueue
from typing import Any

import click
from click.core import ParameterSource

from sandbox.cli.listening import Listening, taking
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.web_address import read_address
from sandbox.cli.webhook_endpoints import path
from sandbox.cli.webhook_fields import events, organization, vendor, workspace
from sandbox.control_client import ControlClient, ControlFailure
from sandbox.tenfold.webhooks.dialect import CALL_UPDATE

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@click.command()
@vendor
@events
@workspace
@organization
@click.option("--forward-to", metavar="URL", callback=read_address, help="Hand messages on to this, and answer what it answers.")
@click.option(
    "--secret",
    envvar="FOURFOUR_WEBHOOK_SECRET",
    metavar="SECRET",
    show_envvar=True,
    help="What the receiver knows; else a new one. Tenfold's is never taken from the environment.",
)
@click.option("--host", default="127.0.0.1", metavar="HOST", show_default=True, help="Address to listen on; the server must reach it.")
@talks_to_server
@as_json
def listen(
    control: ControlClient,
    events: tuple[str, ...],
    forward_to: str | None,
    secret: str | None,
    host: str,
    as_json: bool,
    **whose: str | None,
) -> None:
    """Has messages sent here and prints each as it comes, until Ctrl-C; --json prints an object a line."""
    end: SimpleQueue[None] = SimpleQueue()  # which a signal may reach at any moment, unlike an Event
    for number in ENDS:
        signal.signal(number, lambda *_: end.put(None))
    listening = Listening(forward_to, end, as_json=as_json)
    with taking(host, listening) as url:
        own = known_secret(secret, events, whose)
        endpoint = control.post("/webhooks/endpoints", url=url, events=list(events) or None, secret=own, **whose)
        try:
            listening.begin(endpoint)
            end.get()
        finally:
            remove(control, endpoint)


def known_secret(secret: str | None, events: tuple[str, ...], whose: dict[str, str | None]) -> str | None:
    """That of the environment is Four/Four's. Whose messages they are is decided here as by the server."""
    typed = click.get_current_context().get_parameter_source("secret") is ParameterSource.COMMANDLINE
    by_words = "tenfold" if whose["organization"] or CALL_UPDATE in events else "fourfour"
    return secret if typed or (whose["vendor"] or by_words) == "fourfour" else None


def remove(control: ControlClient, endpoint: dict[str, Any]) -> None:
    """Leaves nothing behind. An endpoint that has gone already, with a reset or with its world, is none to worry about."""
    try:
        control.delete(path(endpoint["id"]))
    except ControlFailure as failure:
        if not failure.code.startswith("unknown_"):
            raise
