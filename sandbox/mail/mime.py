"""A letter as an RFC 5322 message of MIME parts, and what of such a message a reader wants to see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox.mail.letter import Correspondent, Letter, one_line

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage


@dataclass(frozen=True, kw_only=True)
class Part:
    """`name` is that of a file, None for the words themselves."""

    kind: str
    name: str | None
    content: bytes


def message_text(letter: Letter, *, mail_id: str, at: datetime) -> str:
    """ASCII with CRLF at the end of each line: any server takes it. The same letter, id and moment make the same text."""
    message = _message(letter)
    message["Date"] = at
    message["Message-ID"] = f"<{mail_id}@{letter.sender.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's out-of-office answers it
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}_{mail_id}")  # "=_" is in no encoded text; the library would throw dice for it
    return message.as_bytes().decode("ascii")


def parts_of(text: str) -> list[Part]:
    """The words, once plain and once as a page, and the files."""
    return list(_parts(text))


def sender_of(text: str) -> str:
    """The address of `From`."""
    from email import message_from_string, policy

    addresses: tuple[Address, ...] = message_from_string(text.partition("\r\n\r\n")[0], policy=policy.SMTP)["From"].addresses
    return addresses[0].addr_spec


def _message(letter: Letter) -> "EmailMessage":
    from email import policy  # late, as all of this package: it takes longer to import than most servers ever write mail
    from email.message import EmailMessage

    message = EmailMessage(policy.SMTP.clone(cte_type="7bit"))
    message["From"], message["To"] = _address(letter.sender), _address(letter.recipient)
    message["Subject"] = one_line(letter.subject)
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    for file in letter.attachments:
        kind: dict[str, Any] = {"maintype": "text", "subtype": file.kind, "params": {"charset": "utf-8"}}
        message.add_attachment(file.content, filename=one_line(file.name), **kind)
    return message


def _address(correspondent: Correspondent) -> "Address":
    from email.headerregistry import Address

    local, _, domain = one_line(correspondent.address).rpartition("@")
    return Address(one_line(correspondent.name), local, domain)


def _parts(text: str) -> Iterator[Part]:
    from email import message_from_string, policy

    for part in message_from_string(text, policy=policy.SMTP).walk():
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            yield Part(kind=part.get_content_type(), name=part.get_filename(), content=content)
