"""A grant in the columns that the rows of codes and tokens have in common."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, String

from sandbox.oauth2.grants import Grant
from sandbox.oauth2.scopes import read_scopes, scope_text


def grant_columns() -> list[Column[str]]:
    """A grant has no row of its own: whoever reads a code or a token wants all of it at once."""
    return [
        Column("grant_id", String, nullable=False),
        Column("client_id", String, index=True),
        Column("user_id", String, nullable=False),
        Column("tenant_id", String, nullable=False),
        Column("scopes", String, nullable=False),
        Column("audience", String, nullable=False, server_default=""),
    ]


def grant_values(grant: Grant) -> dict[str, Any]:
    values = {**vars(grant), "grant_id": grant.id, "scopes": scope_text(grant.scopes), "audience": scope_text(grant.audience)}
    del values["id"]
    return values


def grant_of(row: Mapping[Any, Any]) -> Grant:
    own = {name: row[name] for name in ("client_id", "user_id", "tenant_id")}
    return Grant(id=row["grant_id"], scopes=read_scopes(row["scopes"]), audience=read_scopes(row["audience"]), **own)
