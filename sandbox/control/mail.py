"""Mail that was written, to be looked at as its readers would see it."""

from typing import Any

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sandbox.control.queries import limit_of, parameters_of
from sandbox.errors import NoSuchPart, UnknownMail
from sandbox.http.rendering import json_response
from sandbox.mail.mail import Mail
from sandbox.mail.mime import Part, parts_of
from sandbox.mail.store import MailStore
from sandbox.world import world_of, world_url

SAFE = {
    # No page of a mail may run a script, load anything, send a form or be framed, whatever somebody got written into it.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def list_mail(request: Request) -> Response:
    """The newest `limit` (100), newest first. `to`, an address, chooses."""
    to = parameters_of(request, ["to"]).get("to")
    with world_of(request).database.read() as rows:
        found = MailStore(rows).newest(limit_of(request), to)
    return json_response({"mail": [_facts(mail, request) for mail in found]})


def show(request: Request) -> Response:
    """With the words as text, and what it is made of."""
    mail, raw = _mail(request)
    parts = parts_of(raw)
    text = next((part.content.decode().replace("\r\n", "\n") for part in parts if part.kind == "text/plain" and not part.name), None)
    return json_response(_facts(mail, request) | {"text": text, "parts": [_part_facts(part, mail, request) for part in parts]})


def raw(request: Request) -> Response:
    """The message as it is sent."""
    return Response(_mail(request)[1].encode(), headers=SAFE, media_type="message/rfc822")


def html(request: Request) -> Response:
    """The page, as a mail client would show it."""
    mail, text = _mail(request)
    for part in parts_of(text):
        if part.kind == "text/html" and not part.name:
            return Response(part.content, headers=SAFE, media_type="text/html")
    raise NoSuchPart(mail=mail.id, part="page")


def attachment(request: Request) -> Response:
    mail, text = _mail(request)
    name = request.path_params["name"]
    for part in parts_of(text):
        if part.name == name:
            return Response(part.content, headers=SAFE | {"Content-Disposition": "attachment"}, media_type=part.kind)
    raise NoSuchPart(mail=mail.id, part=f"attachment {name!r}")


def clear(request: Request) -> Response:
    """204. All of it is removed; what waits to be sent is not sent any more."""
    with world_of(request).database.begin() as rows:
        MailStore(rows).clear()
    return Response(status_code=204)


def _mail(request: Request) -> tuple[Mail, str]:
    """With its raw text. Raises UnknownMail."""
    with world_of(request).database.read() as rows:
        mail = _found(request, rows)
        return mail, MailStore(rows).raw(mail)


def _found(request: Request, rows: Connection) -> Mail:
    found = MailStore(rows).find(request.path_params["mail"])
    if found is None:
        raise UnknownMail(mail=request.path_params["mail"])
    return found


def _facts(mail: Mail, request: Request) -> dict[str, Any]:
    return {
        "id": mail.id,
        "to": mail.recipient,
        "subject": mail.subject,
        "created_at": mail.created_at,
        "status": mail.status,
        "error": mail.error,
        "attempts": mail.attempts,
        "size": mail.size,
        "html": f"{_address(mail, request)}/html",
        "raw": f"{_address(mail, request)}/raw",
    }


def _part_facts(part: Part, mail: Mail, request: Request) -> dict[str, Any]:
    url = f"{_address(mail, request)}/attachments/{part.name}" if part.name else None
    return {"type": part.kind, "name": part.name, "size": len(part.content), "url": url}


def _address(mail: Mail, request: Request) -> str:
    """It names the world, so that it leads to the same mail in a browser, which sends no header of ours."""
    return f"{world_url(request, world_of(request))}/_sandbox/mail/{mail.id}"
