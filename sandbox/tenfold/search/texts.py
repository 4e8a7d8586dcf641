"""The text that a call is searched by (T2-21). That it is these fields, and that case means nothing, is proposed."""

from collections.abc import Iterable

BETWEEN = "\x1f"
"""Between two fields, so that no term is found across them: none holds it."""
REPLACEMENT = "\ufffd"
"""Of NUL, which ends a text for the index, and of BETWEEN."""


def folded(text: str) -> str:
    """As texts and terms are compared: every alphabet's case aside, character by character, so that a part of a text stays one."""
    return text.replace("\0", REPLACEMENT).replace(BETWEEN, REPLACEMENT).casefold()


def search_text(fields: Iterable[str | None]) -> str:
    return BETWEEN.join(folded(field) for field in fields if field)
