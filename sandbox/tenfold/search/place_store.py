"""SQL of texts in their order: by organization, start and id of the call, which is the order of their numbers too."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, String, bindparam, delete, func, insert, select, tuple_

from sandbox.database.statement import Statement
from sandbox.tenfold.search.numbering import OF_ORGANIZATION, first_number, numbers_between
from sandbox.tenfold.tables.call_texts import call_texts


class Text(NamedTuple):
    """Of one call. `started_at` is milliseconds since 1970."""

    started_at: int
    call_id: str
    organization_id: str
    user_id: str
    text: str
    indexed: bool = False


COLUMNS = [call_texts.c[name] for name in Text._fields]
PLACE = tuple_(call_texts.c.started_at, call_texts.c.call_id)
TAKEN = call_texts.c.number
ADD = Statement(insert(call_texts).values({name: bindparam(name) for name in ("number", *Text._fields)}))
LEAST_MOVED = 64
"""Texts that move when there is no room where one belongs."""


class Places:
    """Of one organization."""

    def __init__(self, rows: Connection, organization_id: str) -> None:
        self._rows, self._organization_id = rows, organization_id
        self._own = call_texts.c.organization_id == organization_id

    def put(self, arriving: Iterable[Text]) -> None:
        """Texts of calls that have none yet."""
        waiting = sorted(arriving)
        while waiting:
            high = self._following(waiting[0])
            count = sum(high is None or each[:2] < high[:2] for each in waiting)
            self._put_between(waiting[:count], self._before(waiting[0]), high and high[2])
            waiting = waiting[count:]

    def _put_between(self, run: list[Text], low: int | None, high: int | None) -> None:
        while (numbers := numbers_between(low, high, len(run), start=self._start())) is None and high is not None:
            run, high = self._with_next(run, high)
        rows = [{"number": number, **text._asdict()} for number, text in zip(numbers or (), run, strict=True)]
        ADD.run_all(self._rows, rows)

    def _with_next(self, run: list[Text], high: int) -> tuple[list[Text], int | None]:
        """The texts that stand behind are taken out, to be put in again with the run."""
        behind = select(TAKEN, *COLUMNS).where(self._own, high <= TAKEN).order_by(TAKEN).limit(LEAST_MOVED + 2 * len(run))
        moved = list(self._rows.execute(behind))
        self._rows.execute(delete(call_texts).where(self._own, TAKEN.between(high, moved[-1].number)))
        left = self._rows.execute(select(func.min(TAKEN)).where(self._own, moved[-1].number < TAKEN)).scalar_one()
        return run + [Text(*row[1:]) for row in moved], left

    def _following(self, text: Text) -> tuple[int, str, int] | None:
        behind = select(call_texts.c.started_at, call_texts.c.call_id, TAKEN).where(self._own, _at(text) < PLACE)
        found = self._rows.execute(behind.order_by(call_texts.c.started_at, call_texts.c.call_id).limit(1)).first()
        return None if found is None else (found[0], found[1], found[2])

    def _before(self, text: Text) -> int | None:
        ahead = select(TAKEN).where(self._own, _at(text) > PLACE)
        return self._rows.execute(ahead.order_by(call_texts.c.started_at.desc(), call_texts.c.call_id.desc()).limit(1)).scalar()

    def _start(self) -> int:
        """Where the first text of an organization stands."""
        highest = self._rows.execute(select(func.max(TAKEN))).scalar_one()
        return first_number(0 if highest is None else highest // OF_ORGANIZATION + 1)


def _at(text: Text) -> ColumnElement[Any]:
    return tuple_(bindparam(None, text.started_at, BigInteger), bindparam(None, text.call_id, String))
