"""What is written to somebody: words, the same as a page, and files."""

import re
from dataclasses import dataclass

LONGEST_LINE = 200
"""Characters of a name or a subject. Nothing here needs more, and a mail client shows less."""
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True)
class Correspondent:
    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A text in UTF-8; `kind` is what comes behind `text/`."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    sender: Correspondent
    recipient: Correspondent
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()


def one_line(text: str) -> str:
    """Without line ends and what else could begin a header, or a line, of its own; cut where nobody would read on."""
    line = _BREAKS.sub(" ", text).strip()
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"
