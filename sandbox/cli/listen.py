"""`sandbox listen`: an endpoint on this machine, for as long as the command runs."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

import click

from sandbox.cli.delivery import Attempts, delivery_facts, line_of
from sandbox.cli.listener import bind, url_of
from sandbox.cli.printing import print_facts
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.web_address import read_address
from sandbox.cli.webhook_endpoints import path, words
from sandbox.cli.webhook_fields import events, workspace
from sandbox.control_client import ControlClient, ControlFailure
from sandbox.webhooks.exchange import Answer
from sandbox.webhooks.forwarding import forward
from sandbox.webhooks.reception import Delivery, Reception

ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SHOWN = ("id", "url", "events", "workspace", "secret")


@click.command()
@events
@workspace
@click.option("--forward-to", metavar="URL", callback=read_address, help="Hand messages on to this, and answer what it answers.")
@click.option(
    "--secret", envvar="FOURFOUR_WEBHOOK_SECRET", metavar="SECRET", show_envvar=True, help="What the receiver knows; else a new one."
)
@click.option("--host", default="127.0.0.1", metavar="HOST", show_default=True, help="Address to listen on; the server must reach it.")
@talks_to_server
@as_json
def listen(
    control: ControlClient,
    events: tuple[str, ...],
    workspace: str | None,
    forward_to: str | None,
    secret: str | None,
    host: str,
    as_json: bool,
) -> None:
    """Has messages sent here and prints each as it comes, until Ctrl-C; --json prints an object a line."""
    end: SimpleQueue[None] = SimpleQueue()  # which a signal may reach at any moment, unlike an Event
    for number in ENDS:
        signal.signal(number, lambda *_: end.put(None))
    listening = Listening(forward_to, end, as_json=as_json)
    with taking(host, listening) as url:
        endpoint = control.post("/webhooks/endpoints", url=url, events=list(events) or None, workspace=workspace, secret=secret)
        try:
            listening.begin(endpoint)
            end.get()
        finally:
            remove(control, endpoint)


class Listening:
    """Answers deliveries and prints them; those that come before the secret is known wait for it."""

    def __init__(self, forward_to: str | None, end: "SimpleQueue[None]", *, as_json: bool) -> None:
        self._forward_to, self._end, self._as_json = forward_to, end, as_json
        self._attempts, self._begun, self._voice, self._secret = Attempts(), Event(), Lock(), ""

    def begin(self, endpoint: dict[str, Any]) -> None:
        self._secret = endpoint["secret"]
        with self._saying():
            if self._as_json:
                click.echo(json.dumps({"ready": True, **endpoint}, ensure_ascii=False))
            else:
                print_facts([*((name, words(endpoint[name])) for name in SHOWN), ("forward to", self._forward_to)])
                click.echo("\nReady.")
        self._begun.set()

    def take(self, delivery: Delivery) -> Answer:
        self._begun.wait()
        attempt = self._attempts.number(delivery.body)
        answer = forward(self._forward_to, delivery) if self._forward_to else Answer(status=200)
        facts = delivery_facts(delivery, answer, secret=self._secret, attempt=attempt)
        with self._saying():
            click.echo(json.dumps(facts, ensure_ascii=False) if self._as_json else line_of(facts))
        return answer

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """One at a time. When nobody reads any more, that is the end."""
        with self._voice:
            try:
                yield
            except BrokenPipeError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                self._end.put(None)


@contextmanager
def taking(host: str, listening: Listening) -> Iterator[str]:
    """The address at which deliveries are taken."""
    try:
        listener = bind(host, 0)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}: {error.strerror}; choose another --host") from None
    with Reception(listener, listening.take) as reception:
        Thread(target=reception.serve_forever, args=[0.1], daemon=True).start()
        yield f"{url_of(listener)}/"
        reception.shutdown()


def remove(control: ControlClient, endpoint: dict[str, Any]) -> None:
    """Leaves nothing behind. An endpoint that has gone already, with a reset or with its world, is none to worry about."""
    try:
        control.delete(path(endpoint["id"]))
    except ControlFailure as failure:
        if not failure.code.startswith("unknown_"):
            raise
