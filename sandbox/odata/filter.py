"""A parsed `$filter` as SQL: null-aware, every literal a parameter (odata-wire.md, 10)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from odata_query import ast
from sqlalchemy import ColumnElement, FromClause, String, and_, bindparam, false, not_, null, or_, select, true

from sandbox.odata import errors
from sandbox.odata.functions import FUNCTIONS, MATCHES, UNSUPPORTED
from sandbox.odata.grammar import Literal, failure, parse
from sandbox.odata.literals import Convert, Parameter, converter, truth
from sandbox.odata.model import Edm, EntitySet, Model

DEEPEST = 60
MOST_TERMS = 400
"""Levels and terms of one filter. Both bounds are ours: a database refuses what is much larger, and less kindly."""

COMPARISONS: dict[type, Callable[[Any, Any], ColumnElement[bool]]] = {
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
    ast.Lt: lambda left, right: left < right,
    ast.LtE: lambda left, right: left <= right,
    ast.Gt: lambda left, right: left > right,
    ast.GtE: lambda left, right: left >= right,
}
ARITHMETIC: dict[type, Callable[[Any, Any], ColumnElement[Any]]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Mod: lambda left, right: left % right,
}


@dataclass(frozen=True)
class Value:
    """A piece of SQL and its type; or, as long as nothing says what it is compared with, a literal by its number."""

    sql: ColumnElement[Any] | None
    type: Edm | None
    literal: int | None = None


@dataclass
class Filter:
    """Translates one shape. `rows` is the table or alias that the names refer to; `parameters` is filled on the way."""

    model: Model
    entity_set: EntitySet
    rows: FromClause
    kinds: tuple[Literal, ...]
    parameters: list[Parameter] = field(default_factory=list)
    _terms: int = 0

    def condition(self, node: ast._Node, depth: int = 0) -> ColumnElement[bool]:
        """Raises ExpressionParserError, UnsupportedOperator, UnsupportedFunction."""
        self._count(depth)
        match node:
            case ast.BoolOp(op=op):
                parts = [self.condition(part, depth + 1) for part in _chain(node, type(op))]
                return and_(*parts) if isinstance(op, ast.And) else or_(*parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not_(self.condition(operand, depth + 1))
            case ast.Compare():
                return self._comparison(node, depth + 1)
            case ast.Call(func=name, args=args) if name.name in MATCHES:
                return self._match(name.name, args, depth + 1)
            case ast.Boolean():
                return true() if node.py_val else false()
            case ast.CollectionLambda():
                raise errors.UnsupportedOperator(operator="any" if isinstance(node.operator, ast.Any) else "all")
        return self._truth(self._value(node, depth + 1))

    def _truth(self, value: Value) -> ColumnElement[bool]:
        """A bare property or literal as a condition: the database's idea of what is true, as the engine has it."""
        if value.literal is not None:
            return self._parameter(value.literal, truth) != 0
        assert value.sql is not None
        return value.sql.is_(True) if value.type is Edm.BOOLEAN else value.sql != 0

    def _comparison(self, node: ast.Compare, depth: int) -> ColumnElement[bool]:
        if isinstance(node.comparator, ast.In):
            return self._membership(node, depth)
        if isinstance(node.right, ast.Null):
            return self._nullity(node, depth)
        if isinstance(node.left, ast.Call) and node.left.func.name in MATCHES:
            if isinstance(node.comparator, ast.Eq) and isinstance(node.right, ast.Boolean) and node.right.py_val:
                return self.condition(node.left, depth)
            raise failure("$filter", f"compares {node.left.func.name} with something else than `eq true`")
        left, right = self._value(node.left, depth), self._value(node.right, depth)
        return COMPARISONS[type(node.comparator)](self._sql(left, right), self._sql(right, left))

    def _nullity(self, node: ast.Compare, depth: int) -> ColumnElement[bool]:
        left = self._sql(self._value(node.left, depth), Value(None, None))
        if isinstance(node.comparator, ast.Eq):
            return left.is_(None)
        # Any other comparison with null is never true, as in SQL.
        return left.is_not(None) if isinstance(node.comparator, ast.NotEq) else false()

    def _membership(self, node: ast.Compare, depth: int) -> ColumnElement[bool]:
        left = self._value(node.left, depth)
        assert isinstance(node.right, ast.List)
        items = [self._value(item, depth + 1) for item in node.right.val]
        return self._sql(left, items[0]).in_([self._sql(item, left) for item in items])

    def _match(self, name: str, args: list[ast._Node], depth: int) -> ColumnElement[bool]:
        text, part = (self._value(arg, depth) for arg in args)
        if part.literal is None:
            raise failure("$filter", f"needs a literal as second argument of {name}")
        pattern = self._parameter(part.literal, MATCHES[name])
        return self._sql(text, Value(None, Edm.STRING)).like(pattern, escape="\\")

    def _value(self, node: ast._Node, depth: int) -> Value:
        self._count(depth)
        match node:
            case ast.Identifier() if node.name[1:].isdecimal() and not node.namespace:
                return Value(None, None, int(node.name[1:]))
            case ast.Identifier():
                return self._property(self.entity_set, self.rows, _full_name(node))
            case ast.Attribute():
                return self._path(node)
            case ast.Boolean():
                return Value(true() if node.py_val else false(), Edm.BOOLEAN)
            case ast.Null():
                return Value(null(), None)
            case ast.BinOp(op=op, left=left, right=right):
                return self._arithmetic(op, self._value(left, depth + 1), self._value(right, depth + 1))
            case ast.Call(func=name, args=args):
                return self._call(name.name, args, depth + 1)
        if isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp):
            return Value(self.condition(node, depth + 1), Edm.BOOLEAN)
        raise failure("$filter", "holds something that cannot stand there")

    def _call(self, name: str, args: list[ast._Node], depth: int) -> Value:
        if name == "now":
            return Value(bindparam("now", type_=String()), Edm.DATE_TIME_OFFSET)
        if name in UNSUPPORTED:
            raise errors.UnsupportedFunction(function=name)
        if name in MATCHES:
            return Value(self._match(name, args, depth), Edm.BOOLEAN)
        function = FUNCTIONS.get(name)
        if function is None:
            raise failure("$filter", f"calls {name}, which is no function")
        values = [self._value(arg, depth) for arg in args]
        return Value(
            function.sql(*(self._sql(value, Value(None, wanted)) for value, wanted in zip(values, function.takes, strict=False))),
            function.gives,
        )

    def _arithmetic(self, op: ast._BinOpToken, left: Value, right: Value) -> Value:
        if type(op) not in ARITHMETIC:
            raise errors.UnsupportedOperator(operator="div")
        number = Value(None, Edm.DOUBLE)
        return Value(ARITHMETIC[type(op)](self._sql(left, number), self._sql(right, number)), Edm.DOUBLE)

    def _property(self, entity_set: EntitySet, rows: FromClause, spelled: str) -> Value:
        name = spelled.removeprefix("_")
        found = entity_set.type.by_name.get(name)
        if found is None:
            hint = errors.nearest(name, list(entity_set.type.property_names))
            raise failure("$filter", f"names {name}, which is no property of {entity_set.type.name}{hint}")
        column = rows.c[name]
        return Value(column, found.type)

    def _path(self, node: ast.Attribute) -> Value:
        """`account/name`: the property of the one entity that the reference leads to."""
        names = _names(node)
        entity_set, rows = self.entity_set, self.rows
        conditions = []
        for name in names[:-1]:
            step = entity_set.type.navigation.get(name.removeprefix("_"))
            if step is None or step.reference is None:
                raise failure("$filter", f"goes along {name.removeprefix('_')}, which leads to no single entity")
            target = self.model.entity_set(step.target)
            table = target.table.alias()
            conditions += [table.c[target.type.key] == rows.c[step.reference], table.c[target.tenant] == rows.c[entity_set.tenant]]
            entity_set, rows = target, table
        value = self._property(entity_set, rows, names[-1])
        assert value.sql is not None
        return Value(select(value.sql).where(*conditions).correlate(self.rows).scalar_subquery(), value.type)

    def _sql(self, value: Value, other: Value) -> ColumnElement[Any]:
        """The value as SQL, a literal among them in the type of what it meets."""
        return self._bind(value, other.type) if value.sql is None else value.sql

    def _bind(self, value: Value, wanted: Edm | None) -> ColumnElement[Any]:
        assert value.literal is not None
        return self._parameter(value.literal, converter(self.kinds[value.literal], wanted))

    def _parameter(self, literal: int, convert: Convert) -> ColumnElement[Any]:
        name = f"p{len(self.parameters)}"
        self.parameters.append(Parameter(name, literal, convert))
        return bindparam(name, type_=String())

    def _count(self, depth: int) -> None:
        self._terms += 1
        if depth > DEEPEST or self._terms > MOST_TERMS * 4:
            raise failure("$filter", f"is nested more than {DEEPEST} levels deep or has more than {MOST_TERMS} comparisons")


def _chain(node: ast._Node, op: type) -> list[ast._Node]:
    """The members of `a and b and c`, which the parser nests to the left: a long chain is wide and not deep."""
    members = []
    while isinstance(node, ast.BoolOp) and isinstance(node.op, op):
        members.append(node.right)
        node = node.left
    return [node, *reversed(members)]


def _full_name(node: ast.Identifier) -> str:
    return ".".join((*node.namespace, node.name))


def _names(node: ast._Node) -> list[str]:
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.owner
    if not isinstance(node, ast.Identifier):
        raise failure("$filter", "holds a path that cannot be followed")
    return [node.name, *reversed(names)]


def read_filter(
    model: Model, entity_set: EntitySet, rows: FromClause, shape: str, kinds: tuple[Literal, ...]
) -> tuple[ColumnElement[bool], tuple[Parameter, ...]]:
    translation = Filter(model, entity_set, rows, kinds)
    condition = translation.condition(parse(shape))
    return condition, tuple(translation.parameters)
