"""`$search`, put into the shape of a `$filter` (odata-wire.md, 11)."""

import re
from collections.abc import Callable, Iterator

from sandbox.odata import errors
from sandbox.odata.errors import ExpressionParserError
from sandbox.odata.functions import SEARCH
from sandbox.odata.grammar import Lifted, Literal, failure, refuse_unreadable
from sandbox.odata.model import EntitySet

TOKEN = re.compile(r'"(?P<phrase>[^"]*)"|(?P<word>[^\s()"\']+)|(?P<sign>[()])|(?P<blank>\s+)|(?P<other>.)', re.DOTALL)
OPERATORS = frozenset(("AND", "OR", "NOT"))
MOST_TERMS, DEEPEST = 50, 30
"""Words and phrases of one search, and levels of parentheses and NOT. The bounds are ours: a database refuses what is much deeper."""


def read_search(entity_set: EntitySet, text: str) -> Lifted:
    """Every term must stand in some searchable property, of whatever case; words without an operator between them must all be there.

    The engine keeps only the last of such words (11, "sane variant"). Raises ExpressionParserError, NoSearchableProperties.
    """
    if not entity_set.searchable:
        raise errors.NoSearchableProperties(entity_set=entity_set.name)
    refuse_unreadable(text, "$search")
    return _Search(entity_set.searchable, list(_tokens(text))).whole()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(text):
        kind, value = match.lastgroup or "", match.group(match.lastgroup or "")
        if kind == "other":
            raise failure("$search", "cannot be read", text, match.start())
        if kind == "word" and value.upper() in OPERATORS:
            yield "operator", value.upper()
        elif kind != "blank":
            yield kind, value


class _Search:
    """Goes down from OR over AND and NOT to the terms."""

    def __init__(self, properties: tuple[str, ...], tokens: list[tuple[str, str]]) -> None:
        self._properties, self._rest, self._depth = properties, tokens, 0
        self._terms: list[str] = []

    def whole(self) -> Lifted:
        shape = self._any()
        if self._rest:
            raise self._surprise()
        return Lifted(shape, (Literal.STRING,) * len(self._terms), tuple(self._terms))

    def _any(self) -> str:
        parts = [self._all()]
        while self._rest[:1] == [("operator", "OR")]:
            self._rest.pop(0)
            parts.append(self._all())
        return " or ".join(parts)

    def _all(self) -> str:
        parts = [self._one()]
        while self._rest and self._rest[0] not in (("operator", "OR"), ("sign", ")")):
            if self._rest[0] == ("operator", "AND"):
                self._rest.pop(0)
            parts.append(self._one())
        return " and ".join(parts)

    def _one(self) -> str:
        if not self._rest:
            raise failure("$search", "is not complete")
        kind, value = self._rest.pop(0)
        if (kind, value) == ("operator", "NOT"):
            return f"not ({self._deeper(self._one)})"
        if (kind, value) == ("sign", "("):
            return self._group()
        if kind not in ("word", "phrase"):
            self._rest.insert(0, (kind, value))
            raise self._surprise()
        return self._term(value)

    def _deeper(self, read: Callable[[], str]) -> str:
        self._depth += 1
        if self._depth > DEEPEST:
            raise failure("$search", f"is nested more than {DEEPEST} levels deep")
        text = read()
        self._depth -= 1
        return text

    def _group(self) -> str:
        text = self._deeper(self._any)
        if self._rest[:1] != [("sign", ")")]:
            raise failure("$search", "does not close a parenthesis")
        self._rest.pop(0)
        return f"({text})"

    def _term(self, text: str) -> str:
        place = len(self._terms)
        if place == MOST_TERMS:
            raise failure("$search", f"has more than {MOST_TERMS} terms")
        self._terms.append("'" + text.replace("'", "''") + "'")
        return "(" + " or ".join(f"{SEARCH}(_{name},_{place})" for name in self._properties) + ")"

    def _surprise(self) -> ExpressionParserError:
        return failure("$search", f"cannot be read at {self._rest[0][1]!r}")
