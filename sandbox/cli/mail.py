"""`sandbox mail`: what was written to people."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click

from sandbox.cli.printing import print_facts, print_json, print_table, printable
from sandbox.cli.server_options import as_json, talks_to_server
from sandbox.control_client import ControlClient, segment

mail_id = click.argument("mail_id", metavar="MAIL")


@click.group()
def mail() -> None:
    """Lists, shows and saves mail, such as Tenfold's reports."""


@mail.command("list")
@click.option("--to", metavar="ADDRESS", help="Only to this address.")
@talks_to_server
@as_json
def list_mail(control: ControlClient, to: str | None, as_json: bool) -> None:
    """Lists the newest mail, newest first."""
    answer = control.get(f"/mail?{urlencode({'to': to} if to is not None else {})}")
    if as_json:
        print_json(answer)
    else:
        rows = [(m["id"], m["created_at"], m["to"], m["status"], m["subject"]) for m in answer["mail"]]
        print_table(("ID", "WRITTEN", "TO", "STATUS", "SUBJECT"), rows)


@mail.command()
@mail_id
@talks_to_server
@as_json
def show(control: ControlClient, mail_id: str, as_json: bool) -> None:
    """Shows MAIL, its words as plain text."""
    facts = control.get(_path(mail_id))
    if as_json:
        print_json(facts)
        return
    print_facts([(name, value) for name, value in facts.items() if name not in ("text", "parts")])
    print_facts([("attachment", part["url"]) for part in facts["parts"] if part["name"]] or [("attachment", None)])
    click.echo()
    for line in (facts["text"] or "").splitlines():
        click.echo(printable(line))


@mail.command()
@mail_id
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@talks_to_server
def save(control: ControlClient, mail_id: str, folder: Path) -> None:
    """Saves MAIL in FOLDER (here): the message for a mail client, the page, and each attachment."""
    facts = control.get(_path(mail_id))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in _files(facts):
            (folder / name).write_bytes(control.download(f"{_path(mail_id)}{path}"))
            click.echo(folder / name)
    except OSError as error:
        raise click.ClickException(f"{folder}: {error.strerror}") from None


def _files(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What each is called, and where it is fetched. A name from the server leads into no other folder."""
    attached = [part["name"] for part in facts["parts"] if part["name"]]
    others = [(f"{facts['id']}.eml", "/raw"), (f"{facts['id']}.html", "/html")]
    return others + [(Path(name).name, f"/attachments/{segment(name)}") for name in attached]


def _path(mail_id: str) -> str:
    return f"/mail/{segment(mail_id)}"
