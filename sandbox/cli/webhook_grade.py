"""`sandbox webhook grade`: a report card for a receiver of webhooks. No sandbox needs to run."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import click

from sandbox.cli.printing import print_json
from sandbox.cli.report_card import as_facts, print_finding, print_summary
from sandbox.cli.secret_option import webhook_secret
from sandbox.cli.web_address import read_address
from sandbox.fourfour.webhooks.dialect import DIALECT
from sandbox.fourfour.webhooks.message_body import body_of
from sandbox.fourfour.webhooks.sample_payload import sample_payload
from sandbox.webhooks.checks import Sender, checks
from sandbox.webhooks.grade import Finding, NobodyAnswers, ReportCard
from sandbox.webhooks.grade import grade as grades

GATE_FAILED = 3
"""The exit code."""
TENANT = "9e1f42e6-dda6-46c6-9740-f51fac539cf8"
"""That of the example in fourfour.ai/developers."""


@click.command()
@click.argument("receiver", metavar="URL", callback=read_address)
@webhook_secret
@click.option("--event", default="conversation_processing_complete", metavar="EVENT", show_default=True, help="What the messages tell of.")
@click.option(
    "--tenant", envvar="FOURFOUR_TENANT_ID", default=TENANT, metavar="ID", show_default=True, show_envvar=True, help="Whose they are."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, 3600, min_open=True),
    default=10,
    metavar="SECONDS",
    show_default=True,
    help="How long to wait for each answer.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report card as JSON.")
def grade(receiver: str, secret: str, event: str, tenant: str, timeout: float, as_json: bool) -> None:
    """Sends right and wrong messages to URL and says what it makes of them; exit code 3 if it is wrong about one."""

    def write(event: str, at: datetime, added: dict[str, Any]) -> bytes:
        return body_of(event, tenant, sample_payload(event, str(uuid4())) | added, at)

    sender = Sender(secret=secret, event=event, write=write, dialect=DIALECT)
    findings: list[Finding] = []
    try:
        for finding in grades(receiver, checks(sender, datetime.now(UTC)), patience=timeout, limit=DIALECT.patience):
            findings.append(finding)
            if not as_json:
                print_finding(finding)
    except NobodyAnswers as error:
        raise click.ClickException(f"nobody answers at {receiver}: {error}") from None
    card = ReportCard(findings, DIALECT.patience)
    if as_json:
        print_json({"url": receiver, "event": event, **as_facts(card)})
    else:
        print_summary(card)
    if not card.passed:
        raise SystemExit(GATE_FAILED)
