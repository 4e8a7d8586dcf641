"""SQL that notes whose text is to be written anew. The next search does it, so that calls themselves are no slower for it."""

from sqlalchemy import Connection, String, bindparam, exists, insert, select

from sandbox.database.statement import Statement
from sandbox.tenfold.tables.call_texts import stale_texts
from sandbox.tenfold.tables.calls import calls, matches

_CALL = bindparam("call", type_=String)
NOTE = Statement(
    insert(stale_texts).from_select(
        ["call_id"], select(_CALL).where(~exists().where(stale_texts.c.call_id == _CALL)), include_defaults=False
    )
)
NOTE_OF_RECORD = Statement(
    insert(stale_texts).from_select(
        ["call_id"],
        select(matches.c.call_id).where(
            matches.c.organization_id == bindparam("organization"),
            matches.c.record_id == bindparam("record"),
            matches.c.call_id.not_in(select(stale_texts.c.call_id)),
        ),
        include_defaults=False,
    )
)


def text_changed(rows: Connection, call_id: str) -> None:
    """That it may have."""
    NOTE.run(rows, call=call_id)


def texts_changed(rows: Connection, organization_id: str, record_id: str) -> None:
    """Of the calls that are matched to the record."""
    NOTE_OF_RECORD.run(rows, organization=organization_id, record=record_id)


def all_texts_changed(rows: Connection) -> None:
    """In a world that was just planted."""
    rows.execute(insert(stale_texts).from_select(["call_id"], select(calls.c.id)))
