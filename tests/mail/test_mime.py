"""A letter as a message that any mail client reads."""

from datetime import UTC, datetime
from email import message_from_string, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.mail.letter import LONGEST_LINE, Attachment, Correspondent, Letter, one_line
from sandbox.mail.mime import message_text, parts_of, sender_of

AT = datetime(2026, 3, 18, 12, tzinfo=UTC)
ID = "3126d2f1-90e7-4899-8ec8-d9c5ba1c7d9b"


def letter(**changes: Any) -> Letter:
    own: dict[str, Any] = {
        "sender": Correspondent("Reports", "reports@tenfold.example"),
        "recipient": Correspondent("Zoë Zieliński", "zoe@app.example"),
        "subject": "Anrufe für März",
        "text": "Grüße\n.\nFrom here on\n",
        "html": "<p>Grüße</p>",
        "attachments": (Attachment(name="a.csv", kind="csv", content="a,ü\r\n".encode()),),
    }
    return Letter(**own | changes)


def read(text: str) -> EmailMessage:
    message = message_from_string(text, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_a_reader_gets_back_what_was_written() -> None:
    text = message_text(letter(), mail_id=ID, at=AT)
    message = read(text)

    assert (message["Subject"], message["To"]) == ("Anrufe für März", "Zoë Zieliński <zoe@app.example>")
    assert (message["Message-ID"], message["Date"].datetime, sender_of(text)) == (f"<{ID}@tenfold.example>", AT, "reports@tenfold.example")
    assert [(part.kind, part.name) for part in parts_of(text)] == [("text/plain", None), ("text/html", None), ("text/csv", "a.csv")]
    plain, html, table = (part.content for part in parts_of(text))
    assert (plain.decode().splitlines(), html.decode().strip(), table) == (letter().text.splitlines(), letter().html, "a,ü\r\n".encode())


def test_the_same_letter_makes_the_same_text_in_ascii_with_lines_that_any_server_takes() -> None:
    texts = {message_text(letter(html="<p>" + "ü" * 5000 + "</p>"), mail_id=ID, at=AT) for _ in range(3)}

    (text,) = texts
    assert text.isascii()
    assert max(map(len, text.split("\r\n"))) <= 998
    assert text.replace("\r\n", "").count("\n") == 0


@pytest.mark.parametrize(
    "name", ["a\r\nBcc: x@evil.example", "a\nb", "a\x00b", "a\u2028b", "\u202egnp", "ü" * 10_000, 'q"uo\\te', "a,b <c@d>", ""]
)
def test_no_name_adds_a_header_or_a_recipient(name: str) -> None:
    message = read(message_text(letter(recipient=Correspondent(name, "zoe@app.example"), subject=name), mail_id=ID, at=AT))

    assert [address.addr_spec for address in message["To"].addresses] == ["zoe@app.example"]
    assert message["Bcc"] is None
    assert set(message.keys()) == set(read(message_text(letter(), mail_id=ID, at=AT)).keys())


@given(st.text())
def test_any_name_at_all_can_be_written_to(name: str) -> None:
    message_text(letter(recipient=Correspondent(name, "zoe@app.example"), subject=name), mail_id=ID, at=AT)


@given(st.text())
def test_one_line_is_one_line_and_not_long(text: str) -> None:
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert len(line) <= LONGEST_LINE
