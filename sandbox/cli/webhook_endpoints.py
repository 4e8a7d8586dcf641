"""The commands of `sandbox webhook` that concern endpoints."""

from typing import Any

import click

from sandbox.cli.printing import print_facts, print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.cli.webhook_fields import chances, events, organization, vendor, waits, workspace
from sandbox.control_client import ControlClient, segment

endpoint = click.argument("endpoint_id", metavar="ENDPOINT")


@click.command()
@click.argument("target", metavar="URL")
@vendor
@events
@workspace
@organization
@click.option("--client", metavar="ID", help="An OAuth client: events of all who have allowed it come too.")
@click.option("--paused", is_flag=True, default=None, help="Sends nothing until it is unpaused.")
@chances
@waits
@talks_to_server
@as_json
def add(control: ControlClient, target: str, events: tuple[str, ...], waits: tuple[float, ...], as_json: bool, **fields: Any) -> None:
    """Has messages sent to URL; prints the endpoint with its secret."""
    report(
        control.post("/webhooks/endpoints", **fields, url=target, events=list(events) or None, waits=list(waits) or None),
        as_json,
    )


@click.command("list")
@talks_to_server
@as_json
def list_endpoints(control: ControlClient, as_json: bool) -> None:
    """Lists the endpoints, without their secrets."""
    answer = control.get("/webhooks/endpoints")
    if as_json:
        print_json(answer)
    else:
        print_table(("ID", "VENDOR", "URL", "EVENTS", "OWNER", "PAUSED"), [cells(each) for each in answer["endpoints"]])


@click.command()
@endpoint
@talks_to_server
def secret(control: ControlClient, endpoint_id: str) -> None:
    """Prints the secret of ENDPOINT, and nothing else."""
    click.echo(control.get(f"{path(endpoint_id)}/secret")["secret"])


@click.command()
@endpoint
@click.option("--target", metavar="URL", help="Where messages are sent from now on.")
@events
@click.option("--client", metavar="ID", help="An OAuth client: events of all who have allowed it come too.")
@click.option("--no-client", is_flag=True, help="Only events of its own workspace.")
@chances
@click.option("--no-mischief", is_flag=True, help="Nothing goes wrong with messages.")
@waits
@talks_to_server
@as_json
def change(
    control: ControlClient, endpoint_id: str, no_client: bool, no_mischief: bool, as_json: bool, target: str | None, **fields: Any
) -> None:
    """Changes ENDPOINT; what is not named stays as it is."""
    changes = {name: value for name, value in {"url": target, **fields}.items() if value}
    if no_client:
        changes["client"] = None
    if no_mischief:
        changes["mischief"] = {}
    if not changes:
        raise click.UsageError("Say what to change.")
    report(control.ask("PATCH", path(endpoint_id), changes), as_json)


@click.command()
@endpoint
@talks_to_server
def pause(control: ControlClient, endpoint_id: str) -> None:
    """Lets messages to ENDPOINT wait."""
    control.patch(path(endpoint_id), paused=True)
    click.echo(f"Paused {endpoint_id}")


@click.command()
@endpoint
@talks_to_server
def unpause(control: ControlClient, endpoint_id: str) -> None:
    """Sends messages to ENDPOINT again."""
    control.patch(path(endpoint_id), paused=False)
    click.echo(f"Unpaused {endpoint_id}")


@click.command()
@endpoint
@talks_to_server
def remove(control: ControlClient, endpoint_id: str) -> None:
    """Removes ENDPOINT."""
    control.delete(path(endpoint_id))
    click.echo(f"Removed {endpoint_id}")


def cells(facts: dict[str, Any]) -> tuple[Any, ...]:
    owner = facts.get("workspace") or facts.get("organization")
    return (facts["id"], facts["vendor"], facts["url"], words(facts["events"]), owner, "yes" if facts["paused"] else "no")


def report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        print_facts([(name, words(value)) for name, value in facts.items()])


def words(value: Any) -> Any:
    """`duplicate=0.5 slow=1`; lists with blanks between; anything else as it is."""
    if isinstance(value, dict):
        value = [f"{name}={part}" for name, part in value.items()]
    return (" ".join(map(str, value)) or None) if isinstance(value, list) else value


def path(endpoint_id: str) -> str:
    return f"/webhooks/endpoints/{segment(endpoint_id)}"
