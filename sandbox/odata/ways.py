"""Navigations as joins between two tables."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, select

from sandbox.odata.model import EntitySet, Navigation


def joined(navigation: Navigation, here: EntitySet, rows: FromClause, there: EntitySet, related: FromClause) -> ColumnElement[bool]:
    """That the row of `related` is one that the row of `rows` leads to; both of one tenant."""
    same_tenant = related.c[there.tenant] == rows.c[here.tenant]
    return and_(same_tenant, _led_to(navigation, here, rows, there, related))


def _led_to(navigation: Navigation, here: EntitySet, rows: FromClause, there: EntitySet, related: FromClause) -> ColumnElement[bool]:
    key: ColumnElement[Any] = related.c[there.type.key]
    if navigation.reference:
        return key == rows.c[navigation.reference]
    if navigation.inverse:
        return related.c[navigation.inverse] == rows.c[here.type.key]
    link = navigation.link
    assert link is not None
    table = link.here.table.alias()
    fixed = [table.c[column.name] == value for column, value in link.fixed]
    mine = (table.c[link.tenant.name] == rows.c[here.tenant], table.c[link.here.name] == rows.c[here.type.key])
    return key.in_(select(table.c[link.there.name]).where(*fixed, *mine).correlate(rows))
