"""What the importer's process says to the database, as texts: it speaks to the driver alone, because importing SQLAlchemy takes longer
than ten thousand rows.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Select, Update, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from sandbox.database.statement import prepare
from sandbox.fourfour.imports.job import Status
from sandbox.fourfour.imports.orders import Statement
from sandbox.fourfour.imports.record_types import RECORD_TYPES
from sandbox.fourfour.imports.tables import controls, jobs
from sandbox.fourfour.tables import ENTITY_TABLES

KEY = ("workspace_id", "id")
ALWAYS = (*KEY, "created", "updated")


@lru_cache(maxsize=64)
def upserts(type_name: str, fields: Sequence[str], dialect: Dialect, *, additional: bool) -> Statement:
    """`fields` are the standard fields of the file; `additional` says whether there are others.

    A record that a connected service brought is left as it is, and so not counted by the driver.
    """
    table = ENTITY_TABLES[RECORD_TYPES[type_name].entity_set]
    kept = [*ALWAYS, *(name for name in fields if name not in ALWAYS)]
    names = [*kept, "import_sent", *(["import_additional"] if additional else [])]
    statement = insert(table).values({name: bindparam(name) for name in names})
    new = statement.excluded
    changed: dict[str, Any] = {name: new[name] for name in kept if name not in KEY and (name != "created" or name in fields)}
    changed["import_sent"] = table.c.import_sent.bitwise_or(new.import_sent)
    if additional:
        changed["import_additional"] = func.merged(table.c.import_additional, new.import_additional)
    upsert = statement.on_conflict_do_update(index_elements=KEY, set_=changed, where=table.c.import_sent.is_not(None))
    return _text(upsert, dialect)


@lru_cache(maxsize=64)
def deletes(type_name: str, dialect: Dialect) -> Statement:
    """Of imported records alone."""
    table = ENTITY_TABLES[RECORD_TYPES[type_name].entity_set]
    own = (table.c[name] == bindparam(name) for name in KEY)
    return _text(delete(table).where(*own, table.c.import_sent.is_not(None)), dialect)


@lru_cache(maxsize=4)
def brake(dialect: Dialect) -> Statement:
    """Finds a row once jobs are to be held or slowed."""
    return _text(select(controls.c.id).where(or_(controls.c.hold, controls.c.rows_per_second.is_not(None))), dialect)


@lru_cache(maxsize=4)
def progress(dialect: Dialect) -> Statement:
    """Takes effect only for whoever still has the job where he left it: two processes never apply the same rows."""
    here = (jobs.c.id == bindparam("job"), jobs.c.file == bindparam("file"), jobs.c.byte_offset == bindparam("from_offset"))
    names = ("status", "processed", "byte_offset", "line", "error", "error_line", "updated_at", "started_at", "completed_at")
    values: dict[str, Any] = {name: bindparam(f"new_{name}", type_=jobs.c[name].type) for name in names}
    return _text(update(jobs).where(*here, jobs.c.status == Status.PROCESSING.value).values(values), dialect)


def _text(sql: Select[Any] | Insert | Update | Delete, dialect: Dialect) -> Statement:
    prepared = prepare(sql, dialect)
    return Statement(prepared.text, prepared.names, prepared.defaults)
