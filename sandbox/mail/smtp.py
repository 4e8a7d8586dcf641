"""Hands one mail to an SMTP server (RFC 5321). It waits for the network: never call it on the event loop."""

import ssl
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from smtplib import SMTP, SMTP_SSL, SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import unquote, urlsplit

from sandbox.mail.mail import NotSent

PATIENCE = 10.0
"""Seconds for each answer of the server."""
PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """`url` is `smtp://user:password@host:port` or `smtps://...`; the name and the password are percent-encoded."""

    url: str

    def send(self, sender: str, recipient: str, raw: bytes) -> None:
        """Raises NotSent."""
        with ExitStack() as at_the_end:
            try:
                session = self._connect()
                at_the_end.callback(_leave, session)
                self._sign_in(session)
                session.sendmail(sender, [recipient], raw)
            except (OSError, SMTPException, ValueError) as error:
                raise _not_sent(error) from None

    def _connect(self) -> SMTP:
        """With TLS from the first byte on for smtps; for smtp it begins when the server offers it. Its certificate must be good."""
        parts = urlsplit(self.url)
        # The machine's own name is nobody's business, and looking it up may take long.
        how: dict[str, Any] = {"local_hostname": "localhost", "timeout": PATIENCE}
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        if parts.scheme == "smtps":
            return SMTP_SSL(host, port, context=ssl.create_default_context(), **how)
        return SMTP(host, port, **how)

    def _sign_in(self, session: SMTP) -> None:
        parts = urlsplit(self.url)
        session.ehlo_or_helo_if_needed()
        if session.has_extn("starttls"):
            session.starttls(context=ssl.create_default_context())
        if parts.username:
            session.login(unquote(parts.username), unquote(parts.password or ""))


def _leave(session: SMTP) -> None:
    """What the server says now changes nothing any more."""
    with suppress(OSError, SMTPException):
        session.quit()
    session.close()


def _not_sent(error: Exception) -> NotSent:
    """What a server says with 5xx it would say again; what it says with 4xx, and a silence, may pass."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return NotSent(f"{code} {_words(said)}", lasts=code >= 500)
    if isinstance(error, SMTPResponseException):
        return NotSent(f"{error.smtp_code} {_words(error.smtp_error)}", lasts=error.smtp_code >= 500)
    return NotSent(str(error) or type(error).__name__, lasts=isinstance(error, (SMTPNotSupportedError, ValueError)))


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
