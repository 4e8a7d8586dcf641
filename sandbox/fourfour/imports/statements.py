"""What the importer's process says to the database, as texts: it speaks to the driver alone, because importing SQLAlchemy takes longer
than ten thousand rows.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Table, Update, and_, bindparam, delete, exists, func, literal_column, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.elements import ColumnElement

from sandbox.database.statement import prepare
from sandbox.fourfour.imports.job import Status
from sandbox.fourfour.imports.orders import Statement
from sandbox.fourfour.imports.record_types import RECORD_TYPES, RecordType
from sandbox.fourfour.imports.tables import imported, jobs
from sandbox.fourfour.tables import ENTITY_TABLES

ALWAYS = ("workspace_id", "id", "created", "updated")


@lru_cache(maxsize=64)
def upserts(type_name: str, fields: Sequence[str], dialect: Dialect) -> tuple[Statement, Statement]:
    """Into the entity's table and into what is remembered of imports. `fields` are the standard fields of the file.

    A record that a connected service brought has no row among the imported: it is left as it is, and so not counted by the driver.
    """
    return _text(_upsert_record(RECORD_TYPES[type_name], fields), dialect), _text(_upsert_memory(), dialect)


@lru_cache(maxsize=64)
def deletes(type_name: str, dialect: Dialect) -> tuple[Statement, Statement]:
    kind = RECORD_TYPES[type_name]
    table = ENTITY_TABLES[kind.entity_set]
    own = and_(table.c.workspace_id == bindparam("workspace_id"), table.c.id == bindparam("id"))
    known = and_(
        imported.c.workspace_id == bindparam("workspace_id"), imported.c.type == bindparam("type"), imported.c.id == bindparam("id")
    )
    return _text(delete(table).where(own, _is_imported(table, kind)), dialect), _text(delete(imported).where(known), dialect)


@lru_cache(maxsize=4)
def progress(dialect: Dialect) -> Statement:
    """Takes effect only for whoever still has the job where he left it: two processes never apply the same rows."""
    here = (jobs.c.id == bindparam("job"), jobs.c.file == bindparam("file"), jobs.c.byte_offset == bindparam("from_offset"))
    names = ("status", "processed", "byte_offset", "line", "error", "error_line", "updated_at", "started_at", "completed_at")
    values: dict[str, Any] = {name: bindparam(f"new_{name}", type_=jobs.c[name].type) for name in names}
    return _text(update(jobs).where(*here, jobs.c.status == Status.PROCESSING.value).values(values), dialect)


def _upsert_record(kind: RecordType, fields: Sequence[str]) -> Insert:
    table = ENTITY_TABLES[kind.entity_set]
    names = [*ALWAYS, *(name for name in fields if name not in ALWAYS)]
    statement = insert(table).values({name: bindparam(name) for name in names})
    changed = [name for name in names if name not in ("workspace_id", "id") and (name != "created" or name in fields)]
    return statement.on_conflict_do_update(
        index_elements=["workspace_id", "id"],
        set_={name: statement.excluded[name] for name in changed},
        where=_is_imported(table, kind),
    )


def _upsert_memory() -> Insert:
    statement = insert(imported).values({str(column.name): bindparam(str(column.name)) for column in imported.c})
    return statement.on_conflict_do_update(
        index_elements=["workspace_id", "type", "id"],
        set_={
            "sent": imported.c.sent.bitwise_or(statement.excluded.sent),
            "additional": func.merged(imported.c.additional, statement.excluded.additional),
        },
    )


def _is_imported(table: Table, kind: RecordType) -> ColumnElement[bool]:
    """Of the row at hand. Columns and type stand there as text: in an upsert SQLAlchemy knows of no row that could be meant."""
    own: list[ColumnElement[str]] = [literal_column(text) for text in (f"{table.name}.workspace_id", f"'{kind.name}'", f"{table.name}.id")]
    key = (imported.c.workspace_id, imported.c.type, imported.c.id)
    return exists().where(*(known == here for known, here in zip(key, own, strict=True)))


def _text(sql: Insert | Update | Delete, dialect: Dialect) -> Statement:
    prepared = prepare(sql, dialect)
    return Statement(prepared.text, prepared.names, prepared.defaults)
