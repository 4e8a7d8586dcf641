"""One world's file: transactions, copies and what is refused."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from sandbox.clock import ClockState
from sandbox.database.engine import Database
from sandbox.database.schema import utc_text
from sandbox.database.snapshot import UnusableFile
from sandbox.database.state import Planted, WorldState, state

NOON = datetime(2026, 3, 18, 12, 0, 0, 250000, tzinfo=UTC)
PLANTED = Planted(scenario="empty", seed=3, anchor=NOON.replace(hour=0, microsecond=0), frozen=NOON)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "world.sqlite")
    WorldState.plant(made, PLANTED)
    yield made
    made.close()


def rows(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(state)).scalar_one())


def another(**values: object) -> dict[str, object]:
    return {"id": 2, "scenario": "x", "anchor": NOON, "switches": "{}", "clock_offset": 0, "draws": 0, **values}


def test_a_transaction_is_committed_at_its_end(database: Database) -> None:
    with database.begin() as connection:
        connection.execute(insert(state).values(another()))

    assert rows(database) == 2


def test_an_exception_takes_the_whole_transaction_back(database: Database) -> None:
    with contextlib.suppress(ZeroDivisionError), database.begin() as connection:
        connection.execute(insert(state).values(another()))
        raise ZeroDivisionError

    assert rows(database) == 1


def test_a_write_within_a_transaction_is_part_of_it(database: Database) -> None:
    drawn = WorldState(database)
    with contextlib.suppress(ZeroDivisionError), database.begin():
        assert drawn.draw() == 1
        raise ZeroDivisionError

    assert drawn.draw() == 1


def test_what_was_committed_is_there_when_the_file_is_opened_again(database: Database) -> None:
    WorldState(database).set_clock(ClockState(offset=timedelta(days=-3, microseconds=7)))
    database.close()

    again = Database(database.path)
    try:
        assert WorldState(again).clock == ClockState(offset=timedelta(days=-3, microseconds=7))
    finally:
        again.close()


def test_a_copy_is_made_while_the_file_is_in_use(database: Database, tmp_path: Path) -> None:
    WorldState(database).draw()
    database.copy_to(tmp_path / "copy.sqlite")
    WorldState(database).draw()

    copy = Database(tmp_path / "copy.sqlite")
    try:
        assert (WorldState(copy).draw(), WorldState(database).draw()) == (2, 3)
    finally:
        copy.close()


def test_a_database_becomes_another_one_in_place(database: Database, tmp_path: Path) -> None:
    strange = tmp_path / "a strange %20 name? with # signs"
    strange.mkdir()
    database.copy_to(strange / "planted.sqlite")
    with database.begin() as connection:
        connection.execute(insert(state).values(another()))

    database.become(strange / "planted.sqlite")

    assert rows(database) == 1
    assert WorldState(database).planted == PLANTED


@pytest.mark.parametrize("reading", [True, False], ids=["in a transaction", "idle"])
def test_a_database_that_another_program_has_open_becomes_another_one_too(database: Database, tmp_path: Path, reading: bool) -> None:
    database.copy_to(tmp_path / "planted.sqlite")
    with database.begin() as connection:
        connection.execute(insert(state).values(another()))
    with contextlib.closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        seen = "SELECT count(*) FROM sandbox_world"
        other.execute("BEGIN" if reading else "SELECT 1").fetchall()
        assert other.execute(seen).fetchall() == [(2,)]

        database.become(tmp_path / "planted.sqlite")

        assert rows(database) == 1
        if reading:
            assert other.execute(seen).fetchall() == [(2,)]  # its transaction sees one unchanging state
            other.execute("COMMIT")
        assert other.execute(seen).fetchall() == [(1,)]
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    again = Database(database.path)
    assert rows(again) == 1
    again.close()


def test_nothing_becomes_another_while_another_program_writes_and_nothing_is_lost(database: Database, tmp_path: Path) -> None:
    database.copy_to(tmp_path / "planted.sqlite")
    with database.begin() as connection:
        connection.execute(insert(state).values(another()))
    with contextlib.closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            database.become(tmp_path / "planted.sqlite")

    assert rows(database) == 2


def test_what_cannot_be_copied_leaves_nothing_half_made(database: Database, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        database.become(tmp_path / "nowhere.sqlite")

    assert rows(database) == 1
    assert not list(tmp_path.glob("*.partial"))


def test_a_world_remembers_what_it_was_planted_with_to_the_microsecond(database: Database) -> None:
    remembered = WorldState(database)

    assert remembered.planted == PLANTED
    assert remembered.clock == ClockState(frozen=NOON)
    assert remembered.switches == {}


@pytest.mark.parametrize(
    "damage",
    ["PRAGMA application_id = 1", "PRAGMA user_version = 1", "DROP TABLE sandbox_world"],
)
def test_a_file_of_another_make_is_refused_and_left_alone(database: Database, damage: str) -> None:
    database.close()
    changed = sqlite3.connect(database.path, isolation_level=None)
    changed.execute(damage)
    changed.close()
    before = database.path.read_bytes()

    with pytest.raises(UnusableFile, match=str(database.path)):
        Database(database.path)
    assert database.path.read_bytes() == before


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="cannot be used as a database"):
        Database(tmp_path)


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_moments_are_kept_in_utc_and_sort_as_text(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    later = aware + timedelta(seconds=1)

    assert datetime.fromisoformat(utc_text(aware)) == aware.replace(microsecond=0)
    assert utc_text(aware) < utc_text(later)


def test_a_moment_without_an_offset_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="needs an offset"):
        utc_text(datetime(2026, 1, 1))  # noqa: DTZ001
