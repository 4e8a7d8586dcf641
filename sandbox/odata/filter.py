"""A parsed `$filter` as SQL conditions: null-aware, with the standard's `any` and `all` (odata-wire.md, 10)."""

from collections.abc import Callable
from typing import Any

from odata_query import ast
from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select, true

from sandbox.database.functions import is_pattern, matches
from sandbox.odata.expression import Expression, name_of, path_of
from sandbox.odata.functions import MATCHES, SEARCH
from sandbox.odata.grammar import failure
from sandbox.odata.literals import containing, truth, unquoted
from sandbox.odata.model import Edm
from sandbox.odata.scope import Scope, Value
from sandbox.odata.ways import joined

COMPARISONS: dict[type, Callable[[Any, Any], ColumnElement[bool]]] = {
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
    ast.Lt: lambda left, right: left < right,
    ast.LtE: lambda left, right: left <= right,
    ast.Gt: lambda left, right: left > right,
    ast.GtE: lambda left, right: left >= right,
}


class Filter(Expression):
    def condition(self, node: ast._Node, scope: Scope, depth: int = 0) -> ColumnElement[bool]:
        self.count(depth)
        match node:
            case ast.BoolOp(op=op):
                parts = [self.condition(part, scope, depth + 1) for part in _chain(node, type(op))]
                return and_(*parts) if isinstance(op, ast.And) else or_(*parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not_(self.condition(operand, scope, depth + 1))
            case ast.Compare():
                return self._comparison(node, scope, depth + 1)
            case ast.Call(func=function, args=args) if name_of(function) in (*MATCHES, SEARCH):
                return self.match(name_of(function), args, scope, depth + 1)
            case ast.Boolean():
                return true() if node.py_val else false()
            case ast.CollectionLambda():
                return self._lambda(node, scope, depth + 1)
        return self._truth(self.value(node, scope, depth + 1))

    def match(self, name: str, args: list[ast._Node], scope: Scope, depth: int) -> ColumnElement[bool]:
        text, part = (self.value(arg, scope, depth) for arg in args)
        if part.literal is None:
            raise failure(self.option, f"needs a literal as second argument of {name}")
        sql = self.sql(text, Edm.STRING)
        if name == SEARCH:
            found = func.lower(sql).like(func.lower(self.parameter(part.literal, containing)), escape="\\")
            return func.coalesce(found, false())
        if name == "matchesPattern":
            return matches(sql, self.parameter(part.literal, _pattern))
        return sql.like(self.parameter(part.literal, MATCHES[name]), escape="\\")

    def _truth(self, value: Value) -> ColumnElement[bool]:
        """A bare property or literal as a condition: the database's idea of what is true, as the engine has it."""
        if value.literal is not None:
            return self.parameter(value.literal, truth) != 0
        assert value.sql is not None
        return value.sql.is_(True) if value.type is Edm.BOOLEAN else value.sql != 0

    def _comparison(self, node: ast.Compare, scope: Scope, depth: int) -> ColumnElement[bool]:
        if isinstance(node.comparator, ast.In):
            return self._membership(node, scope, depth)
        if isinstance(node.right, ast.Null):
            return self._nullity(node, scope, depth)
        if isinstance(node.left, ast.Call) and name_of(node.left.func) in MATCHES:
            if isinstance(node.comparator, ast.Eq) and isinstance(node.right, ast.Boolean) and node.right.py_val:
                return self.condition(node.left, scope, depth)
            raise failure(self.option, f"compares {node.left.func.name} with something else than `eq true`")
        left, right = self.value(node.left, scope, depth), self.value(node.right, scope, depth)
        return COMPARISONS[type(node.comparator)](self.sql(left, right.type), self.sql(right, left.type))

    def _nullity(self, node: ast.Compare, scope: Scope, depth: int) -> ColumnElement[bool]:
        left = self.sql(self.value(node.left, scope, depth), None)
        if isinstance(node.comparator, ast.Eq):
            return left.is_(None)
        # Any other comparison with null is never true, as in SQL.
        return left.is_not(None) if isinstance(node.comparator, ast.NotEq) else false()

    def _membership(self, node: ast.Compare, scope: Scope, depth: int) -> ColumnElement[bool]:
        left = self.value(node.left, scope, depth)
        assert isinstance(node.right, ast.List)
        items = [self.value(item, scope, depth + 1) for item in node.right.val]
        return self.sql(left, items[0].type).in_([self.sql(item, left.type) for item in items])

    def _lambda(self, node: ast.CollectionLambda, scope: Scope, depth: int) -> ColumnElement[bool]:
        """`any` and `all` as the standard has them; what cannot be decided for want of a value does not hold."""
        if node.lambda_ is None:
            raise failure(self.option, "calls any or all without an argument")
        *way, name = path_of(node.owner, self.option)
        entity_set, rows, joins = self.follow(way, scope)
        navigation = entity_set.type.navigation.get(name)
        if navigation is None or not navigation.many:
            raise failure(self.option, f"goes along {name}, which is no collection")
        target = self.model.entity_set(navigation.target)
        related = target.table.alias()
        inner = scope.within(node.lambda_.identifier.name.removeprefix("_"), target, related)
        holds = self.condition(node.lambda_.expression, inner, depth)
        every = isinstance(node.operator, ast.All)
        wanted = not_(func.coalesce(holds, false())) if every else holds
        outer = [scope.rows, *(known for _, known in scope.variables.values())]
        found = exists(select(1).where(*joins, joined(navigation, entity_set, rows, target, related), wanted).correlate(*outer))
        return not_(found) if every else found


def _pattern(text: str) -> str:
    pattern = unquoted(text) if text.startswith("'") else text
    if not is_pattern(pattern):
        raise failure("$filter", f"calls matchesPattern with {text}, which is no pattern that RE2 takes")
    return pattern


def _chain(node: ast._Node, op: type) -> list[ast._Node]:
    """The members of `a and b and c`, which the parser nests to the left: a long chain is wide and not deep."""
    members = []
    while isinstance(node, ast.BoolOp) and isinstance(node.op, op):
        members.append(node.right)
        node = node.left
    return [node, *reversed(members)]
