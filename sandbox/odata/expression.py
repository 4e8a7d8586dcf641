"""Values in `$filter` and `$compute` as SQL: properties, literals, arithmetic and functions (odata-wire.md, 10)."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from odata_query import ast
from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Float,
    FromClause,
    Null,
    String,
    bindparam,
    case,
    literal,
    not_,
    null,
    select,
    type_coerce,
)

from sandbox.odata import errors
from sandbox.odata.arithmetic import ARITHMETIC
from sandbox.odata.functions import CASTS, FUNCTIONS, MATCHES, UNSUPPORTED
from sandbox.odata.grammar import TYPE, Literal, failure
from sandbox.odata.literals import Convert, Parameter, converter
from sandbox.odata.model import NUMBERS, Edm, EntitySet, Model
from sandbox.odata.scope import Scope, Value
from sandbox.odata.tokens import DivBy

DEEPEST = 60
MOST_TERMS = 1600
"""Levels and nodes of one expression. Both bounds are ours: a database refuses what is much larger, and less kindly."""


@dataclass
class Expression(ABC):
    """Translates one shape. `parameters` is filled on the way; `offset` is where its literals stand among those of the whole request."""

    model: Model
    kinds: tuple[Literal, ...]
    parameters: list[Parameter]
    offset: int = 0
    option: str = "$filter"
    baked: tuple[str, ...] | None = None
    """The literals, if they are to become part of the statement."""
    terms: int = 0

    @abstractmethod
    def condition(self, node: ast._Node, scope: Scope, depth: int = 0) -> ColumnElement[bool]: ...

    @abstractmethod
    def match(self, name: str, args: list[ast._Node], scope: Scope, depth: int) -> ColumnElement[bool]: ...

    def value(self, node: ast._Node, scope: Scope, depth: int = 0) -> Value:
        """Raises ExpressionParserError, UnsupportedFunction, UnsupportedCast."""
        self.count(depth)
        match node:
            case ast.Identifier() if node.name[1:].isdecimal() and not node.namespace:
                return Value(None, _LITERAL_TYPES.get(self.kinds[int(node.name[1:])]), int(node.name[1:]))
            case ast.Identifier() if node.name.startswith(TYPE):
                return Value(literal(f"Edm.{node.name.removeprefix(TYPE)}"), Edm.STRING)  # where no cast is
            case ast.Identifier():
                return self._name(name_of(node).removeprefix("_"), scope)
            case ast.Attribute():
                return self._path(path_of(node, self.option), scope)
            case ast.Boolean():
                return Value(bindparam(None, bool(node.py_val), type_=Boolean(), unique=True), Edm.BOOLEAN)
            case ast.Null():
                return Value(null(), None)
            case ast.BinOp(op=op, left=left, right=right):
                return self._arithmetic(op, self.value(left, scope, depth + 1), self.value(right, scope, depth + 1))
            case ast.Call(func=function, args=args):
                return self._call(name_of(function), args, scope, depth + 1)
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()) | ast.CollectionLambda():
                return Value(self.condition(node, scope, depth + 1), Edm.BOOLEAN)
        raise failure(self.option, "holds something that cannot stand there")

    def sql(self, value: Value, meets: Edm | None) -> ColumnElement[Any]:
        """The value as SQL; a literal in the type of what it meets."""
        if value.sql is not None:
            return value.sql
        assert value.literal is not None
        return self.parameter(value.literal, converter(self.kinds[value.literal], meets))

    def parameter(self, literal_number: int, convert: Convert) -> ColumnElement[Any]:
        if self.baked is not None:
            return bindparam(None, convert(self.baked[self.offset + literal_number]), type_=String(), unique=True)
        name = f"p{len(self.parameters)}"
        self.parameters.append(Parameter(name, self.offset + literal_number, convert))
        return bindparam(name, type_=String())

    def computation(self, node: ast._Node, scope: Scope) -> Value:
        """A value for `$compute`, which knows arithmetic and functions but no comparisons (odata-wire.md, 9.4)."""
        if isinstance(node, ast.Compare | ast.BoolOp | ast.CollectionLambda) or (
            isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        ):
            raise failure(self.option, "computes values and compares none")
        return self.value(node, scope)

    def count(self, depth: int, terms: int = 1) -> None:
        self.terms += terms
        if depth > DEEPEST or self.terms > MOST_TERMS:
            raise failure(self.option, f"is nested more than {DEEPEST} levels deep or has too many terms")

    def follow(self, names: list[str], scope: Scope) -> tuple[EntitySet, FromClause, list[ColumnElement[bool]]]:
        """Along to-one navigations, from a variable or from the entity itself: the last set, its rows, and what joins them."""
        entity_set, rows = scope.entity_set, scope.rows
        if names and names[0] in scope.variables:
            entity_set, rows = scope.variables[names[0]]
            names = names[1:]
        joins: list[ColumnElement[bool]] = []
        for name in names:
            step = entity_set.type.navigation.get(name)
            if step is None or step.reference is None:
                raise failure(self.option, f"goes along {name}, which leads to no single entity")
            target = self.model.entity_set(step.target)
            table = target.table.alias()
            joins += [table.c[target.type.key] == rows.c[step.reference], table.c[target.tenant] == rows.c[entity_set.tenant]]
            entity_set, rows = target, table
        return entity_set, rows, joins

    def _name(self, name: str, scope: Scope) -> Value:
        if name in scope.computed:
            self.count(0, scope.computed[name].weight)
            return scope.computed[name]
        return self._property(scope.entity_set, scope.rows, name)

    def _property(self, entity_set: EntitySet, rows: FromClause, name: str) -> Value:
        found = entity_set.type.by_name.get(name)
        if found is None:
            hint = errors.nearest(name, list(entity_set.type.property_names))
            raise failure(self.option, f"names {name}, which is no property of {entity_set.type.name}{hint}")
        return Value(rows.c[name], found.type)

    def _path(self, names: list[str], scope: Scope) -> Value:
        """`account/name`, or `i/text` of a variable: the property of the one entity that the path leads to."""
        entity_set, rows, joins = self.follow(names[:-1], scope)
        value = self._property(entity_set, rows, names[-1])
        if not joins:
            return value
        assert value.sql is not None
        outer = [scope.rows, *(known for _, known in scope.variables.values())]
        return Value(select(value.sql).where(*joins).correlate(*outer).scalar_subquery(), value.type)

    def _call(self, name: str, args: list[ast._Node], scope: Scope, depth: int) -> Value:
        if name == "now":
            return Value(bindparam("now", type_=String()), Edm.DATE_TIME_OFFSET)
        if name in UNSUPPORTED:
            raise errors.UnsupportedFunction(function=name)
        if name in MATCHES or name == "matchesPattern":
            return Value(self.match(name, args, scope, depth), Edm.BOOLEAN)
        if name == "odata.cast":
            return self._cast(args, scope, depth)
        function = FUNCTIONS.get(name)
        if function is None:
            raise failure(self.option, f"calls {spelled(name)}, which is no function")
        values = [self.value(arg, scope, depth) for arg in args]
        return Value(function.sql(*(self.sql(value, meets) for value, meets in zip(values, function.takes, strict=False))), function.gives)

    def _cast(self, args: list[ast._Node], scope: Scope, depth: int) -> Value:
        if len(args) != 2 or not isinstance(args[1], ast.Identifier) or not args[1].name.startswith(TYPE):
            raise failure(self.option, "calls cast without a quoted type such as 'Edm.String'")
        name = args[1].name.removeprefix(TYPE)
        if name not in CASTS:
            raise errors.UnsupportedCast(type=f"Edm.{name}")
        value = self.value(args[0], scope, depth)
        kind, to = CASTS[name]
        if value.type is Edm.BOOLEAN and kind is Edm.STRING:
            return Value(case((self.sql(value, None), "true"), (not_(self.sql(value, None)), "false")), kind)
        return Value(to(self.sql(value, value.type)), kind)

    def _arithmetic(self, op: ast._BinOpToken, left: Value, right: Value) -> Value:
        for value in (left, right):
            if value.type not in NUMBERS and not isinstance(value.sql, Null):
                raise failure(self.option, "calculates with something that is no number")
        whole = left.type is Edm.INT64 and right.type is Edm.INT64
        # Without their type SQLAlchemy takes a sum with a parameter for a concatenation.
        kind = BigInteger() if whole else Float()
        first, second = (type_coerce(self.sql(value, Edm.DOUBLE), kind) for value in (left, right))
        number = ARITHMETIC[type(op)](first, second, whole)
        return Value(number, Edm.INT64 if whole and not isinstance(op, DivBy) else Edm.DOUBLE)


def name_of(identifier: ast.Identifier) -> str:
    return ".".join((*identifier.namespace, identifier.name))


def spelled(name: str) -> str:
    """A function's name as the client wrote it, without the underscores before the names of its namespace."""
    return ".".join(part.removeprefix("_") for part in name.split("."))


_LITERAL_TYPES = {Literal.INTEGER: Edm.INT64, Literal.DECIMAL: Edm.DOUBLE}


def path_of(node: ast._Node, option: str) -> list[str]:
    """The names of `a/b/c`, as the client spelled them."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr.removeprefix("_"))
        node = node.owner
    if not isinstance(node, ast.Identifier):
        raise failure(option, "holds a path that cannot be followed")
    return [*(name.removeprefix("_") for name in node.name.split("/")), *reversed(names)]
