"""What the database adds up is what one would count by hand, whatever the calls, the period and the zone."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from sandbox.app import create_app
from sandbox.settings import Settings
from sandbox.tenfold.analytics.crowd import Crowd, Kind
from sandbox.tenfold.analytics.figures import Figures, figures
from sandbox.tenfold.analytics.period import Period, offsets
from sandbox.tenfold.analytics.tally import NOTHING, Tally, total
from sandbox.tenfold.analytics.wire import data
from sandbox.tenfold.calls.call import INSERT_DELAY, Call, CallState, Direction
from sandbox.tenfold.calls.store import CallStore
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.tables.calls import calls, matches
from sandbox.tenfold.users.store import UserStore
from sandbox.world import World
from tests.facts import fact

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
FIRST = datetime(2025, 3, 1, tzinfo=UTC)
SECONDS = 400 * 86_400
ZONES = ("UTC", "America/Chicago", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia")

drawn_calls = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(Direction),
        st.integers(0, SECONDS * 1000),
        st.one_of(st.none(), st.integers(0, 3_600_000)),
        st.sampled_from([None, "", "spoke about it"]),
        st.one_of(st.none(), st.integers(0, 100)),
        st.integers(0, 2),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    app = create_app(Settings(ephemeral=True, frozen=NOW))
    yield app.worlds.get("default")
    app.worlds.close()


def planted(world: World, organization: Organization, drawn: list[Any]) -> list[Call]:
    """In place of all calls; the tenth part of a score is added so that sums are no whole numbers."""
    made = []
    with world.database.begin() as rows:
        rows.execute(delete(calls))
        rows.execute(delete(matches))
        people = UserStore(rows).page(organization.id, offset=0, limit=4)
        for number, (who, direction, start, talked, notes, score, matched) in enumerate(drawn):
            began = FIRST + timedelta(milliseconds=start)
            call = Call(
                id=str(number),
                line_id=str(number),
                organization_id=organization.id,
                user_id=people[who].id,
                extension="1",
                phone_number="15125559999",
                direction=direction,
                state=CallState.ENDED,
                started_at=began,
                answered_at=None if talked is None else began,
                ended_at=began + timedelta(milliseconds=talked or 0),
                created_at=began + INSERT_DELAY,
                pbx_id="1",
                description=notes,
                listening_score=None if score is None else score + 0.5,
            )
            CallStore(rows).add(call, [f"record-{at}" for at in range(matched)])
            made.append(call)
    return made


def by_hand(made: list[Call], drawn: list[Any], period: Period, long_call: int) -> list[Tally]:
    """A tally for each local hour."""
    hours = [NOTHING] * 24
    for call, (*_, matched) in zip(made, drawn, strict=True):
        if call.direction is Direction.INTERNAL or not period.start <= call.started_at <= period.end:
            continue
        came, took = call.direction is Direction.INBOUND, round(call.duration.total_seconds() * 1000)
        side = [1, int(took >= long_call), took, int(call.answered_at is not None)]
        counts = [*(side if came else [0] * 4), *([0] * 4 if came else side)]
        score = [call.listening_score or 0.0, int(call.listening_score is not None)]
        one = Tally._make([*counts, int(bool(call.description)), int(matched > 0), *score])
        hour = call.started_at.astimezone(period.zone).hour
        hours[hour] = total([hours[hour], one])
    return hours


def counted(world: World, organization: Organization, crowd: Crowd, period: Period, **values: Any) -> Figures:
    return asyncio.run(figures(world, organization, crowd, values, period))


@fact("T2-27", "T2-28", "T2-29", "T2-30")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=drawn_calls, zone=st.sampled_from(ZONES), ends=st.tuples(st.integers(0, SECONDS), st.integers(0, SECONDS)))
def test_the_sums_are_those_of_the_calls(world: World, drawn: list[Any], zone: str, ends: tuple[int, int]) -> None:
    start, end = sorted(ends)
    period = Period(FIRST + timedelta(seconds=start), FIRST + timedelta(seconds=end), ZoneInfo(zone))
    with world.database.read() as rows:
        organization = next(each for each in OrganizationStore(rows).all() if each.company == "Ferrybank")
    made = planted(world, organization, drawn)

    company = counted(world, organization, Crowd(Kind.COMPANY), period)
    teams = counted(world, organization, Crowd(Kind.TEAMS), period, caller="nobody")

    assert list(company.hours) == by_hand(made, drawn, period, organization.long_call)
    assert teams.hours == company.hours
    people = {call.user_id for call in made}
    alone = [counted(world, organization, Crowd(Kind.USER), period, user=user) for user in people]
    assert total(each.tally for each in alone) == company.tally
    assert agree(data(company, NOW, 1))


def agree(shown: dict[str, Any]) -> bool:
    """What is shown in several places."""
    overview, hours = shown["overview"], shown["graphs"]["hour"]["series"]
    sums = {name: sum(hours[name]) for name in ("inbound", "outbound", "connects", "notes")}
    sides = {name: sum(member[name]["calls"] for member in shown["members"]) for name in ("inbound", "outbound")}
    listed = sum(sum(each["totalCalls"]) for each in shown["graphs"]["hour"]["userSeries"])
    return bool(
        sums["inbound"] == overview["inbound"]["calls"] >= sides["inbound"]
        and sums["outbound"] == overview["outbound"]["calls"] >= sides["outbound"]
        and sums["connects"] == overview["outbound"]["connects"]
        and sums["notes"] == overview["notes"]
        and listed == sum(sides.values())
        and hours["totalCalls"] == [came + went for came, went in zip(hours["inbound"], hours["outbound"], strict=True)]
        and shown["graphs"]["user"]["series"]["totalCalls"] == [member["calls"] for member in shown["members"]]
    )


@settings(deadline=None)
@given(zone=st.sampled_from(ZONES), start=st.integers(0, SECONDS), length=st.integers(0, SECONDS), at=st.floats(0, 1))
def test_local_time_is_so_far_ahead_as_the_zone_says(zone: str, start: int, length: int, at: float) -> None:
    first = FIRST + timedelta(seconds=start)
    moment = first + at * timedelta(seconds=length)

    ahead = next(ahead for until, ahead in offsets(ZoneInfo(zone), first, first + timedelta(seconds=length)) if moment < until)

    assert ahead == moment.astimezone(ZoneInfo(zone)).utcoffset()
