"""odata-query's tokens, and with them the operator that its lexer does not know."""

from collections.abc import Iterator
from dataclasses import dataclass

from odata_query import ast
from odata_query.grammar import ODataLexer
from sly.lex import Token


@dataclass(frozen=True)
class DivBy(ast.Div):
    """`divby`: division that never rounds. To the grammar it is a `div`, whose precedence it has (odata-wire.md, 10.2)."""


def tokens(shape: str) -> Iterator[Token]:
    """The lexer reads `a divby b` as three names and two blanks; the middle three of the five are one operator."""
    stream = list(ODataLexer().tokenize(shape))
    at = 0
    while at < len(stream):
        way = _way(stream, at)
        if way:
            yield _joined(stream[at : at + way])
            at += way
        elif _is_divby(stream[at : at + 3]):
            operator = stream[at]
            operator.type, operator.value = "DIV", DivBy()
            yield operator
            at += 3
        else:
            yield stream[at]
            at += 1


def _way(stream: list[Token], at: int) -> int:
    """How many tokens from `at` on are the path `a/b/c` before `/any(` or `/all(`; nothing if they are a single name.

    The parser cannot take more than two names there, so that the path is handed to it as one.
    """
    end = at
    while end + 2 < len(stream) and stream[end].type == "ODATA_IDENTIFIER" and stream[end + 1].type == "/":
        if stream[end + 2].type in ("ANY", "ALL"):
            return end + 1 - at if end > at else 0
        end += 2
    return 0


def _joined(names: list[Token]) -> Token:
    first = names[0]
    first.value = ast.Identifier("/".join(token.value.name for token in names[::2]))
    return first


def _is_divby(three: list[Token]) -> bool:
    return [token.type for token in three] == ["WS", "ODATA_IDENTIFIER", "WS"] and three[1].value == ast.Identifier("divby")
