"""An index that finds parts of texts, however short or long the texts are: what the databases have for it differs.

In SQLite it is FTS5 with trigrams, kept in step by triggers. PostgreSQL's is `pg_trgm`, which needs no table of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import DDL, Column, ColumnElement, Select, Table, bindparam, column, event, select, table

from sandbox.database.schema import MADE_BESIDE, metadata

LEAST = 3
"""Characters of a part that the index can tell from others."""
MOST = 16
"""Trigrams that are looked up: each costs something for every candidate, and one of a few is rare where the part is."""

SQLITE = (
    # Which rows have a trigram is kept, and not where in the text: whoever asks has to look at the rows found anyway.
    "CREATE VIRTUAL TABLE {index} USING fts5({text}, content='{table}', content_rowid='{key}', tokenize='trigram case_sensitive 1',"
    " detail=none, columnsize=0)",
    "CREATE TRIGGER {index}_add AFTER INSERT ON {table} WHEN new.{flag} BEGIN"
    " INSERT INTO {index}(rowid, {text}) VALUES (new.{key}, new.{text}); END",
    "CREATE TRIGGER {index}_remove AFTER DELETE ON {table} WHEN old.{flag} BEGIN"
    " INSERT INTO {index}({index}, rowid, {text}) VALUES ('delete', old.{key}, old.{text}); END",
    "CREATE TRIGGER {index}_before BEFORE UPDATE ON {table} WHEN old.{flag} BEGIN"
    " INSERT INTO {index}({index}, rowid, {text}) VALUES ('delete', old.{key}, old.{text}); END",
    "CREATE TRIGGER {index}_after AFTER UPDATE ON {table} WHEN new.{flag} BEGIN"
    " INSERT INTO {index}(rowid, {text}) VALUES (new.{key}, new.{text}); END",
)


@dataclass(frozen=True)
class TextIndex:
    """Of a table's `text`, by its `key`, a whole number; of those rows only whose `flag` is true. Made with the table.

    Case matters, and no text may hold a NUL: FTS5 stops there.
    """

    key: Column[int]
    text: Column[str]
    flag: Column[bool]

    def __post_init__(self) -> None:
        for statement in SQLITE:
            made = statement.format(table=self._table.name, index=self._name, key=self.key.name, text=self.text.name, flag=self.flag.name)
            metadata.info.setdefault(MADE_BESIDE, []).append(made)
            event.listen(self._table, "after_create", DDL(made).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]

    def candidates(self) -> tuple[Select[tuple[int]], ColumnElement[int]]:
        """The keys of the rows that may hold what the parameter `trigrams` says, and the key to compare and sort by.

        Each row that does is among them, and few others.
        """
        index = table(self._name, column("rowid", self.key.type), column(self._name))
        return select(index.c.rowid.label("number")).where(index.c[self._name].op("MATCH")(bindparam("trigrams"))), index.c.rowid

    @property
    def _table(self) -> Table:
        return self.text.table

    @property
    def _name(self) -> str:
        return f"{self._table.name}_index"


def trigrams(parts: Iterable[str]) -> str | None:
    """What `candidates` is to look for; None if no part is long enough. Of too many trigrams some are taken, from everywhere."""
    found = list(dict.fromkeys(part[start : start + LEAST] for part in parts for start in range(len(part) - LEAST + 1)))
    quoted = ['"' + each.replace('"', '""') + '"' for each in found[:: -(-len(found) // MOST) or 1]]
    return " AND ".join(quoted) or None
