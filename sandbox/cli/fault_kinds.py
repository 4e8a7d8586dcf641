"""The commands that add a fault, one for each kind."""

from collections.abc import Callable
from typing import Any

import click

from sandbox.cli.fault_facts import report
from sandbox.cli.numbers import NumberWithin
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient

Command = Callable[..., None]
Decorator = Callable[[Command], Command]

WHERE = (
    click.option("--vendor", type=click.Choice(("fourfour", "tenfold")), help="Everything of this vendor."),
    click.option("--endpoint", metavar="NAME", help='Such as T1-08 or "GET /v2/users/{userId}".'),
    click.option("--path", metavar="PATTERN", help="Requests to such a path; * stands for anything."),
    click.option("--tool", metavar="NAME", help="Calls of this tool of the MCP server."),
)
OFTEN = (
    click.option("--after", type=click.IntRange(0), metavar="N", help="Let so many requests pass first."),
    click.option("--every", type=click.IntRange(1), metavar="N", help="Strike every so many requests."),
    click.option("--times", type=click.IntRange(1), metavar="N", help="Strike so often; without end if not given."),
)
MESSAGE = click.option("--message", metavar="TEXT", help="In place of the usual words.")


def _kind(name: str, does: str, *parameters: Decorator) -> click.Command:
    @talks_to_server
    @as_json
    def add(control: ControlClient, as_json: bool, **given: Any) -> None:
        report(control.post("/faults", kind=name.replace("-", "_"), **given), as_json)

    for parameter in reversed(parameters):
        add = parameter(add)
    return click.command(name, help=does)(add)


KINDS = (
    _kind(
        "status",
        "Refuses requests with STATUS, in the vendor's shape.",
        click.argument("status", type=click.IntRange(400, 599)),
        MESSAGE,
        click.option("--retry-after", type=click.IntRange(0), metavar="SECONDS", help="What the header Retry-After says."),
        *WHERE,
        *OFTEN,
    ),
    _kind("delay", "Answers SECONDS of real time later.", click.argument("seconds", type=NumberWithin(0, 300)), *WHERE, *OFTEN),
    _kind("drop", "Does nothing, and closes the connection.", *WHERE, *OFTEN),
    _kind("lose", "Does all, and closes the connection unanswered.", *WHERE, *OFTEN),
    _kind("truncate", "Closes the connection amid the answer.", *WHERE, *OFTEN),
    _kind("garble", "Spoils the answer's body.", *WHERE, *OFTEN),
    _kind(
        "rate-limit",
        "Refuses more than LIMIT requests a minute.",
        click.argument("limit", type=click.IntRange(1)),
        click.option("--per", type=NumberWithin(1, 86_400), metavar="SECONDS", help="Of the world's clock; 60 if not given."),
        *WHERE,
    ),
    _kind("absent", "Lets endpoints or a tool vanish.", *WHERE),
    _kind(
        "error",
        "Lets TOOL of the MCP server fail.",
        click.argument("tool"),
        MESSAGE,
        click.option("--code", type=int, help="An error of JSON-RPC, in place of a result that is an error."),
        *OFTEN,
    ),
)
