"""The importer's process must not import the tables, so what it says of their columns is held against them here."""

from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Float, String
from sqlalchemy.types import TypeEngine

from sandbox.database.schema import UtcDateTime
from sandbox.fourfour.imports.record_types import KINDS, RECORD_TYPES, Kind, RecordType
from sandbox.fourfour.tables import ENTITY_TABLES

TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    Kind.TEXT: String,
    Kind.NUMBER: Float,
    Kind.WHOLE: BigInteger,
    Kind.BOOLEAN: Boolean,
    Kind.MOMENT: UtcDateTime,
}


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_every_standard_field_is_a_column_of_its_type(kind: RecordType) -> None:
    table = ENTITY_TABLES[kind.entity_set]
    for name in kind.fields:
        assert isinstance(table.c[name].type, TYPES[KINDS.get(name, Kind.TEXT)]), name


def test_every_typed_field_is_one_of_some_type() -> None:
    assert set(KINDS) <= {name for kind in RECORD_TYPES.values() for name in kind.fields}
