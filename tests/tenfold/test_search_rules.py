"""What a search finds is what a look at every text would find, however the texts came to be there."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

import sandbox.app  # noqa: F401 - all tables are known
from sandbox.database.engine import Database
from sandbox.tenfold.calls.stale_store import all_texts_changed, text_changed
from sandbox.tenfold.errors import InvalidField
from sandbox.tenfold.search.numbering import STEP, numbers_between
from sandbox.tenfold.search.query import terms
from sandbox.tenfold.search.store import Search, found
from sandbox.tenfold.search.text_store import TextStore
from sandbox.tenfold.search.text_upkeep import catch_up
from sandbox.tenfold.search.texts import folded
from sandbox.tenfold.tables.call_texts import call_texts, stale_texts
from sandbox.tenfold.tables.calls import calls
from sandbox.tenfold.visibility import Reach

BEGIN = datetime(2026, 3, 18, tzinfo=UTC)
ALPHABET = "abAB\" %_*\\'\x00\x1f\ufffdßẞ\u017fsSİ\u0131Σςé\u0301日本語🙂-."
texts = st.text(st.sampled_from(ALPHABET), max_size=12)
parts = st.lists(texts.filter(bool), min_size=1, max_size=3)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = Database(tmp_path_factory.mktemp("search") / "world.sqlite")
    yield made
    made.close()


def row(call_id: str, minutes: int, organization: str, fields: tuple[str, str]) -> dict[str, Any]:
    at = BEGIN + timedelta(minutes=minutes)
    subject, description = fields
    said = {"subject": subject, "description": description, "phone_number": "", "caller_id_name": None}
    parties = {"organization_id": organization, "user_id": "u", "extension": "1", "direction": "Outbound", "state": "ended"}
    flags = dict.fromkeys(("is_mobile", "has_transcript", "held"), False)
    rest = {"created_at": at, "duration": 0, "recording": "not-recorded", "pbx_id": "1", "line_id": call_id, "crm_errors": "[]"}
    return {"id": call_id, "started_at": at} | said | parties | flags | rest


def emptied(database: Database) -> None:
    with database.begin() as rows:
        for table in (call_texts, stale_texts, calls):
            rows.execute(delete(table))


def kept(database: Database, *values: dict[str, Any], indexed: int = 0) -> None:
    with database.begin() as rows:
        for each in values:
            rows.execute(insert(calls), each)
            text_changed(rows, each["id"])
        while TextStore(rows).refresh(2):
            pass
        TextStore(rows).index(indexed)


def all_found(database: Database, wanted: tuple[str, ...], organization: str = "a") -> list[str]:
    asked = Search(organization=organization, caller="u", reach=Reach.EVERYBODY, terms=wanted)
    return [call_id for portion in found(database, asked) for call_id in portion]


def naive(values: list[dict[str, Any]], wanted: tuple[str, ...], organization: str) -> list[str]:
    own = [each for each in values if each["organization_id"] == organization]
    newest_first = sorted(own, key=lambda each: (each["started_at"], each["id"]), reverse=True)
    return [
        each["id"]
        for each in newest_first
        if all(any(term in folded(each[name]) for name in ("subject", "description")) for term in wanted)
    ]


lots = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("ab"), st.tuples(texts, texts)), max_size=6)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lots, max_size=4), st.integers(0, 12), parts, st.data())
def test_a_search_finds_what_reading_every_call_would_find(
    database: Database, batches: list[Any], indexed: int, words: list[str], data: st.DataObject
) -> None:
    emptied(database)
    values: list[dict[str, Any]] = []
    for batch in batches:
        added = [row(f"{len(values) + number:03}", *each) for number, each in enumerate(batch)]
        values += added
        kept(database, *added, indexed=indexed)
    said = [text for each in values for text in (each["subject"], each["description"]) if text]
    if said:  # a part of something that was said
        text = data.draw(st.sampled_from(said))
        begin, end = sorted([data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))])
        words = words[:1] * data.draw(st.integers(0, 1)) + ([text[begin:end]] if begin < end else [])
    wanted = tuple(folded(word) for word in words)

    assert all_found(database, wanted) == naive(values, wanted, "a")
    assert all_found(database, wanted, "b") == naive(values, wanted, "b")


def test_calls_of_the_past_find_their_places_however_many_they_are(database: Database) -> None:
    emptied(database)
    values = [row("new", 10_000, "a", ("call", "")), row("old", 0, "a", ("call", ""))]
    kept(database, *values, indexed=2)
    for minutes in range(1, 400):
        values.append(row(f"between {minutes:03}", minutes, "a", (f"call {minutes}", "")))
        kept(database, values[-1], indexed=minutes % 3)

    assert all_found(database, ("call",)) == naive(values, ("call",), "a")
    assert all_found(database, ("call 77",)) == ["between 077"]


def test_thousands_of_new_calls_are_written_and_indexed_before_the_search(database: Database) -> None:
    emptied(database)
    values = [row(f"{number:04}", number, "ab"[number % 2], (f"call {number}", "odd" * (number % 40 == 1))) for number in range(2500)]
    with database.begin() as rows:
        rows.execute(insert(calls), values)
        all_texts_changed(rows)

    asyncio.run(catch_up(database))

    with database.read() as rows:
        assert rows.execute(select(call_texts.c.indexed).distinct()).scalars().all() == [True]
        assert rows.execute(select(stale_texts)).all() == []
    for wanted in (("odd",), ("call 1", "odd"), ("9",), ("call",), ("call 2499",)):
        for organization in "ab":
            assert all_found(database, wanted, organization) == naive(values, wanted, organization)


def test_a_text_that_changes_is_found_by_its_new_words_alone(database: Database) -> None:
    emptied(database)
    kept(database, row("one", 0, "a", ("before", "")), indexed=1)

    with database.begin() as rows:
        rows.execute(calls.update().values(subject="after"))
        text_changed(rows, "one")
        text_changed(rows, "one")
        assert rows.execute(select(stale_texts.c.call_id)).scalars().all() == ["one"]
        TextStore(rows).refresh(5)

    assert (all_found(database, ("before",)), all_found(database, ("after",))) == ([], ["one"])


@given(st.integers(0, 2000), st.integers(1, 300))
def test_numbers_between_two_are_strictly_between_them(room: int, count: int) -> None:
    numbers = numbers_between(7, 7 + room, count, start=0)

    assert (numbers is None) == (room <= count)
    assert numbers is None or (len(set(numbers)) == count and numbers == sorted(numbers) and numbers[0] > 7 and numbers[-1] < 7 + room)


def test_numbers_without_a_neighbour_leave_room() -> None:
    assert numbers_between(None, None, 2, start=5) == [5, 5 + STEP]
    assert numbers_between(5, None, 1, start=0) == [5 + STEP]
    assert numbers_between(None, 5, 2, start=0) == [5 - 2 * STEP, 5 - STEP]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ()),
        ('  "" ', ()),
        ("One two", ("one", "two")),
        ('word1 word2 "expression 1" word3 "expression two"', ("word1", "word2", "expression 1", "word3", "expression two")),
        ('price "of the li', ("price", "of the li")),
        ('"', ()),
        ('a"b c"d', ("a", "b c", "d")),
        ("same SAME", ("same",)),
        ('" "', (" ",)),
        ("Straße\x00", ("strasse\ufffd",)),
    ],
)
def test_a_query_is_words_and_quoted_expressions(query: str, expected: tuple[str, ...]) -> None:
    assert terms(query) == expected


@pytest.mark.parametrize("query", ["x" * 1001, " ".join(map(str, range(51)))])
def test_a_query_without_measure_is_refused(query: str) -> None:
    with pytest.raises(InvalidField):
        terms(query)
