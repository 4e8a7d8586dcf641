"""Analytics: numbers that add up."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Clock, World
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold

DAY: dict[str, Any] = {"startTime": 1773792000000, "endTime": 1773878399999, "timezone": "UTC"}  # 18 March 2026
QUIET: dict[str, Any] = {"startTime": 1262304000000, "endTime": 1264982399999}  # January 2010, when nobody planted a call
SAMPLE_INBOUND = [200_000, 165_217]
SAMPLE_OUTBOUND = [300_000, 300_000, 300_000, 300_000, 300_000, 340_276]


def planted(world: World, **call: Any) -> str:
    answer = world.control.post("/calls", json={"matches": [], "number": "15125559999", **call})
    return str(answer.raise_for_status().json()["id"])


def sample(world: World, at: str = "2010-01-15T18:00:00Z") -> None:
    """5 inbound calls of which 2 are answered, 43 outbound of which 6 are, with notes on all: the figures of the vendor's page."""
    for duration in SAMPLE_INBOUND:
        planted(world, direction="inbound", started_at=at, duration=duration / 1000, notes="x")
    for duration in SAMPLE_OUTBOUND:
        planted(world, direction="outbound", started_at=at, duration=duration / 1000, notes="x")
    for _ in range(3):
        planted(world, direction="inbound", started_at=at, answered=False, notes="x")
    for _ in range(37):
        planted(world, direction="outbound", started_at=at, answered=False, notes="x")


def asked(tenfold: Tenfold, path: str, username: str = ADMIN, **query: Any) -> dict[str, Any]:
    answer = tenfold.signed_in(username).get(f"/v2/analytics/{path}", params=query)
    found: dict[str, Any] = answer.raise_for_status().json()["data"]
    return found


@fact("T2-30")
def test_the_confirmed_arithmetic_to_the_last_digit(tenfold: Tenfold) -> None:
    sample(tenfold.world)

    overview = asked(tenfold, "company", **QUIET)["overview"]

    assert overview == {
        "calls": 48,
        "notes": 48,
        "crmMatch": 0,
        "crmMatchRate": 0,
        "duration": 2205493,
        "avgListeningScore": None,
        "inbound": {"calls": 5, "longCalls": 5, "duration": 365217, "avgDuration": 73043.4, "missed": 3, "answered": 2},
        "outbound": {
            "calls": 43,
            "longCalls": 43,
            "duration": 1840276,
            "avgDuration": 42797.11627906977,
            "connects": 6,
            "connectRate": 13.953488372093023,
        },
        "avgDuration": 45947.770833333336,
    }


@fact("T2-30")
def test_one_persons_graph_is_in_minutes_unrounded_and_the_leaderboard_in_milliseconds(tenfold: Tenfold) -> None:
    sample(tenfold.world)

    data = asked(tenfold, "company", **QUIET)

    series, at = data["graphs"]["user"]["series"], data["graphs"]["user"]["labels"].index("Helen Castellano")
    assert series["talkTimeInbound"][at] == 6.08695
    assert series["totalTime"][at] == pytest.approx(2205493 / 60000)
    assert (series["totalCalls"][at], series["connects"][at], series["connectRate"][at]) == (48, 6, 14)
    assert data["leaderboard"] == [
        {"metric": "ear", "label": "Sound quality", "description": "Best quality", "values": []},
        {
            "metric": "workhorse",
            "label": "dedicated",
            "description": "Most time spent on calls",
            "values": [{"name": "Helen Castellano", "score": 2205493}],
        },
    ]


@fact("T2-27", "T2-28", "T2-29", "T2-30")
def test_keys_stand_as_on_the_vendors_page(tenfold: Tenfold) -> None:
    me, team = tenfold.signed_in().get("/v2/users/me").json()["data"], "primaryTeamId"
    answers = {path: asked(tenfold, path) for path in (f"users/{me['id']}", "teams", f"teams/{me[team]}", "company")}

    lone, *others = answers.values()
    assert list(lone) == ["overview", "graphs", "members"]
    assert [list(other) for other in others] == [["overview", "leaderboard", "graphs", "members"]] * 3
    assert list(lone["members"][0])[-2:] == ["emails", "avgResponseTime"]
    assert "emails" not in others[0]["members"][0]
    assert lone["graphs"]["hour"]["userSeries"] == []
    assert set(lone["members"][0]) - {"emails", "avgResponseTime"} == set(others[0]["members"][0])
    assert all(len(row) == 24 for row in lone["graphs"]["hour"]["series"].values())


@fact("T2-30")
@pytest.mark.parametrize(
    ("zone", "now", "first", "wrapped", "at"),
    [
        ("America/Chicago", "2017-11-17T20:10:42Z", "2017-11-17T00:00:42-06:00", "2017-11-16T18:00:42-06:00", 18),
        ("America/Los_Angeles", "2017-11-17T20:10:12Z", "2017-11-17T00:00:12-08:00", "2017-11-16T16:00:12-08:00", 16),
        ("Asia/Kolkata", "2017-11-17T20:10:07Z", "2017-11-18T00:30:07+05:30", "2017-11-17T05:30:07+05:30", 5),
        ("Asia/Tokyo", "2017-11-17T20:10:07Z", "2017-11-18T00:00:07+09:00", "2017-11-17T09:00:07+09:00", 9),
    ],
)
def test_labels_are_the_hours_of_the_utc_day_by_their_local_hour(
    tenfold: Tenfold, clock: Clock, zone: str, now: str, first: str, wrapped: str, at: int
) -> None:
    clock.freeze(now)

    labels = asked(tenfold, "company", timezone=zone)["graphs"]["hour"]["labels"]

    assert (labels[0], labels[at]) == (first, wrapped)
    assert [int(label[11:13]) for label in labels] == list(range(24))
    assert {label[:10] for label in labels[:at]} == {first[:10]}
    assert {label[:10] for label in labels[at:]} == {wrapped[:10]}


@fact("T2-30")
def test_hours_are_local_on_both_sides_of_a_change_of_clocks(tenfold: Tenfold) -> None:
    for at in ("2010-03-28T00:30:00Z", "2010-03-28T01:30:00Z", "2010-03-28T12:30:00Z"):  # 1:30, 3:30 and 14:30 in Berlin
        planted(tenfold.world, started_at=at, duration=60)

    data = asked(tenfold, "company", timezone="Europe/Berlin", startTime=1269729000000, endTime=1269813600000)

    assert [hour for hour, calls in enumerate(data["graphs"]["hour"]["series"]["inbound"]) if calls] == [1, 3, 14]
    assert sum(data["graphs"]["hour"]["series"]["totalTime"]) == 3


@fact("T2-30")
def test_a_day_with_a_change_of_clocks_has_24_labels(tenfold: Tenfold, clock: Clock) -> None:
    for now in ("2026-03-29T12:00:05Z", "2026-10-25T12:00:05Z"):
        clock.freeze(now)
        labels = asked(tenfold, "company", timezone="Europe/Berlin")["graphs"]["hour"]["labels"]
        assert [int(label[11:13]) for label in labels] == list(range(24))


@fact("T2-27")
def test_the_day_is_today_in_the_organizations_zone_unless_another_is_named(tenfold: Tenfold, clock: Clock) -> None:
    clock.freeze("2027-01-20T03:30:00Z")  # still the 19th in Boston
    planted(tenfold.world, started_at="2027-01-19T05:30:00Z", duration=60)  # half past midnight there
    planted(tenfold.world, started_at="2027-01-20T00:30:00Z", duration=60)

    def calls(**query: Any) -> Any:
        return asked(tenfold, "users/me", **query)["overview"]["calls"]

    assert (calls(), calls(timezone="UTC")) == (2, 1)


@fact("T2-30")
def test_both_ends_of_the_period_are_in_it(tenfold: Tenfold) -> None:
    planted(tenfold.world, started_at="2010-01-15T18:00:00Z", duration=1)
    moment = int(datetime(2010, 1, 15, 18, tzinfo=UTC).timestamp() * 1000)

    def calls(start: int, end: int) -> Any:
        return asked(tenfold, "company", startTime=start, endTime=end)["overview"]["calls"]

    assert [calls(moment, moment), calls(moment + 1, moment + 1), calls(moment - 1, moment - 1)] == [1, 0, 0]


@fact("T2-30")
def test_a_call_among_colleagues_counts_nowhere_and_a_live_one_without_its_time(tenfold: Tenfold) -> None:
    planted(tenfold.world, started_at="2010-01-15T18:00:00Z", duration=60, direction="internal", number="2101")
    before = asked(tenfold, "company", **DAY)["overview"]

    tenfold.world.control.post("/calls/incoming", json={"number": "15125559999", "held": True}).raise_for_status()

    assert asked(tenfold, "company", **QUIET)["overview"]["calls"] == 0
    after = asked(tenfold, "company", **DAY)["overview"]
    assert (after["calls"], after["duration"]) == (before["calls"] + 1, before["duration"])


@fact("T2-30")
def test_long_calls_are_those_that_the_organization_calls_long(tenfold: Tenfold) -> None:
    sample(tenfold.world)
    tenfold.world.control.patch("/organizations/Ferrybank", json={"long_call": 300}).raise_for_status()

    overview = asked(tenfold, "company", **QUIET)["overview"]

    assert (overview["inbound"]["longCalls"], overview["outbound"]["longCalls"]) == (0, 6)


@fact("T2-30")
def test_listening_scores_are_averaged_over_the_calls_that_have_one(tenfold: Tenfold) -> None:
    at = "2010-01-15T18:00:00Z"
    for score in (60, 71):
        planted(tenfold.world, started_at=at, duration=60, listening_score=score)
    planted(tenfold.world, started_at=at, duration=60)

    data = asked(tenfold, "company", **QUIET)

    assert data["overview"]["avgListeningScore"] == 65.5
    assert data["leaderboard"][0]["values"] == [{"name": "Helen Castellano", "score": 65.5}]


@fact("T2-30")
def test_the_leaderboard_has_as_many_as_are_asked_for(tenfold: Tenfold) -> None:
    for user, seconds in ((ADMIN, 60), (REGULAR, 120)):
        planted(tenfold.world, user=user, started_at="2010-01-15T18:00:00Z", duration=seconds)

    boards = [asked(tenfold, "company", **QUIET, memberCount=count)["leaderboard"][1]["values"] for count in (1, 2, 50)]

    assert [[each["name"] for each in board] for board in boards] == [
        ["Daniel Reyes"],
        ["Daniel Reyes", "Helen Castellano"],
        ["Daniel Reyes", "Helen Castellano"],
    ]


@fact("T2-30")
def test_who_is_not_to_be_seen_is_not_listed_but_counts(tenfold: Tenfold) -> None:
    hidden = next(user for user in tenfold.signed_in().get("/api/v1/users").json()["users"] if not user["analytics"]["visible"])
    planted(tenfold.world, user=hidden["username"], started_at="2010-01-15T18:00:00Z", duration=60)

    data = asked(tenfold, "company", **QUIET)

    assert (data["overview"]["calls"], data["leaderboard"][1]["values"]) == (1, [])
    assert hidden["name"] not in data["graphs"]["user"]["labels"]
    assert hidden["_id"] not in [member["id"] for member in data["members"]]
    assert asked(tenfold, "users/me", hidden["username"], **QUIET)["members"][0]["calls"] == 1


@fact("T2-27")
def test_nobody_but_an_admin_asks_for_others(tenfold: Tenfold) -> None:
    helen, daniel, isla = (tenfold.signed_in(name).get("/v2/users/me").json()["data"]["id"] for name in (ADMIN, REGULAR, ELSEWHERE))

    def status(username: str, user: str) -> int:
        return tenfold.signed_in(username).get(f"/v2/analytics/users/{user}").status_code

    assert [status(ADMIN, user) for user in (helen, daniel, isla, "nobody")] == [200, 200, 404, 404]
    assert [status(REGULAR, user) for user in (helen, daniel, "me")] == [404, 200, 200]


@fact("T2-28", "T2-29", "T2-30")
def test_who_sees_which_teams_is_the_organizations_choice(tenfold: Tenfold) -> None:
    priya = "priya.raman@ferrybank.example"
    people = {name: tenfold.signed_in(name).get("/v2/users/me").json()["data"] for name in (ADMIN, REGULAR, priya)}
    sales, operations = people[REGULAR]["primaryTeamId"], people[ADMIN]["primaryTeamId"]

    def statuses(username: str) -> list[int]:
        client = tenfold.signed_in(username)
        return [client.get(f"/v2/analytics/{path}").status_code for path in (f"teams/{sales}", f"teams/{operations}", "company")]

    seen = {}
    for level in ("own", "team", "organization"):
        tenfold.world.control.patch("/organizations/Ferrybank", json={"analytics_visibility": level}).raise_for_status()
        seen[level] = [statuses(username) for username in (ADMIN, REGULAR, priya)]

    assert seen["own"] == [[200, 200, 200], [200, 404, 401], [404, 404, 401]]
    assert seen["team"] == [[200, 200, 200], [200, 404, 401], [200, 404, 401]]
    assert seen["organization"] == [[200, 200, 200]] * 3


@fact("T2-28")
def test_without_a_team_to_see_there_is_nothing_to_count(tenfold: Tenfold) -> None:
    tenfold.world.control.patch("/organizations/Ferrybank", json={"analytics_visibility": "own"}).raise_for_status()

    data = asked(tenfold, "teams", "priya.raman@ferrybank.example", startTime=0)

    assert (data["overview"]["calls"], data["members"], data["overview"]["avgDuration"]) == (0, [], 0)


@fact("T2-28", "T2-29", "T2-30")
def test_teams_are_the_union_of_their_members_and_the_company_is_all(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    everything: dict[str, Any] = {"startTime": 0, "memberCount": 1000}
    company, teams = asked(tenfold, "company", **everything), asked(tenfold, "teams", **everything)
    users = {user["id"]: user["primaryTeamId"] for user in client.get("/v2/users?pageSize=500").json()["data"]}
    by_user = {user: asked(tenfold, f"users/{user}", **everything)["overview"] for user in users}
    by_team = {team: asked(tenfold, f"teams/{team}", **everything) for team in set(users.values())}

    assert company["overview"]["calls"] == sum(each["calls"] for each in by_user.values()) > 500
    assert teams["overview"] == company["overview"]
    for team, data in by_team.items():
        members = [user for user, own in users.items() if own == team]
        assert data["overview"]["duration"] == sum(by_user[user]["duration"] for user in members)
        assert {member["id"] for member in data["members"]} <= set(members)


@fact("T2-30")
def test_hours_and_people_add_up_to_the_overview(tenfold: Tenfold) -> None:
    data = asked(tenfold, "company", startTime=0, timezone="Asia/Kolkata")

    overview, hours, people = data["overview"], data["graphs"]["hour"]["series"], data["graphs"]["user"]["series"]
    assert sum(hours["inbound"]) == overview["inbound"]["calls"]
    assert sum(hours["outbound"]) == overview["outbound"]["calls"]
    assert sum(hours["connects"]) == overview["outbound"]["connects"]
    assert sum(hours["notes"]) == overview["notes"]
    assert sum(hours["totalTime"]) == pytest.approx(overview["duration"] / 60_000, abs=0.2)
    assert people["totalCalls"] == [member["calls"] for member in data["members"]]
    assert data["graphs"]["user"]["labels"] == [member["name"] for member in data["members"]] == sorted(data["graphs"]["user"]["labels"])
    assert overview["inbound"]["answered"] + overview["inbound"]["missed"] == overview["inbound"]["calls"]
    assert overview["crmMatch"] > 0


@fact("T2-27", "T2-28", "T2-29", "T2-30")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("timezone", "x" * 5000),
        ("timezone", ""),
        ("startTime", "soon"),
        ("startTime", "-1"),
        ("startTime", "1.5"),
        ("endTime", "9" * 30),
        ("endTime", "1"),
        ("memberCount", "0"),
        ("memberCount", "many"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_name(tenfold: Tenfold, name: str, value: str) -> None:
    client = tenfold.signed_in()
    team = client.get("/v2/users/me").json()["data"]["primaryTeamId"]

    for path in ("users/me", "teams", f"teams/{team}", "company"):
        answer = client.get(f"/v2/analytics/{path}", params={name: value})
        assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, name), path


@fact("T2-29")
def test_a_team_of_another_organization_is_not_there(tenfold: Tenfold) -> None:
    theirs = tenfold.signed_in(ELSEWHERE).get("/v2/users/me").json()["data"]["primaryTeamId"]

    answers = [tenfold.signed_in().get(f"/v2/analytics/teams/{team}") for team in (theirs, "nobody")]

    assert [(answer.status_code, answer.json()["name"]) for answer in answers] == [(404, "NotFoundError")] * 2
