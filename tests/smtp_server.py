"""A real SMTP server that writes down what it gets."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

NAME, PASSWORD = "name@app.example", "p:ss/w@rd"


@dataclass
class Inbox:
    """`answers` are what the next mails are answered with; all later ones are taken."""

    port: int
    answers: list[str] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer.startswith("250"):
            self.envelopes.append(envelope)
            self.secure.append(session.ssl is not None)
        return answer


def known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, shown: Any) -> AuthResult:
    right = isinstance(shown, LoginPassword) and shown.login == NAME.encode() and shown.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


@contextmanager
def smtp_server(*, sign_in: bool = False, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Inbox]:
    """On loopback. With `sign_in` it wants NAME and PASSWORD; TLS may be offered, or be there from the first byte on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    inbox = Inbox(port)
    wants: dict[str, Any] = {"authenticator": known, "auth_required": True, "auth_require_tls": False} if sign_in else {}
    controller = Controller(inbox, hostname="127.0.0.1", port=port, tls_context=starttls, ssl_context=tls, decode_data=False, **wants)
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()
