"""Splitting option values at separators that stand outside quotes and parentheses."""

import re

PIECE = re.compile(r"'(?:[^']|'')*'|[^'(),;]+|.", re.DOTALL)


class Unbalanced(ValueError):
    """A parenthesis or a quote is not closed, or one too many is."""


def split_outside(text: str, separator: str) -> list[str]:
    """The parts between separators, blanks around them taken off; raises Unbalanced."""
    parts, depth = [""], 0
    for match in PIECE.finditer(text):
        piece = match.group()
        depth += (piece == "(") - (piece == ")")
        if depth < 0 or piece == "'":
            raise Unbalanced
        if piece == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    if depth:
        raise Unbalanced
    return [part.strip() for part in parts]
