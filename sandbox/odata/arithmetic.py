"""The operators of numbers as SQL (odata-wire.md, 10.2)."""

from collections.abc import Callable
from typing import Any

from odata_query import ast
from sqlalchemy import BigInteger, ColumnElement, Float, cast, func

from sandbox.odata.tokens import DivBy


def _divided(left: Any, right: Any, whole: bool) -> ColumnElement[Any]:
    """Whole numbers are divided without a rest. Nothing comes of a division by zero, and nothing matches it."""
    quotient: ColumnElement[Any] = cast(left, Float) / func.nullif(right, 0)
    return cast(quotient, BigInteger) if whole else quotient


def _rest(left: Any, right: Any, whole: bool) -> ColumnElement[Any]:
    divisor: ColumnElement[Any] = func.nullif(right, 0)
    rest: ColumnElement[Any] = left % divisor if whole else left - divisor * func.trunc(cast(left, Float) / divisor)
    return rest


ARITHMETIC: dict[type, Callable[[Any, Any, bool], ColumnElement[Any]]] = {
    ast.Add: lambda left, right, whole: left + right,
    ast.Sub: lambda left, right, whole: left - right,
    ast.Mult: lambda left, right, whole: left * right,
    ast.Div: _divided,
    DivBy: lambda left, right, whole: _divided(left, right, False),
    ast.Mod: _rest,
}
