"""Calls that somebody looks for (tenfold.md, T2-21 and T2-22)."""

from typing import Any

import httpx
import pytest

from tests.conftest import World
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold

SEARCH = "/v2/analytics/search"
KOEHLER = "+49 40 66969 210"
DUPLICATES = '"two hundred and thirteen duplicate orders"'
"""Jürgen Köhler says it on the phone, and nobody notes it."""


def searched(client: httpx.Client, q: str, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(SEARCH, params={"q": q, **more}).raise_for_status().json()["data"]
    return found


def ids(listed: list[dict[str, Any]]) -> list[str]:
    return [call["id"] for call in listed]


def planted(tenfold: Tenfold, **wish: Any) -> str:
    """A call of Daniel's that was."""
    given = {"user": REGULAR, "number": "15125559876", **wish}
    return str(tenfold.world.control.post("/calls", json=given).raise_for_status().json()["id"])


@fact("T2-21")
@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", '?q=""'])
def test_without_a_query_all_visible_calls_are_found(tenfold: Tenfold, query: str) -> None:
    for client in (tenfold.signed_in(), tenfold.signed_in(REGULAR)):
        assert client.get(SEARCH + query).json()["data"] == client.get("/v2/calls").json()["data"]


@fact("T2-21")
def test_a_call_is_found_as_the_list_shows_it(tenfold: Tenfold) -> None:
    client, call = tenfold.signed_in(), planted(tenfold, notes="A zebra at the gate", number=KOEHLER)
    listed = client.get("/v2/calls").json()["data"]

    (found,) = searched(client, "zebra")

    assert found["id"] == call
    assert list(found["matchedCrmRecords"][0])[:3] == ["description", "editLink", "email"]
    assert found == next(each for each in listed if each["id"] == call)


@fact("T2-21")
@pytest.mark.parametrize(
    "q",
    [
        "TURNPIKE",
        "quarterly zebra",
        '"Ask about the ZEBRA"',
        "5559876",
        'zebra "cuckoo clocks inc."',
        "jürgen zebra",
        "JÜRGEN ZEBRA",
        "nordhafen zebra",
        '"the zebra" quarterly turnpike',
        '"about the zebra',
        "br zebra",
    ],
)
def test_words_and_expressions_are_looked_for_everywhere_whatever_their_case(tenfold: Tenfold, q: str) -> None:
    (record,) = tenfold.world.control.get("/crm/records", params={"number": KOEHLER}).json()["records"]
    wish = {"notes": "Ask about the zebra; Turnpike", "subject": "Quarterly call", "name": "Cuckoo Clocks Inc.", "matches": [record["id"]]}
    call = planted(tenfold, **wish)

    assert ids(searched(tenfold.signed_in(), q)) == [call]


@fact("T2-21")
@pytest.mark.parametrize(
    "q", ["zebra nowhere", '"zebra the"', '"turnpike quarterly"', "z%a", "zebr_", "zebra*", "zebra OR nowhere", "NOT zebra"]
)
def test_all_terms_must_be_there_and_nothing_is_a_wildcard(tenfold: Tenfold, q: str) -> None:
    planted(tenfold, notes="Ask about the zebra; turnpike", subject="Quarterly call")

    assert searched(tenfold.signed_in(), q) == []


@fact("T2-21")
def test_what_was_said_is_found_too(tenfold: Tenfold) -> None:
    (found,) = searched(tenfold.signed_in(), DUPLICATES)

    assert found["hasTranscript"]
    assert found["matchedCrmRecords"][0]["name"] == "Jürgen Köhler"


@fact("T2-21")
def test_a_call_is_found_by_what_it_holds_now(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    call = client.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).json()["call"]["id"]
    seen = [ids(searched(client, "walrus"))]

    for notes in ({"description": "A walrus"}, {"subject": "Walrus", "description": None}, {"subject": "Whale"}):
        client.put(f"/v2/calls/{call}", json=notes).raise_for_status()
        seen.append(ids(searched(client, "walrus")))

    assert seen == [[], [call], [call], []]


@fact("T2-21")
def test_a_record_that_is_renamed_or_exchanged_is_found_by_its_new_name(tenfold: Tenfold) -> None:
    client, call = tenfold.signed_in(), planted(tenfold, number=KOEHLER, direction="outbound", notes="zebra")
    (record,) = tenfold.world.control.get("/crm/records", params={"number": KOEHLER}).json()["records"]
    token = tenfold.pair()["access_token"]
    renamed = {"token": token, "id": record["id"], "module": "Contact", "update": {"name": "Ottilie Walrus"}}
    assert ids(searched(client, "zebra köhler")) == [call]

    client.put("/v1/crm/record", json=renamed).raise_for_status()

    assert (ids(searched(client, "zebra walrus")), searched(client, "zebra köhler")) == ([call], [])
    gone = {"number": KOEHLER, "module": "Contact", "callId": call}
    client.request("DELETE", f"/v2/crm/records/{record['id']}/remove-number", json=gone).raise_for_status()
    assert (searched(client, "zebra walrus"), ids(searched(client, "zebra"))) == ([], [call])
    client.put(f"/v2/calls/{call}/set-matching-record", json={"recordId": record["id"], "module": "Contact"}).raise_for_status()
    assert ids(searched(client, "zebra walrus")) == [call]


@fact("T2-21")
def test_the_newest_come_first_and_pages_join_up(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    moments = ["2026-03-10T09:00:00Z", "2026-03-02T09:00:00Z", "2026-03-17T09:00:00Z", "2026-02-02T09:00:00Z", "2026-03-02T09:00:01Z"]
    for at in moments:
        planted(tenfold, started_at=at, notes="zebra")

    whole = searched(client, "zebra")
    pages = [client.get(SEARCH, params={"q": "zebra", "pageSize": 2, "page": page}).json() for page in range(4)]

    assert [call["startTime"] for call in whole] == sorted((call["startTime"] for call in whole), reverse=True)
    assert [call for page in pages for call in page["data"]] == whole
    assert len(whole) == len(moments)
    assert [list(page.get("_links", {})) for page in pages] == [["next"], ["next", "previous"], ["previous"], ["previous"]]
    assert client.get(pages[0]["_links"]["next"]).json()["data"] == pages[1]["data"]


@fact("T2-21")
def test_others_find_the_calls_of_visible_teams_and_their_own(tenfold: Tenfold) -> None:
    priya = "priya.raman@ferrybank.example"
    daniels, helens, own = (planted(tenfold, user=user, notes="zebra") for user in (REGULAR, ADMIN, priya))
    client, seen = tenfold.signed_in(priya), {}

    for level in ("own", "team", "organization"):
        tenfold.world.control.patch("/organizations/Ferrybank", json={"analytics_visibility": level}).raise_for_status()
        seen[level] = set(ids(searched(client, "zebra")))
        assert seen[level] <= set(ids(client.get("/v2/calls?pageSize=500").json()["data"]))

    assert seen == {"own": {own}, "team": {own, daniels}, "organization": {own, daniels, helens}}
    assert set(ids(searched(tenfold.signed_in(), "zebra"))) == {own, daniels, helens}


@fact("T2-21")
def test_nothing_is_found_in_another_organization(tenfold: Tenfold) -> None:
    planted(tenfold, notes="zebra")

    assert searched(tenfold.signed_in(ELSEWHERE), "zebra") == []
    assert searched(tenfold.signed_in(ELSEWHERE), DUPLICATES) == []


@fact("T2-21")
@pytest.mark.parametrize(
    "q",
    [
        '"',
        '"""',
        "%",
        "_",
        "*",
        "'",
        "\\",
        "\x00",
        "\x1f",
        "\ufffd",
        "(",
        ")",
        "AND",
        "NEAR(a b)",
        "text:a",
        "^a",
        "-a",
        "a" * 900,
        "\U0010ffff",
        "\ufffe",
        "😀",
        "é",
        "e\u0301",
    ],
)
def test_nothing_in_a_query_breaks_it(tenfold: Tenfold, q: str) -> None:
    client, call = tenfold.signed_in(), planted(tenfold, notes=f"It said {q} to me")

    found = searched(client, q if '"' in q else f'"said {q} to me"')

    assert '"' in q or ids(found) == [call]


@fact("T2-21")
@pytest.mark.parametrize("q", ["x" * 1001, "ß" * 5000, " ".join(map(str, range(60))), '"' * 1200])
def test_a_query_without_measure_is_refused(tenfold: Tenfold, q: str) -> None:
    answer = tenfold.signed_in().get(SEARCH, params={"q": q})

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, "q")


@fact("T2-21")
def test_a_clone_is_searched_by_itself(tenfold: Tenfold) -> None:
    call = planted(tenfold, notes="zebra")
    name = f"{tenfold.world.name}-clone"
    control = tenfold.world.server.client("/_sandbox")
    control.post(f"/worlds/{tenfold.world.name}/clone", json={"name": name}).raise_for_status()
    clone = Tenfold(World(tenfold.world.server, name))

    planted(tenfold, notes="zebra")

    assert len(searched(tenfold.signed_in(), "zebra")) == 2
    assert ids(searched(clone.signed_in(), "zebra")) == [call]
    control.delete(f"/worlds/{name}").raise_for_status()


@fact("T2-22")
def test_the_calls_of_a_user_are_smaller_and_their_records_are_beans(tenfold: Tenfold) -> None:
    client = tenfold.signed_in(REGULAR)
    me, call = client.get("/v2/users/me").json()["data"]["id"], planted(tenfold, number=KOEHLER, notes="zebra")

    listed = client.get(f"/v2/analytics/users/{me}/calls").json()["data"]

    names = "id startTime phoneNumber extension duration hasCrmErrors matchedCrmRecordsLength matchedCrmRecords description hasTranscript"
    assert list(listed[0]) == [*names.split(), "listeningScore", "isMobile"]
    assert (listed[0]["id"], listed[0]["description"], listed[0]["matchedCrmRecordsLength"]) == (call, "zebra", 1)
    assert list(listed[0]["matchedCrmRecords"][0]) == ["bean_id", "bean_name", "bean_edit_link", "bean_link", "bean_module"]
    assert ids(listed) == ids(client.get(f"/v2/calls?userId={me}").json()["data"])


@fact("T2-22")
def test_an_admin_reads_anybodys_calls_and_others_their_own(tenfold: Tenfold) -> None:
    admin, daniel = tenfold.signed_in(), tenfold.signed_in(REGULAR)
    helens, daniels = (client.get("/v2/users/me").json()["data"]["id"] for client in (admin, daniel))

    of_daniel = admin.get(f"/v2/analytics/users/{daniels}/calls?pageSize=3").json()["data"]

    assert of_daniel == daniel.get("/v2/analytics/users/me/calls?pageSize=3").json()["data"]
    refused = [daniel.get(f"/v2/analytics/users/{helens}/calls"), admin.get("/v2/analytics/users/nobody/calls")]
    refused.append(tenfold.signed_in(ELSEWHERE).get(f"/v2/analytics/users/{daniels}/calls"))
    assert [(answer.status_code, answer.json()["message"]) for answer in refused] == [
        (404, f"There is no user {user}") for user in (helens, "nobody", daniels)
    ]
    tenfold.switch(forbidden=True)
    assert daniel.get(f"/v2/analytics/users/{helens}/calls").status_code == 403
    assert admin.get("/v2/analytics/users/nobody/calls").status_code == 404


@fact("T2-22")
def test_the_calls_of_a_user_come_in_pages(tenfold: Tenfold) -> None:
    client = tenfold.signed_in(REGULAR)

    first, second, whole = (
        client.get(f"/v2/analytics/users/me/calls?{query}").json() for query in ("pageSize=2", "pageSize=2&page=1", "pageSize=4")
    )

    assert first["data"] + second["data"] == whole["data"]
    assert (list(first["_links"]), list(second["_links"])) == (["next"], ["next", "previous"])
    assert client.get("/v2/analytics/users/me/calls?pageSize=501").json()["details"][0]["field"] == "pageSize"
