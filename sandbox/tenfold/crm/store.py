"""SQL of CRM records and forms, and of what matches a number."""

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sandbox.database.statement import Statement
from sandbox.tenfold.calls.stale_store import text_changed, texts_changed
from sandbox.tenfold.crm.form import Form
from sandbox.tenfold.crm.modules import BY_NAME
from sandbox.tenfold.crm.record import Record
from sandbox.tenfold.crm.rows import number_values, record_values
from sandbox.tenfold.errors import FormNotFound, RecordNotFound
from sandbox.tenfold.phone_numbers import number_key
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.crm import crm_numbers, crm_records, forms

BY_ID = Statement(
    select(crm_records).where(crm_records.c.organization_id == bindparam("organization"), crm_records.c.id == bindparam("record"))
)
BY_NUMBER = Statement(
    select(crm_records)
    .join(crm_numbers, (crm_numbers.c.record_id == crm_records.c.id) & (crm_numbers.c.organization_id == crm_records.c.organization_id))
    .where(crm_numbers.c.organization_id == bindparam("organization"), crm_numbers.c.number == bindparam("number"))
    .order_by(crm_numbers.c.record_id)
)


class RecordStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def get(self, organization_id: str, record_id: str, module: str | None = None) -> Record:
        """Raises RecordNotFound, also for a record of another module than that one."""
        found = BY_ID.run(self._rows, organization=organization_id, record=record_id)
        if not found or module not in (None, found[0]["module"]):
            raise RecordNotFound(module=module or "record", record=record_id)
        return _record(found[0])

    def by_number(self, organization_id: str, number: str) -> list[Record]:
        """However it is spelled. By id, so that the first is always the same one."""
        return [_record(row) for row in BY_NUMBER.run(self._rows, organization=organization_id, number=number_key(number))]

    def any_with_number(self, organization_id: str, pick: int) -> Record | None:
        """The one of those which have a number that `pick` falls on; the same pick falls on the same one while they stay."""
        own = select(crm_numbers.c.record_id).where(crm_numbers.c.organization_id == organization_id)
        count = int(self._rows.execute(select(func.count()).select_from(own.subquery())).scalar_one())
        if not count:
            return None
        ordered = own.order_by(crm_numbers.c.number, crm_numbers.c.record_id)
        return self.get(organization_id, str(self._rows.execute(ordered.offset(pick % count).limit(1)).scalar_one()))

    def add(self, record: Record) -> None:
        self._rows.execute(insert(crm_records).values(record_values(record)))
        self._add_numbers(record)

    def save(self, record: Record) -> None:
        own = (crm_records.c.organization_id == record.organization_id, crm_records.c.id == record.id)
        self._rows.execute(update(crm_records).where(*own).values(record_values(record)))
        texts_changed(self._rows, record.organization_id, record.id)
        held = (crm_numbers.c.organization_id == record.organization_id, crm_numbers.c.record_id == record.id)
        self._rows.execute(delete(crm_numbers).where(*held))
        self._add_numbers(record)

    def unmatch(self, record: Record, call_id: str) -> None:
        """The call is one of the record's no more."""
        own = (calls.c.organization_id == record.organization_id, calls.c.id == call_id)
        gone = self._rows.execute(delete(matches).where(matches.c.call_id == call_id, matches.c.record_id == record.id)).rowcount
        self._rows.execute(update(calls).where(*own).values(matched=calls.c.matched - gone))
        text_changed(self._rows, call_id)
        self._rows.execute(update(calls).where(*own, calls.c.crm_record_id == record.id).values(crm_record_id=None))

    def _add_numbers(self, record: Record) -> None:
        if values := number_values(record):
            self._rows.execute(insert(crm_numbers), values)


class FormStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def get(self, organization_id: str, form_id: str) -> Form:
        """Raises FormNotFound, also for another organization's."""
        wanted = select(forms).where(forms.c.id == form_id, forms.c.organization_id == organization_id)
        row = self._rows.execute(wanted).mappings().one_or_none()
        if row is None:
            raise FormNotFound(form=form_id)
        return Form(**row)

    def add(self, form: Form) -> None:
        self._rows.execute(insert(forms).values(vars(form)))

    def of(self, organization_ids: Collection[str]) -> list[Form]:
        """In the order of organizations and names."""
        wanted = select(forms).where(forms.c.organization_id.in_(organization_ids)).order_by(forms.c.organization_id, forms.c.name)
        return [Form(**row) for row in self._rows.execute(wanted).mappings()]


def _record(row: dict[str, Any]) -> Record:
    return Record(
        id=row["id"],
        organization_id=row["organization_id"],
        kept_in=BY_NAME[row["module"]],
        fields=orjson.loads(row["fields"]),
        owner_id=row["owner_id"],
        parent_id=row["parent_id"],
    )
