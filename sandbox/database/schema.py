"""The one catalogue of tables and the column types that mean the same in SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, MetaData, String
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

metadata = MetaData()
"""Every table of every world. A store puts its table in here; `create_all` plants an empty world."""

MADE_BESIDE = "made beside"
"""In `metadata.info`: the statements that make what is no table, column or index, in their order."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept as the text `2025-02-06T14:41:38+00:00`, or with `UtcDateTime("microseconds")` as `2025-02-06T14:41:38.000000+00:00`.

    The first is the spelling of Four/Four's answers, so a hot read hands the column on as it stands. All texts of one precision are
    equally long, so their order is the order of the moments. What is finer than the precision is dropped, as the vendor's engine drops
    fractions of a second (odata-wire.md, 15).
    """

    impl = String(32)
    cache_ok = True

    def __init__(self, precision: str = "seconds") -> None:
        super().__init__()
        self.precision = precision

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else utc_text(value, self.precision)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class UtcMilliseconds(TypeDecorator[datetime]):
    """A moment, kept as milliseconds since 1970: what Tenfold's v2 answers with, and what sums and averages are taken of."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_milliseconds(value)


def milliseconds(moment: datetime) -> int:
    """Since 1970; what is finer is dropped."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(number: int) -> datetime:
    return EPOCH + timedelta(milliseconds=number)


def utc_text(moment: datetime, precision: str = "seconds") -> str:
    """`2025-02-06T14:41:38+00:00`, whatever the offset of `moment`; a moment without an offset is a mistake of the caller."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs an offset")
    return moment.astimezone(UTC).isoformat(timespec=precision)
