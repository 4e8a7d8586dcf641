"""`sandbox token`: tokens of Four/Four, made without a browser and ended before their time."""

from typing import Any

import click

from sandbox.cli.printing import print_json, print_table
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient


@click.group()
def token() -> None:
    """Mints, lists, expires and revokes tokens."""


@token.command()
@click.option("--kind", type=click.Choice(["personal", "oauth"]), default="personal", show_default=True, help="What sort of token.")
@click.option("--user", required=True, metavar="EMAIL", help="Whose it is.")
@click.option("--workspace", metavar="NAME", help="Which of their workspaces it opens.")
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="What a personal token may be used for; may be repeated.")
@click.option("--name", metavar="NAME", help="What a personal token is called.")
@click.option("--client-id", metavar="ID", help="The client that an oauth token is issued to.")
@talks_to_server
@as_json
def mint(control: ControlClient, scopes: tuple[str, ...], as_json: bool, **fields: Any) -> None:
    """Prints a new token, and nothing else: TOKEN=$(sandbox token mint --user ...)."""
    issued = control.post("/tokens", scopes=list(scopes) or None, **fields)
    if as_json:
        print_json(issued)
    else:
        click.echo(issued.get("token") or issued["access_token"])


@token.command("list")
@talks_to_server
@as_json
def list_tokens(control: ControlClient, as_json: bool) -> None:
    """Lists the tokens; nobody can be told their values again."""
    answer = control.get("/tokens")
    if as_json:
        print_json(answer)
    else:
        rows = [(t["id"], t["kind"], t["name"], " ".join(t["scopes"]), _end(t)) for t in answer["tokens"]]
        print_table(("ID", "KIND", "NAME", "SCOPES", "ENDS"), rows)


@token.command()
@click.argument("token", required=False)
@click.option("--id", "token_id", metavar="ID", help="The token's id, in place of its value.")
@talks_to_server
@as_json
def expire(control: ControlClient, token: str | None, token_id: str | None, as_json: bool) -> None:
    """Lets TOKEN run out now."""
    _report(control.post("/tokens/expire", **_one_of(token, token_id)), as_json)


@token.command()
@click.argument("token", required=False)
@click.option("--id", "token_id", metavar="ID", help="The token's id, in place of its value.")
@talks_to_server
@as_json
def revoke(control: ControlClient, token: str | None, token_id: str | None, as_json: bool) -> None:
    """Revokes TOKEN."""
    _report(control.post("/tokens/revoke", **_one_of(token, token_id)), as_json)


def _one_of(token: str | None, token_id: str | None) -> dict[str, str | None]:
    if bool(token) == bool(token_id):
        raise click.UsageError("Give either TOKEN or --id.")
    return {"token": token or None, "id": token_id or None}


def _report(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        click.echo(f"{facts['kind']} token {facts['id']} {_end(facts)}")


def _end(token: dict[str, Any]) -> str:
    return f"revoked {token['revoked_at']}" if token["revoked_at"] else f"expires {token['expires_at']}"
