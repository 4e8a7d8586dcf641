"""Rows as the database takes them: checked, typed and in the order of the statements' parameters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import orjson

from sandbox.fourfour.imports.cells import READERS, Read, Unreadable
from sandbox.fourfour.imports.header import Header
from sandbox.fourfour.imports.record_types import KINDS, Kind, RecordType

Rows = Sequence[Sequence[str]]
Parameters = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Constants:
    """What all rows of a job share. `at` fills a missing `created` and `updated` (proposed)."""

    workspace_id: str
    kind: RecordType
    at: str


class Records:
    """Works column by column, which costs a third of working row by row. `names` are the parameters wanted, in order."""

    def __init__(self, header: Header, constants: Constants, names: Sequence[str]) -> None:
        self._header, self._constants, self._names = header, constants, names
        self._sent = sum(1 << constants.kind.positions[name] for name, _ in header.standard)

    def parameters(self, rows: Rows) -> Parameters:
        """Raises Unreadable, and ValueError for rows that are not as wide as the header; `complaint` tells which row is to blame."""
        if not rows:
            return []
        columns = list(zip(*rows, strict=True))
        if len(columns) != len(self._header.names) or "" in columns[0]:
            raise Unreadable
        at = repeat(self._constants.at)
        known: dict[str, Iterable[Any]] = {
            "workspace_id": repeat(self._constants.workspace_id),
            "created": at,
            "updated": at,
            "import_sent": repeat(self._sent),
            "import_additional": self._additional(columns),
        }
        known |= {name: self._column(name, columns[place]) for name, place in self._header.standard}
        return list(zip(*(known[name] for name in self._names), strict=False))  # some repeat for ever

    def complaint(self, row: Sequence[str]) -> str | None:
        """What is wrong with that row; None for a good one."""
        width = len(self._header.names)
        if len(row) != width:
            return f"The row has {len(row)} column{'' if len(row) == 1 else 's'}, the header has {width}."
        if not row[0]:
            return "The id is empty (column id)."
        for name, place in self._header.standard:
            try:
                _reader(name)(row[place])
            except Unreadable:
                return f"{_shown(row[place])} is not a {KINDS[name].value} (column {name})."
        return None

    def _column(self, name: str, cells: Sequence[str]) -> Iterable[Any]:
        """Empty cells are nulls, but for `created` and `updated`."""
        if name in KINDS:
            values: Iterable[Any] = map(_reader(name), cells)
            return [value or self._constants.at for value in values] if name in ("created", "updated") else list(values)
        return [cell or None for cell in cells] if "" in cells else cells

    def _additional(self, columns: Sequence[Sequence[str]]) -> Iterable[str]:
        """A JSON object for each row, in the file's order."""
        if not self._header.additional:
            return ()
        names = [name for name, _ in self._header.additional]
        of_rows = zip(*(columns[place] for _, place in self._header.additional), strict=True)
        return [orjson.dumps(dict(zip(names, cells, strict=True))).decode() for cells in of_rows]


def merged(old: str | None, new: str) -> str:
    """Additional fields of two imports of one record: those of the new one count, and the first-seen order stays."""
    return orjson.dumps(orjson.loads(old) | orjson.loads(new)).decode() if old else new


def _reader(name: str) -> Read:
    return READERS.get(KINDS.get(name, Kind.TEXT), str)


def _shown(cell: str) -> str:
    return f'"{cell if len(cell) <= 60 else cell[:57] + "..."}"'
