"""A record as the rows that are kept of it."""

from collections.abc import Iterator
from typing import Any

import orjson

from sandbox.database.batches import Row
from sandbox.tenfold.crm.record import Record
from sandbox.tenfold.phone_numbers import number_key
from sandbox.tenfold.tables.crm import crm_numbers, crm_records


def record_rows(record: Record) -> Iterator[Row]:
    yield crm_records, record_values(record)
    for values in number_values(record):
        yield crm_numbers, values


def record_values(record: Record) -> dict[str, Any]:
    return {
        "organization_id": record.organization_id,
        "id": record.id,
        "module": record.module,
        "name": record.name,
        "email": record.email,
        "description": record.description,
        "owner_id": record.owner_id,
        "parent_id": record.parent_id,
        "fields": orjson.dumps(record.fields).decode(),
    }


def number_values(record: Record) -> list[dict[str, Any]]:
    """Each number once, however often and however it is spelled; one without a digit is no number."""
    keys = {number_key(number): None for number in record.numbers}
    return [{"organization_id": record.organization_id, "number": key, "record_id": record.id} for key in keys if key]
