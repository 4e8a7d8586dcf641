"""`sandbox organization`: the organizations of Tenfold."""

from typing import Any

import click

from sandbox.cast.telephony import PHONE_SYSTEMS
from sandbox.cli.printing import print_facts, print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient, segment
from sandbox.tenfold.organizations.integrations import CRM_PROVIDERS, STATUSES, VISIBILITIES

NONE = "none"
"""Typed for what is not to be configured any more."""
name = click.argument("name", metavar="ORGANIZATION")


@click.group()
def organization() -> None:
    """Lists, shows and changes Tenfold's organizations."""


@organization.command("list")
@talks_to_server
@as_json
def list_organizations(control: ControlClient, as_json: bool) -> None:
    """Lists the organizations with their connections."""
    answer = control.get("/organizations")
    if as_json:
        print_json(answer)
    else:
        print_table(("ID", "COMPANY", "TYPE", "USERS", "PHONE", "STATUS", "CRM", "STATUS"), list(map(_row, answer["organizations"])))


@organization.command()
@name
@talks_to_server
@as_json
def show(control: ControlClient, name: str, as_json: bool) -> None:
    """Shows ORGANIZATION, by id or company."""
    report(control.get(_path(name)), as_json)


@organization.command()
@name
@click.option("--phone-system", type=click.Choice((*PHONE_SYSTEMS, NONE)))
@click.option("--phone-status", type=click.Choice(STATUSES))
@click.option("--crm-provider", type=click.Choice((*CRM_PROVIDERS, NONE)))
@click.option("--crm-status", type=click.Choice(STATUSES))
@click.option("--analytics-visibility", type=click.Choice(VISIBILITIES), help="Whose analytics people see who are no admins.")
@click.option("--long-call", type=float, metavar="SECONDS", help="From when on a call counts as long.")
@click.option("--custom-edits/--no-custom-edits", default=None, help="Whether records may be edited by `custom`.")
@click.option("--timezone", metavar="ZONE", help="Of those who have set none.")
@click.option("--locale", metavar="TAG", help="Of those who have set none.")
@talks_to_server
@as_json
def change(control: ControlClient, name: str, as_json: bool, **fields: Any) -> None:
    """Changes ORGANIZATION; what is not named stays as it is."""
    changes = {field: None if value == NONE else value for field, value in fields.items() if value is not None}
    if not changes:
        raise click.UsageError("Say what to change.")
    report(control.ask("PATCH", _path(name), changes), as_json)


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        print_facts([(name, _words(value)) for name, value in facts.items()])


def _row(facts: dict[str, Any]) -> tuple[Any, ...]:
    connections = ("phone_system", "phone_status", "crm_provider", "crm_status")
    return facts["id"], facts["company"], facts["type"], facts["users"], *(facts[name] for name in connections)


def _words(value: Any) -> Any:
    """`Sales (daniel.reyes@...), Support`: teams with their managers; yes and no; anything else as it is."""
    if isinstance(value, list):
        return ", ".join(team["name"] + (f" ({' '.join(team['managers'])})" if team["managers"] else "") for team in value) or None
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _path(name: str) -> str:
    return f"/organizations/{segment(name)}"
