"""People, their settings and their organization (tenfold.md, T1-04, T2-06, T2-07, T2-11 to T2-14)."""

import pytest

from tests.facts import fact
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold

V1 = ["_id", "invitedAt", "username", "name", "features", "deleted", "crmId", "extensions", "analytics", "inboundEnabled", "organizationId"]
V2 = [
    *("id", "organizationId", "primaryTeamId", "username", "name", "pictureUrl", "inboundEnabled", "extensions", "phoneNumbers", "did"),
    *("createdAt", "isAdmin", "agentStatus"),
]


@fact("T1-04")
def test_v1_lists_the_people_of_the_organization_and_filters_them(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)

    everybody = http.get("/api/v1/users").json()["users"]
    found = http.get("/api/v1/users", params={"filter[name]": "HELEN", "filter[username]": "castellano@"}).json()["users"]

    assert [list(user) for user in everybody] == [V1] * len(everybody)
    assert [user["name"] for user in everybody] == sorted(user["name"] for user in everybody)
    assert "peter.novak@ferrybank.example" not in {user["username"] for user in everybody}  # has left
    (helen,) = found
    assert (helen["username"], helen["features"], helen["analytics"]) == (ADMIN, {"next": {"signatures": []}}, {"visible": True})
    assert {user["organizationId"] for user in everybody} == {helen["organizationId"]}
    assert "NON_CRM_USER" in {user["crmId"] for user in everybody}
    assert http.get("/api/v1/users", params={"filter[name]": "%"}).json() == {"users": []}


@fact("T1-04", "T2-11")
def test_pages_follow_each_other_and_end(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    whole = [user["id"] for user in http.get("/v2/users").json()["data"]]

    seen: list[str] = []
    url: str | None = "/v2/users?pageSize=4"
    while url:
        page = http.get(url.removeprefix(tenfold.world.url)).json()
        seen += [user["id"] for user in page["data"]]
        url = page.get("_links", {}).get("next")

    assert seen == whole
    assert "_links" not in http.get("/v2/users").json()
    assert [len(http.get(f"/api/v1/users?pageSize=4&page={page}").json()["users"]) for page in (0, 99)] == [4, 0]


@fact("T1-04", "T2-11")
@pytest.mark.parametrize("query", ["page=-1", "page=x", "page=1.5", "pageSize=0", "pageSize=", "page=" + "9" * 18, "page=٣"])
def test_a_page_that_is_none_is_refused_by_name(tenfold: Tenfold, query: str) -> None:
    http = tenfold.signed_in()
    for path in ("/v2/users", "/api/v1/users"):
        answer = http.get(f"{path}?{query}")
        assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, query.partition("=")[0])


@fact("T2-11")
def test_v2_refuses_pages_of_more_than_500_and_v1_makes_them_smaller(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    assert [http.get(f"{path}?pageSize=501").status_code for path in ("/v2/users", "/api/v1/users")] == [400, 200]


@fact("T2-11", "T2-12", "TQ-25")
def test_anybody_may_list_all_but_only_an_admin_may_look_one_up(tenfold: Tenfold) -> None:
    admin, regular = tenfold.signed_in(), tenfold.signed_in(REGULAR)
    listed = regular.get("/v2/users", params={"name": "grace"}).json()["data"]
    (grace,) = listed
    me = regular.get("/v2/users/me").json()["data"]

    assert list(grace) == list(me) == V2
    assert grace["phoneNumbers"][0]["number"].isdigit()
    assert admin.get(f"/v2/users/{grace['id']}").json()["data"] == grace
    assert regular.get(f"/v2/users/{me['id']}").json()["data"] == me
    refused = regular.get(f"/v2/users/{grace['id']}")
    assert (refused.status_code, refused.json()["name"]) == (404, "NotFoundError")


@fact("T2-12", "T2-13")
def test_another_organization_is_not_there(tenfold: Tenfold) -> None:
    theirs = tenfold.signed_in(ELSEWHERE).get("/v2/users/me").json()["data"]

    assert tenfold.signed_in().get(f"/v2/users/{theirs['id']}").status_code == 404
    assert tenfold.signed_in().get(f"/v2/organizations/{theirs['organizationId']}").status_code == 404


@fact("T2-13", "T2-14")
def test_the_own_organization_and_its_connections(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)
    me = http.get("/v2/users/me").json()["data"]

    own = http.get(f"/v2/organizations/{me['organizationId']}").json()["data"]

    keys = ["id", "company", "abbr", "status", "adminId", "phoneSystem", "crmProvider", "plan", "timezone", "locale"]
    assert list(own) == keys
    assert (own["company"], own["status"], own["crmProvider"], own["timezone"]) == ("Ferrybank", "Active", "salesforce", "America/New_York")
    assert http.get("/v2/organizations/health-check").json() == {
        "data": [
            {"type": "crm", "name": "salesforce", "status": "connected"},
            {"type": "phone", "name": "phone-simulator", "status": "connected"},
        ]
    }


@fact("T2-06", "T2-07")
def test_settings_begin_with_the_organizations_and_change_one_by_one(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)
    start = http.get("/v2/users/me/settings").json()
    assert start == {
        "settings": {
            "timezone": "America/New_York",
            "dateFormat": "YYYY-MM-DD",
            "timeFormat": "hh",
            "locale": "en_US",
            "temperatureUnit": "celsius",
        }
    }

    changed = http.put("/v2/users/me/settings", json={"timezone": "US/Central", "primaryExtension": "abcdef", "unknown": 1}).json()

    assert changed["settings"] == {"primaryExtension": "abcdef"} | start["settings"] | {"timezone": "US/Central"}
    assert next(iter(changed["settings"])) == "primaryExtension"
    assert http.get("/v2/users/me/settings").json() == changed
    assert tenfold.signed_in().get("/v2/users/me/settings").json() == start


@fact("T2-06")
@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"timezone": "Mars/Olympus"}, "timezone is no time zone: 'Mars/Olympus'"),
        ({"timezone": "../../etc/passwd"}, "timezone is no time zone: '../../etc/passwd'"),
        ({"timezone": "a\0b"}, "timezone is no time zone: 'a\\x00b'"),
        ({"timezone": "localtime"}, "timezone is no time zone: 'localtime'"),
        ({"timezone": "right/Europe/Berlin"}, "timezone is no time zone: 'right/Europe/Berlin'"),
        ({"timezone": "America"}, "timezone is no time zone: 'America'"),
        ({"timezone": ""}, "timezone is no time zone: ''"),
        ({"timezone": 5}, "timezone must be a string"),
        ({"locale": "english!"}, "locale is no locale: 'english!'"),
        ({"temperatureUnit": "kelvin"}, "temperatureUnit must be celsius or fahrenheit"),
    ],
)
def test_a_setting_that_cannot_be_changes_nothing(tenfold: Tenfold, given: dict[str, object], rule: str) -> None:
    http = tenfold.signed_in()
    before = http.get("/v2/users/me/settings").json()

    answer = http.put("/v2/users/me/settings", json={"dateFormat": "DD.MM."} | given)

    assert (answer.status_code, answer.json()["message"]) == (400, rule)
    assert http.get("/v2/users/me/settings").json() == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", path) for path in ("/api/v1/users", "/v2/users", "/v2/users/me", "/v2/users/x", "/v2/users/me/settings")),
        *(("GET", path) for path in ("/v2/organizations/x", "/v2/organizations/health-check")),
        *(("PUT", path) for path in ("/v2/users/me/settings", "/v2/oauth/authorize")),
    ],
)
def test_nothing_is_told_without_a_token(tenfold: Tenfold, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer JWT x"}, {"Authorization": "Basic eDp5"}):
        answer = tenfold.anybody.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
