"""SQL that keeps the texts which calls are searched by in step with calls, their records and what was said."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import groupby
from operator import attrgetter

import orjson
from sqlalchemy import BigInteger, Connection, bindparam, delete, func, literal_column, select, type_coerce, update

from sandbox.database.statement import Statement
from sandbox.tenfold.search.place_store import Places, Text
from sandbox.tenfold.search.texts import search_text
from sandbox.tenfold.tables.call_texts import call_texts, stale_texts
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.tables.crm import crm_records
from sandbox.tenfold.tables.speech import speech

MOST_UNINDEXED = 2000
"""Texts that are read one by one in two or three thousandths of a second: the index would save less than it costs to make."""

ANY_STALE = Statement(select(stale_texts.c.call_id).limit(literal_column("1")))
SOURCE = (calls.c.phone_number, calls.c.caller_id_name, calls.c.subject, calls.c.description)
OF_RECORD = (crm_records.c.organization_id == matches.c.organization_id) & (crm_records.c.id == matches.c.record_id)


class TextStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def refresh(self, limit: int) -> int:
        """Writes the texts of so many calls that may have changed, the oldest first; how many there were."""
        oldest = select(stale_texts.c.call_id).join(calls, calls.c.id == stale_texts.c.call_id).order_by(calls.c.started_at, calls.c.id)
        call_ids = self._rows.execute(oldest.limit(limit)).scalars().all()
        if not call_ids:
            return 0
        texts, known = self._texts(call_ids), self._known(call_ids)
        self._change(text for text in texts if text.call_id in known and known[text.call_id] != text.text)
        self._add(text for text in texts if text.call_id not in known)
        self._rows.execute(delete(stale_texts).where(stale_texts.c.call_id.in_(call_ids)))
        return len(call_ids)

    def index(self, limit: int) -> int:
        """Puts so many texts into the index, the oldest first; how many there were."""
        chosen = select(call_texts.c.number).where(~call_texts.c.indexed).order_by(call_texts.c.number).limit(limit)
        return self._rows.execute(update(call_texts).where(call_texts.c.number.in_(chosen)).values(indexed=True)).rowcount

    def without_text(self, organization_id: str) -> int:
        """Calls of the organization that no search would find: they have no text, and none is to be written."""
        written, noted = select(call_texts.c.call_id), select(stale_texts.c.call_id)
        lost = (calls.c.organization_id == organization_id, calls.c.id.not_in(written), calls.c.id.not_in(noted))
        return int(self._rows.execute(select(func.count()).select_from(calls).where(*lost)).scalar_one())

    def has_many_unindexed(self) -> bool:
        unindexed = select(call_texts.c.number).where(~call_texts.c.indexed).limit(MOST_UNINDEXED + 1)
        return int(self._rows.execute(select(func.count()).select_from(unindexed.subquery())).scalar_one()) > MOST_UNINDEXED

    def _change(self, texts: Iterable[Text]) -> None:
        changed = [{"call": text.call_id, "changed": text.text} for text in texts]
        if changed:
            written = update(call_texts).where(call_texts.c.call_id == bindparam("call")).values(text=bindparam("changed"))
            self._rows.execute(written, changed)

    def _add(self, texts: Iterable[Text]) -> None:
        by_organization = attrgetter("organization_id")
        for organization_id, own in groupby(sorted(texts, key=by_organization), by_organization):
            Places(self._rows, organization_id).put(own)

    def _known(self, call_ids: Collection[str]) -> dict[str, str]:
        wanted = select(call_texts.c.call_id, call_texts.c.text).where(call_texts.c.call_id.in_(call_ids))
        return {row.call_id: row.text for row in self._rows.execute(wanted)}

    def _texts(self, call_ids: Collection[str]) -> list[Text]:
        more, started = self._more(call_ids), type_coerce(calls.c.started_at, BigInteger)
        wanted = select(started, calls.c.id, calls.c.organization_id, calls.c.user_id, *SOURCE).where(calls.c.id.in_(call_ids))
        return [Text(row[0], row[1], row[2], row[3], search_text([*row[4:], *more.get(row[1], ())])) for row in self._rows.execute(wanted)]

    def _more(self, call_ids: Collection[str]) -> dict[str, list[str | None]]:
        """Names and e-mails of the records, and what was said: each utterance stands alone (proposed)."""
        found = defaultdict[str, list[str | None]](list)
        named = select(matches.c.call_id, crm_records.c.name, crm_records.c.email).select_from(matches.join(crm_records, OF_RECORD))
        for call_id, *names in self._rows.execute(named.where(matches.c.call_id.in_(call_ids)).order_by(matches.c.record_id)):
            found[call_id] += names
        for call_id, said in self._rows.execute(select(speech.c.call_id, speech.c.utterances).where(speech.c.call_id.in_(call_ids))):
            found[call_id] += [utterance["text"] for utterance in orjson.loads(said)]
        return found
