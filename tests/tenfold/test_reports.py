"""Reports that are mailed to whoever asks for them (tenfold.md, T2-31 to T2-34)."""

from typing import Any

import pytest

from tests.conftest import FROZEN, World
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold
from tests.tenfold.mailed_reports import REPORTS, mailed, outbox

KINDS = ("punch-card", "all-calls", "user-table", "call-history")
QUARTER: dict[str, Any] = {"startTime": 1767225600000, "endTime": 1773878399999, "timezone": "Asia/Kolkata"}  # 1 January to 18 March 2026
QUIET: dict[str, Any] = {
    "startTime": 1262304000000,
    "endTime": 1264982399999,
    "timezone": "UTC",
}  # January 2010: nothing but what is planted
SAMPLE = b"""{
        "timezone": "America/Chicago"
        "startTime": 1,
        "endTime": 10000,
        "userIds": ["5a60b8b4387e26efd7c4465d"]
    }"""


def ids(tenfold: Tenfold, username: str = ADMIN) -> dict[str, str]:
    """Of all colleagues, by username."""
    people = tenfold.signed_in(username).get("/v2/users?pageSize=500").raise_for_status().json()["data"]
    return {person["username"]: person["id"] for person in people}


def planted(world: World, **call: Any) -> str:
    given = {"matches": [], "number": "15125559999", "started_at": "2010-01-15T18:40:00Z", **call}
    given |= {} if "answered" in call or "duration" in call else {"duration": 60}
    return str(world.control.post("/calls", json=given).raise_for_status().json()["id"])


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_a_mail_to_the_callers_own_address_with_words_a_page_and_a_file(tenfold: Tenfold, kind: str) -> None:
    mail = mailed(tenfold, kind, REGULAR, **QUARTER)

    assert str(mail.message["To"]) == f"Daniel Reyes <{REGULAR}>"
    assert (mail.facts["to"], mail.facts["status"], mail.facts["created_at"]) == (REGULAR, "kept", FROZEN)
    assert mail.message["Date"].datetime.isoformat() == FROZEN
    assert [part.get_content_type() for part in mail.message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        *("text/plain", "text/html", "text/csv"),
    ]
    assert mail.file.get_filename() == f"{kind}-2026-01-01-to-2026-03-19.csv"
    assert "1 January 2026, 05:30 to 19 March 2026, 05:29 (Asia/Kolkata)" in mail.text
    assert "Daniel Reyes" in mail.html


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("body", "content_type"), [(b"", ""), (b" ", "application/json"), (b"{}", "application/x-www-form-urlencoded"), (b"{}", "text/plain")]
)
def test_everything_may_be_left_out(tenfold: Tenfold, kind: str, body: bytes, content_type: str) -> None:
    answer = tenfold.signed_in().post(f"{REPORTS}/{kind}", content=body, headers={"Content-Type": content_type})

    assert (answer.status_code, answer.content) == (200, b"")
    assert len(outbox(tenfold)) == 1


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize("kind", KINDS)
def test_the_vendors_samples_lack_a_comma_and_are_refused_until_they_are_mended(tenfold: Tenfold, kind: str) -> None:
    http = tenfold.signed_in()

    assert http.post(f"{REPORTS}/{kind}", content=SAMPLE).json()["message"].startswith("The body is not JSON")
    assert http.post(f"{REPORTS}/{kind}", content=SAMPLE).status_code == 400
    own = SAMPLE.replace(b'Chicago"', b'Chicago",').replace(b"5a60b8b4387e26efd7c4465d", ids(tenfold)[ADMIN].encode())
    assert http.post(f"{REPORTS}/{kind}", content=own).status_code == 200


@fact("T2-31", "T2-32")
def test_by_default_it_is_about_oneself_today_in_the_organizations_zone(tenfold: Tenfold) -> None:
    for at in ("2010-01-15T04:59:59Z", "2010-01-15T05:00:00Z", "2010-01-16T04:59:59Z", "2010-01-16T05:00:00Z"):
        planted(tenfold.world, user=ADMIN, started_at=at)
    planted(tenfold.world, user=REGULAR)
    tenfold.world.clock.freeze("2010-01-16T03:00:00Z")  # still the 15th in New York

    calls, card = mailed(tenfold, "all-calls"), mailed(tenfold, "punch-card")

    assert [row["Start (America/New_York)"] for row in calls.table] == ["2010-01-15 23:59:59", "2010-01-15 00:00:00"]
    assert card.message["Subject"] == "Punch card: 15 January 2010 (America/New_York)"
    assert [[day[hour] for hour in (1, 24)] for day in card.rows if day[0] == "Friday"] == [["1", "1"]]


@fact("T2-31")
def test_a_punch_card_counts_by_the_weekday_and_hour_of_the_zone(tenfold: Tenfold) -> None:
    planted(tenfold.world, user=ADMIN)  # a Friday evening in UTC, a Saturday in India, where the hours begin at half past
    for at in ("2010-01-08T18:29:59Z", "2010-01-15T18:30:00Z"):
        planted(tenfold.world, user=ADMIN, started_at=at)

    mail = mailed(tenfold, "punch-card", **QUIET | {"timezone": "Asia/Kolkata"})

    heads, *days = mail.rows
    assert heads == ["Weekday", *(f"{hour:02}:00" for hour in range(24))]
    assert [day[0] for day in days] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert {(day[0], hour - 1): day[hour] for day in days for hour in range(1, 25) if day[hour] != "0"} == {
        ("Friday", 23): "1",
        ("Saturday", 0): "2",
    }
    assert "Busiest: Saturday, 00:00 to 01:00, with 2 calls." in mail.text
    assert "00:00   ·   ·   ·   ·   ·   2   ·" in mail.text.splitlines()


@fact("T2-31", "T2-32", "T2-33")
def test_the_numbers_are_those_of_the_analytics(tenfold: Tenfold) -> None:
    people = ids(tenfold)
    company = tenfold.signed_in().get("/v2/analytics/company", params=QUARTER).raise_for_status().json()["data"]

    card, calls, table = (mailed(tenfold, kind, userIds=list(people.values()), **QUARTER) for kind in KINDS[:3])

    hours = [sum(int(day[hour]) for day in card.rows[1:]) for hour in range(1, 25)]
    assert hours == company["graphs"]["hour"]["series"]["totalCalls"]
    overview = company["overview"]
    assert overview["calls"] > 800
    assert len(calls.table) == overview["calls"]
    assert sum(float(row["Duration (s)"]) for row in calls.table) * 1000 == pytest.approx(overview["duration"])
    answered = [row["Direction"] for row in calls.table if row["Answered"] == "yes"]
    assert (answered.count("Inbound"), answered.count("Outbound")) == (overview["inbound"]["answered"], overview["outbound"]["connects"])
    assert sum(bool(row["CRM records"]) for row in calls.table) == overview["crmMatch"]
    assert sum(bool(row["Notes"]) for row in calls.table) == overview["notes"]
    assert f"{overview['calls']} calls, {overview['inbound']['answered']} of {overview['inbound']['calls']} inbound answered" in card.text
    assert sum(int(row["Calls"]) for row in table.table) == overview["calls"]


@fact("T2-33")
def test_each_row_of_the_user_table_is_the_member_of_the_analytics(tenfold: Tenfold) -> None:
    people, http = ids(tenfold), tenfold.signed_in()
    data = [http.get(f"/v2/analytics/users/{each}", params=QUARTER).raise_for_status().json()["data"] for each in people.values()]
    members = sorted((each["members"][0] for each in data), key=lambda member: str(member["name"]))

    table = mailed(tenfold, "user-table", userIds=list(people.values()), **QUARTER).table

    assert [row["Person"] for row in table] == [member["name"] for member in members]
    for row, member in zip(table, members, strict=True):
        inbound, outbound = member["inbound"], member["outbound"]
        counts = (member["calls"], member["notes"], member["crmMatch"], inbound["calls"], inbound["answered"], inbound["missed"])
        assert tuple(int(row[name]) for name in ("Calls", "Notes", "CRM matches", "Inbound calls", "Answered", "Missed")) == counts
        assert tuple(int(row[name]) for name in ("Outbound calls", "Connects")) == (outbound["calls"], outbound["connects"])
        assert float(row["Connect rate (%)"]) == outbound["connectRate"]
        assert float(row["CRM match rate (%)"]) == member["crmMatchRate"]
        times = (member["duration"], member["avgDuration"], inbound["duration"], outbound["avgDuration"])
        names = ("Duration (s)", "Average duration (s)", "Inbound duration (s)", "Outbound average duration (s)")
        assert tuple(float(row[name]) * 1000 for name in names) == pytest.approx(times)
        assert row["Listening score"] == ("" if member["listeningScore"] is None else str(member["listeningScore"]))


@fact("T2-33")
def test_the_user_table_is_grouped_by_primary_team_if_asked(tenfold: Tenfold) -> None:
    everybody = list(ids(tenfold).values())

    plain, grouped = (mailed(tenfold, "user-table", userIds=everybody, groupByTeams=wanted, **QUARTER) for wanted in (False, True))

    assert "Team" not in plain.table[0]
    teams = [row["Team"] for row in grouped.table]
    assert teams == sorted(teams)
    assert len(set(teams)) > 2
    assert sorted(row["Person"] for row in grouped.table) == sorted(row["Person"] for row in plain.table)
    assert f"Sales ({sum(int(row['Calls']) for row in grouped.table if row['Team'] == 'Sales')} calls, " in grouped.text
    assert sum(int(row["Calls"]) for row in grouped.table) == sum(int(row["Calls"]) for row in plain.table)


@fact("T2-32")
def test_all_calls_has_a_row_for_each_call_but_internal_ones(tenfold: Tenfold) -> None:
    people, control = ids(tenfold), tenfold.world.control
    number = next(call["number"] for call in control.get(f"/calls?user={REGULAR}").json()["calls"] if call["matches"])
    contact = control.get(f"/crm/records?number={number}").json()["records"][0]
    planted(tenfold.world, user=ADMIN, direction="internal")
    missed = planted(tenfold.world, user=REGULAR, direction="inbound", answered=False, name="Somebody Åsa")
    own = {"subject": "Renewal", "notes": "Two\nlines", "listening_score": 71.5, "duration": 61.5, "matches": [contact["id"]]}
    talked = planted(tenfold.world, user=ADMIN, direction="outbound", started_at="2010-01-15T18:41:00Z", **own)

    mail = mailed(tenfold, "all-calls", userIds=[people[ADMIN], people[REGULAR], people[ADMIN]], **QUIET)

    assert mail.rows[1:] == [
        [
            "2010-01-15 18:41:00",
            "Helen Castellano",
            "Outbound",
            *("15125559999", "yes", "61.5", "", contact["name"]),
            *("Renewal", "Two\nlines", "71.5", talked),
        ],
        ["2010-01-15 18:40:00", "Daniel Reyes", "Inbound", "15125559999", "no", "0", "Somebody Åsa", "", "", "", "", missed],
    ]
    assert f"Fri 15 Jan 18:41  outbound, Helen Castellano: {contact['name']} (+15125559999), 1:02" in mail.text
    assert "Fri 15 Jan 18:40  inbound, Daniel Reyes: Somebody Åsa (+15125559999), missed" in mail.text


@fact("T2-34")
def test_a_call_history_is_one_persons_and_only_its_body_has_the_name(tenfold: Tenfold) -> None:
    people = ids(tenfold)
    planted(tenfold.world, user=ADMIN)
    planted(tenfold.world, user=REGULAR, number="15125551111")

    mail = mailed(tenfold, "call-history", user=people[REGULAR], name="John Doe", **QUIET)

    assert [row["Number"] for row in mail.table] == ["15125551111"]
    assert mail.text.startswith("Call history: John Doe\n")
    assert "John Doe" in mail.html
    assert all("John" not in value for value in mail.message.values())
    assert mailed(tenfold, "call-history", user=people[REGULAR], **QUIET).text.startswith("Call history: Helen Castellano\n")


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize(
    ("kind", "others"),
    [
        ("punch-card", {"user": 5, "name": [], "groupByTeams": "yes"}),
        ("all-calls", {"user": "nobody", "name": 1, "groupByTeams": 1}),
        ("user-table", {"user": "nobody", "name": ""}),
        ("call-history", {"userIds": "nobody", "groupByTeams": {}}),
    ],
)
def test_what_other_types_take_is_not_looked_at(tenfold: Tenfold, kind: str, others: dict[str, Any]) -> None:
    mailed(tenfold, kind, **others, nonsense=1)


MANY = ("punch-card", "all-calls", "user-table")
EVERY: list[tuple[tuple[str, ...], dict[str, Any], str]] = [
    (KINDS, {"timezone": "Mars/Olympus"}, "timezone is no time zone: 'Mars/Olympus'"),
    (KINDS, {"timezone": 5}, "timezone must be a string"),
    (KINDS, {"timezone": "../../etc/passwd"}, "timezone is no time zone: '../../etc/passwd'"),
    (KINDS, {"startTime": "noon"}, "startTime must be milliseconds since 1970, a whole number"),
    (KINDS, {"startTime": True}, "startTime must be milliseconds since 1970, a whole number"),
    (KINDS, {"endTime": 1.5}, "endTime must be milliseconds since 1970, a whole number"),
    (KINDS, {"endTime": 10**18}, "endTime must be milliseconds since 1970, a whole number"),
    (KINDS, {"startTime": 10, "endTime": 9}, "endTime must not be before startTime"),
    (MANY, {"userIds": "x"}, "userIds must be a list of ids with at least one in it"),
    (MANY, {"userIds": []}, "userIds must be a list of ids with at least one in it"),
    (MANY, {"userIds": [5]}, "userIds must be a list of ids with at least one in it"),
    (MANY, {"userIds": [None]}, "userIds must be a list of ids with at least one in it"),
    (MANY, {"userIds": ["x"] * 10_001}, "userIds must not be more than 10000"),
    (("user-table",), {"groupByTeams": "true"}, "groupByTeams must be true or false"),
    (("user-table",), {"groupByTeams": 1}, "groupByTeams must be true or false"),
    (("call-history",), {"user": 5}, "user must be a string that is not empty"),
    (("call-history",), {"user": ""}, "user must be a string that is not empty"),
    (("call-history",), {"name": ["x"]}, "name must be a string that is not empty"),
    (("call-history",), {"name": " "}, "name must be a string that is not empty"),
]


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize(("kind", "given", "message"), [(kind, given, message) for kinds, given, message in EVERY for kind in kinds])
def test_what_cannot_be_meant_is_refused_by_the_fields_name_and_nothing_is_mailed(
    tenfold: Tenfold, kind: str, given: dict[str, Any], message: str
) -> None:
    answer = tenfold.signed_in().post(f"{REPORTS}/{kind}", json=given)

    assert (answer.status_code, answer.json()["message"]) == (400, message)
    assert answer.json()["details"][0]["field"] == message.partition(" ")[0]
    assert outbox(tenfold) == []


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize("kind", KINDS)
def test_people_whom_one_may_not_see_are_not_found(tenfold: Tenfold, kind: str) -> None:
    colleagues, elsewhere = ids(tenfold), ids(tenfold, ELSEWHERE)[ELSEWHERE]
    http = {name: tenfold.signed_in(name) for name in (ADMIN, REGULAR)}

    def status(name: str, *wanted: str) -> int:
        given = {"user": wanted[-1]} if kind == "call-history" else {"userIds": wanted}
        return http[name].post(f"{REPORTS}/{kind}", json=given).status_code

    assert status(ADMIN, colleagues[ADMIN], colleagues[REGULAR]) == 200
    assert status(REGULAR, colleagues[REGULAR], colleagues[REGULAR]) == 200
    assert len(outbox(tenfold)) == 2
    assert status(REGULAR, colleagues[REGULAR], colleagues[ADMIN]) == 404
    assert [status(name, elsewhere) for name in http] == [404, 404]
    assert [status(name, "5a60b8b4387e26efd7c4465d") for name in http] == [404, 404]
    tenfold.switch(forbidden=True)
    assert (status(REGULAR, colleagues[ADMIN]), status(REGULAR, elsewhere)) == (403, 404)
    assert len(outbox(tenfold)) == 2


@fact("T2-31")
def test_there_are_four_types_and_they_are_posted_with_a_token(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()

    assert http.post(f"{REPORTS}/heat-map").status_code == 404
    assert http.post(REPORTS).status_code == 404
    assert (http.get(f"{REPORTS}/punch-card").status_code, http.get(f"{REPORTS}/punch-card").headers["allow"]) == (405, "POST")
    assert tenfold.anybody.post(f"{REPORTS}/punch-card").status_code == 401
    assert outbox(tenfold) == []


@fact("T2-34")
@pytest.mark.parametrize(
    "name",
    [
        "x\r\nBcc: a@evil.example\r\n\r\nHello",
        "<script>alert(1)</script>",
        "\u0000\u202e",
        "Zoë 李小龙 🎧",
        "ü" * 50_000,
        "=cmd|'/c calc'!A0",
    ],
)
def test_a_name_stays_a_name(tenfold: Tenfold, name: str) -> None:
    plain, named = (mailed(tenfold, "call-history", **given) for given in ({}, {"name": name}))

    assert named.message.keys() == plain.message.keys()
    assert named.message["To"] == plain.message["To"]
    assert len(named.text.splitlines()) == len(plain.text.splitlines())
    assert "<script" not in named.html
    assert len(named.html) < 20_000


@fact("T2-32")
@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(1)", "\tx"])
def test_no_cell_of_the_file_is_a_formula(tenfold: Tenfold, words: str) -> None:
    planted(tenfold.world, user=ADMIN, name=words, subject=words, notes=words)

    (row,) = mailed(tenfold, "all-calls", **QUIET).table

    assert {row[name] for name in ("Caller ID", "Subject", "Notes")} == {f"'{words}"}
    assert row["Duration (s)"] == "60"


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize("kind", KINDS)
def test_a_time_without_calls_and_one_without_end_make_a_report_too(tenfold: Tenfold, kind: str) -> None:
    empty = mailed(tenfold, kind, startTime=0, endTime=0)
    assert "0 calls, 0 of 0 inbound answered, 0 of 0 outbound connected, 0:00 talk time" in empty.text

    mailed(tenfold, kind, startTime=0, endTime=253_402_300_799_999, timezone="Pacific/Kiritimati")
    mailed(tenfold, kind, startTime=253_402_300_799_999, endTime=253_402_300_799_999, timezone="Pacific/Kiritimati")


@fact("T2-31", "T2-32", "T2-33", "T2-34")
@pytest.mark.parametrize("kind", KINDS)
def test_two_worlds_alike_write_alike(tenfold: Tenfold, kind: str) -> None:
    first, second = (mailed(tenfold, kind, **QUARTER) for _ in range(2))

    texts = [mail.message.as_string().replace(mail.facts["id"], "ID") for mail in (first, second)]
    assert texts[0] == texts[1]
