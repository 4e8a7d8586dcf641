"""SQL of mail."""

from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from sandbox.mail.mail import Mail, Status
from sandbox.mail.tables import mails

FACTS = [column for column in mails.c if column.name not in ("number", "raw")]


class MailStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, mail: Mail, raw: str) -> None:
        self._rows.execute(insert(mails).values(**vars(mail), raw=raw))

    def find(self, mail_id: str) -> Mail | None:
        row = self._rows.execute(select(*FACTS).where(mails.c.id == mail_id)).mappings().one_or_none()
        return _mail(row) if row else None

    def raw(self, mail: Mail) -> str:
        return str(self._rows.execute(select(mails.c.raw).where(mails.c.id == mail.id)).scalar_one())

    def newest(self, limit: int, recipient: str | None = None) -> list[Mail]:
        """Newest first; to that address, whatever its case, or to anybody."""
        wanted = select(*FACTS).order_by(mails.c.number.desc()).limit(limit)
        if recipient is not None:
            wanted = wanted.where(func.lower(mails.c.recipient) == recipient.lower())
        return [_mail(row) for row in self._rows.execute(wanted).mappings()]

    def save(self, mail: Mail) -> None:
        """What became of it; nothing of one that has been removed."""
        became = {"status": mail.status, "error": mail.error, "attempts": mail.attempts}
        self._rows.execute(update(mails).where(mails.c.id == mail.id).values(became))

    def clear(self) -> None:
        self._rows.execute(delete(mails))


def _mail(row: Any) -> Mail:
    return Mail(**{**row, "status": Status(row["status"])})
