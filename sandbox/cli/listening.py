"""What takes messages on this machine and prints them."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

import click

from sandbox.cli.delivery import Attempts, delivery_facts, line_of
from sandbox.cli.listener import bind, url_of
from sandbox.cli.message_shape import SHAPES
from sandbox.cli.printing import print_facts
from sandbox.cli.webhook_endpoints import words
from sandbox.webhooks.exchange import Answer
from sandbox.webhooks.forwarding import forward
from sandbox.webhooks.reception import Delivery, Reception

SHOWN = ("id", "vendor", "url", "events", "workspace", "organization", "secret")


class Listening:
    """Answers deliveries and prints them; those that come before the secret is known wait for it."""

    def __init__(self, forward_to: str | None, end: "SimpleQueue[None]", *, as_json: bool) -> None:
        self._forward_to, self._end, self._as_json = forward_to, end, as_json
        self._attempts, self._begun, self._voice = Attempts(), Event(), Lock()
        self._secret, self._shape = "", SHAPES["fourfour"]

    def begin(self, endpoint: dict[str, Any]) -> None:
        self._secret, self._shape = endpoint["secret"], SHAPES[endpoint["vendor"]]
        with self._saying():
            if self._as_json:
                click.echo(json.dumps({"ready": True, **endpoint}, ensure_ascii=False))
            else:
                print_facts([*((name, words(endpoint[name])) for name in SHOWN if name in endpoint), ("forward to", self._forward_to)])
                click.echo("\nReady.")
        self._begun.set()

    def take(self, delivery: Delivery) -> Answer:
        self._begun.wait()
        attempt = self._attempts.number(delivery.body)
        answer = forward(self._forward_to, delivery) if self._forward_to else Answer(status=200)
        facts = delivery_facts(delivery, answer, self._shape, secret=self._secret, attempt=attempt)
        with self._saying():
            click.echo(json.dumps(facts, ensure_ascii=False) if self._as_json else line_of(facts, self._shape))
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
