"""Which files are pictures: what they begin with counts, not what they are called (T2-08)."""

LIMIT = 2 << 20
"""Bytes. A picture must be smaller (confirmed: "smaller than 2MB"; that a MB is 1,048,576 bytes is proposed)."""

KINDS = {b"\xff\xd8\xff": ("image/jpeg", "jpg"), b"\x89PNG\r\n\x1a\n": ("image/png", "png")}


def kind_of(content: bytes) -> tuple[str, str] | None:
    """Media type and the end of a file's name; None for anything but JPEG and PNG (confirmed)."""
    return next((kind for begin, kind in KINDS.items() if content.startswith(begin)), None)
