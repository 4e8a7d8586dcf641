"""The query language of T2-21: words, and expressions in double quotes (confirmed); what else it might hold means itself (proposed)."""

from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.search.texts import folded

LONGEST, MOST = 1000, 50
"""Characters of a query, and terms in it. That there is a limit is proposed."""


def terms(query: str) -> tuple[str, ...]:
    """All of which a call must have, folded, each once. Where the last quote is left open, all behind it is one term (proposed).

    Raises InvalidField.
    """
    if len(query) > LONGEST:
        raise InvalidField(field="q", rule=f"must not be longer than {LONGEST} characters")
    found = dict.fromkeys(folded(term) for term in _split(query) if term)
    if len(found) > MOST:
        raise InvalidField(field="q", rule=f"must not have more than {MOST} terms")
    return tuple(found)


def _split(query: str) -> list[str]:
    """Every second piece between quotes is an expression; the others are words."""
    pieces = query.split('"')
    return [term for position, piece in enumerate(pieces) for term in ([piece] if position % 2 else piece.split())]
