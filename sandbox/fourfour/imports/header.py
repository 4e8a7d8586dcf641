"""The first row of a file: which column is a standard field and which an additional one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.fourfour.imports.failure import JobFailure
from sandbox.fourfour.imports.record_types import RecordType


@dataclass(frozen=True)
class Header:
    """`standard` are the names and places of the standard fields, `additional` those of all others, each in the file's order."""

    names: tuple[str, ...]
    standard: tuple[tuple[str, int], ...]
    additional: tuple[tuple[str, int], ...]


def read_header(row: Sequence[str], kind: RecordType, *, line: int) -> Header:
    """Raises JobFailure. That `id` comes first is confirmed; that names are told apart by case and stand once is proposed."""
    _refuse_other_first(row, line)
    seen: dict[str, int] = {}
    for place, name in enumerate(row):
        if not name:
            raise JobFailure(f"Column {place + 1} has no name.", line=line)
        if name in seen:
            raise JobFailure(f"The column {name} stands twice, as columns {seen[name] + 1} and {place + 1}.", line=line)
        seen[name] = place
    standard = tuple((name, place) for name, place in seen.items() if name in kind.positions)
    return Header(tuple(row), standard, tuple(pair for pair in seen.items() if pair[0] not in kind.positions))


def read_keys(row: Sequence[str], kind: RecordType, *, line: int) -> Header:
    """The header of a file that deletes: other columns are ignored (confirmed), so nothing is asked of them. Raises JobFailure."""
    _refuse_other_first(row, line)
    return Header(tuple(row), (("id", 0),), ())


def _refuse_other_first(row: Sequence[str], line: int) -> None:
    if "id" not in row:
        raise JobFailure(f"There is no id column; the first column must be id{_near(row)}.", line=line)
    if row[0] != "id":
        raise JobFailure(f"The first column must be id; id is column {row.index('id') + 1}.", line=line)


def _near(row: Sequence[str]) -> str:
    """What was probably meant by a header without `id`."""
    alike = next((name for name in row if name.strip().lower() == "id"), None)
    if alike is not None:
        return f', and "{alike}" is another name'
    if len(row) == 1 and any(mark in row[0] for mark in ";\t|"):
        return ", and columns are separated by commas"
    return ""
