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
        if _is_divby(stream[at : at + 3]):
            operator = stream[at]
            operator.type, operator.value = "DIV", DivBy()
            yield operator
            at += 3
        else:
            yield stream[at]
            at += 1


def _is_divby(three: list[Token]) -> bool:
    return [token.type for token in three] == ["WS", "ODATA_IDENTIFIER", "WS"] and three[1].value == ast.Identifier("divby")
