"""Reports as the person who asked for them reads them."""

import csv
import io
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from tests.tenfold.conftest import ADMIN, Tenfold

REPORTS = "/v2/analytics/reports"


@dataclass(frozen=True)
class Mailed:
    """A report's mail, read by Python's own library."""

    message: EmailMessage
    facts: dict[str, Any]

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def file(self) -> EmailMessage:
        (attached,) = self.message.iter_attachments()
        assert isinstance(attached, EmailMessage)
        return attached

    @property
    def rows(self) -> list[list[str]]:
        """Of the file, the heads of its columns first."""
        return list(csv.reader(io.StringIO(self.file.get_content().removeprefix("\ufeff"), newline="")))

    @property
    def table(self) -> list[dict[str, str]]:
        heads, *rows = self.rows
        return [dict(zip(heads, row, strict=True)) for row in rows]

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


def outbox(tenfold: Tenfold) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tenfold.world.control.get("/mail").raise_for_status().json()["mail"]
    return found


def mailed(tenfold: Tenfold, kind: str, username: str = ADMIN, **given: Any) -> Mailed:
    """What comes of asking for that report."""
    answer = tenfold.signed_in(username).post(f"{REPORTS}/{kind}", json=given)
    assert (answer.status_code, answer.content) == (200, b"")
    newest = outbox(tenfold)[0]
    message = message_from_bytes(tenfold.world.control.get(f"/mail/{newest['id']}/raw").content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Mailed(message, newest)
