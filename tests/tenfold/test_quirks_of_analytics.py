"""Where the vendor's page contradicts itself about analytics (tenfold.md, 10): by the facts TQ-."""

from typing import Any

import pytest

from tests.conftest import Clock
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, REGULAR, Tenfold

LONE_KEYS = {"emails", "avgResponseTime"}


def asked(tenfold: Tenfold, path: str, **query: Any) -> dict[str, Any]:
    found: dict[str, Any] = tenfold.signed_in().get(f"/v2/analytics/{path}", params=query).raise_for_status().json()["data"]
    return found


@fact("TQ-21")
def test_a_member_count_changes_nothing_for_one_person(tenfold: Tenfold) -> None:
    plain, counted = asked(tenfold, "users/me", startTime=0), asked(tenfold, "users/me", startTime=0, memberCount=50)

    assert counted == plain
    assert list(plain) == ["overview", "graphs", "members"]
    refused = tenfold.signed_in().get("/v2/analytics/users/me", params={"memberCount": "many"})
    assert (refused.status_code, refused.json()["details"][0]["field"]) == (400, "memberCount")


@fact("TQ-22")
def test_only_a_lone_member_has_emails_and_a_response_time(tenfold: Tenfold) -> None:
    own = tenfold.signed_in().get("/v2/users/me").json()["data"]

    (alone,) = asked(tenfold, f"users/{own['id']}", startTime=0)["members"]
    others = [asked(tenfold, path, startTime=0)["members"] for path in ("teams", f"teams/{own['primaryTeamId']}", "company")]

    assert {name: alone[name] for name in LONE_KEYS} == dict.fromkeys(LONE_KEYS, 0)
    assert all(member.keys() == alone.keys() - LONE_KEYS for members in others for member in members)
    for members in others:
        assert next(member for member in members if member["id"] == own["id"]).items() <= alone.items()


@fact("TQ-32")
@pytest.mark.parametrize(
    ("zone", "inside", "outside", "hours", "dates"),
    [
        # 10:30 at night on the 19th in Boston: the label of ten in the morning is tomorrow's
        (
            "America/New_York",
            ["2027-01-19T05:00:00Z", "2027-01-20T04:59:59Z"],
            ["2027-01-19T04:59:59Z", "2027-01-20T05:00:00Z"],
            [0, 23],
            ["2027-01-20", "2027-01-19"],
        ),
        # half past noon on the 20th in Tokyo: that of seven is tomorrow's
        (
            "Asia/Tokyo",
            ["2027-01-19T15:00:00Z", "2027-01-20T14:59:59Z"],
            ["2027-01-19T14:59:59Z", "2027-01-20T15:00:00Z"],
            [0, 23],
            ["2027-01-21", "2027-01-20"],
        ),
    ],
)
def test_the_local_day_counts_and_the_labels_are_of_the_utc_day(
    tenfold: Tenfold, clock: Clock, zone: str, inside: list[str], outside: list[str], hours: list[int], dates: list[str]
) -> None:
    clock.freeze("2027-01-21T12:00:00Z")
    for user, moments in ((REGULAR, inside), (ADMIN, outside)):
        for at in moments:
            tenfold.world.control.post("/calls", json={"user": user, "number": "15125559999", "started_at": at}).raise_for_status()
    clock.freeze("2027-01-20T03:30:00Z")

    shown = asked(tenfold, "company", timezone=zone)

    counts, labels = shown["graphs"]["hour"]["series"]["totalCalls"], shown["graphs"]["hour"]["labels"]
    assert {member["name"]: member["calls"] for member in shown["members"] if member["calls"]} == {"Daniel Reyes": 2}
    assert [hour for hour, calls in enumerate(counts) if calls] == hours
    assert [labels[hour][:10] for hour in hours] == dates
