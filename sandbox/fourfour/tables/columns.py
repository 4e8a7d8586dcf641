"""How an entity set becomes a table: every column with evidence is a property, in the order of the contract (fourfour.md, 3.3). The others
are `workspace_id` and what is remembered of imports.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, String, Table
from sqlalchemy.types import TypeEngine

from sandbox.database.schema import UtcDateTime, metadata


class Evidence(StrEnum):
    """How a property is known; the contract's three words. Read it back as `column.info["evidence"]`."""

    CONFIRMED = "confirmed"
    INFERRED = "inferred"
    PROPOSED = "proposed"


CONFIRMED, INFERRED, PROPOSED = Evidence.CONFIRMED, Evidence.INFERRED, Evidence.PROPOSED


def text(name: str, evidence: Evidence, *, required: bool = False, refers_to: str | None = None) -> Column[Any]:
    """An `Edm.String`. `refers_to` names the entity set whose `id` it holds (`column.info["refers_to"]`).

    It is a note and no constraint: imported records arrive in any order, so a reference may dangle (proposed, fourfour.md 5.2).
    """
    return _column(name, String(), evidence, required, refers_to)


def whole(name: str, evidence: Evidence, *, required: bool = False) -> Column[Any]:
    return _column(name, BigInteger(), evidence, required)


def real(name: str, evidence: Evidence, *, required: bool = False) -> Column[Any]:
    return _column(name, Float(), evidence, required)


def flag(name: str, evidence: Evidence, *, required: bool = False) -> Column[Any]:
    return _column(name, Boolean(), evidence, required)


def moment(name: str, evidence: Evidence, *, required: bool = False) -> Column[Any]:
    return _column(name, UtcDateTime(), evidence, required)


def entity_table(entity_set: str, *properties: Column[Any], indexes: tuple[str, ...], importable: bool = False) -> Table:
    """The table of one entity set; `table.info["entity_set"]` is its vendor name.

    Records of an `importable` set remember what CSV imports sent: nulls for those that a connected service brought.

    The key starts with the workspace, because a CRM id belongs to its source system and two workspaces may mirror the same one.
    Each of `indexes` is a column list ("updated, id") that gets the workspace in front.
    """
    name = table_name(entity_set)
    columns = [Column("workspace_id", String, primary_key=True), Column("id", String, primary_key=True, info={"evidence": CONFIRMED})]
    memory = _import_memory() if importable else ()
    table = Table(name, metadata, *columns, *properties, *memory, info={"entity_set": entity_set})
    for index in indexes:
        keys = index.split(", ")
        Index("_".join(["ix", name, *keys]), table.c.workspace_id, *(table.c[key] for key in keys))
    return table


def table_name(entity_set: str) -> str:
    """`CalendarEvents` is kept in `fourfour_calendar_events`."""
    return "fourfour" + "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in entity_set)


def _import_memory() -> tuple[Column[Any], ...]:
    return (
        Column("import_sent", BigInteger),  # a bit for each standard field that was ever sent, by its place in the vendor's order
        Column("import_additional", String),  # the other columns: a JSON object of texts in first-seen order, null for none
    )


def _column(name: str, kind: TypeEngine[Any], evidence: Evidence, required: bool, refers_to: str | None = None) -> Column[Any]:
    return Column(name, kind, nullable=not required, info={"evidence": evidence} | ({"refers_to": refers_to} if refers_to else {}))
