"""What the server says when it answers requests."""

import os
import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from sandbox.cli.printing import print_facts
from sandbox.control_client import DEFAULT_URL
from sandbox.version import VERSION
from sandbox.world import DEFAULT

if TYPE_CHECKING:
    from sandbox.app import Sandbox
    from sandbox.world import World


def announce(app: "Sandbox", url: str, given: Collection[str]) -> None:
    """The last line is `Ready.`: tools look for it."""
    try:
        _say(app, url, given)
    except BrokenPipeError:  # a reader such as `head` has seen enough; the server is there all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(app: "Sandbox", url: str, given: Collection[str]) -> None:
    world = app.worlds.get(DEFAULT)
    click.echo(f"Sandbox {VERSION} on {url}")
    click.echo()
    facts = [*world_lines(world), ("data", data_line(app)), *mail_lines(app), ("page", f"{url}/_sandbox/"), *try_lines(url)]
    print_facts(facts)
    for note in notes(app, world, given):
        click.echo(f"note   {note}")
    click.echo()
    click.echo("Ready.")


def world_lines(world: "World") -> Iterator[tuple[str, str]]:
    planted, clock = world.state.planted, world.clock
    seed = "random" if planted.seed is None else f"seed {planted.seed}"
    yield "world", f"{world.name}: {planted.scenario}, {seed}, planted for {planted.anchor:%Y-%m-%d}"
    yield "clock", f"{clock.now():%Y-%m-%d %H:%M:%S} UTC, {'frozen' if clock.state.frozen else 'running'}"


def try_lines(url: str) -> Iterator[tuple[str, str]]:
    yield "try", f'eval "$(sandbox env{"" if url == DEFAULT_URL else f" --url {url}"})"'
    yield "", 'curl -H "Authorization: Bearer $FOURFOUR_API_TOKEN" "$FOURFOUR_BASE_URL/odata/me"'


def data_line(app: "Sandbox") -> str:
    count = len(app.worlds.names())
    where = "a temporary folder, removed at the end" if app.settings.ephemeral else str(app.settings.data.absolute())
    return where if count == 1 else f"{where} ({count} worlds)"


def mail_lines(app: "Sandbox") -> Iterator[tuple[str, str]]:
    """Nobody should send mail without knowing. The password is not said."""
    if app.settings.smtp_url:
        yield "mail", f"is sent by {urlsplit(app.settings.smtp_url).netloc.rpartition('@')[2]}"


def notes(app: "Sandbox", world: "World", given: Collection[str]) -> Iterator[str]:
    """What was asked for but concerns new worlds only, while the default world was there before."""
    planted, settings = world.state.planted, app.settings
    for name, wished, there in (("scenario", settings.scenario, planted.scenario), ("seed", settings.seed, planted.seed)):
        if name in given and wished != there:
            held = f"holds {name} {there} already" if there is not None else f"was planted without a {name}"
            yield f"the default world {held}; `sandbox world create --{name} {wished}` makes another"
    if "frozen" in given and settings.frozen != planted.frozen:
        yield f"--frozen concerns new worlds; `sandbox clock freeze {settings.frozen:%Y-%m-%dT%H:%M:%SZ}` stops this one"
