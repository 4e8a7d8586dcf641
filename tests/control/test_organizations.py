"""How Tenfold's organizations are set up, and what a developer may change to see an app cope."""

from typing import Any

import pytest

from tests.conftest import World
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold

KEYS = [
    *("id", "company", "type", "parent", "admin", "phone_system", "phone_status", "crm_provider", "crm_status"),
    *("analytics_visibility", "long_call", "custom_edits", "timezone", "locale", "users", "teams"),
]


@pytest.fixture
def tenfold(world: World) -> Tenfold:
    return Tenfold(world)


def shown(tenfold: Tenfold, name: str = "Ferrybank") -> dict[str, Any]:
    facts: dict[str, Any] = tenfold.world.control.get(f"/organizations/{name}").raise_for_status().json()
    return facts


def test_all_are_listed_by_company(tenfold: Tenfold) -> None:
    listed = tenfold.world.control.get("/organizations").json()["organizations"]

    companies = ["Ferrybank", "Gannet Rotas", "Kittiwake Voice", "Quillwort Cargo Bikes", "Skerry Metering"]
    assert [each["company"] for each in listed] == companies
    assert all(list(each) == KEYS for each in listed)
    assert [each["type"] for each in listed] == ["standard", "standard", "partner", "standard", "standard"]
    partner = listed[2]["id"]
    assert [each["parent"] for each in listed] == [None, partner, None, None, partner]


def test_one_is_shown_by_id_and_by_company_with_its_people_and_teams(tenfold: Tenfold) -> None:
    ferrybank = shown(tenfold)

    assert ferrybank == shown(tenfold, ferrybank["id"]) == shown(tenfold, "FERRYBANK")
    assert ferrybank["id"] == tenfold.world.control.get("/env").json()["TENFOLD_ORGANIZATION_ID"]
    assert (ferrybank["admin"], ferrybank["type"], ferrybank["parent"], ferrybank["long_call"]) == (ADMIN, "standard", None, 0)
    assert ferrybank["users"] == len(tenfold.signed_in().get("/v2/users").json()["data"])
    teams = {team["name"]: team["managers"] for team in ferrybank["teams"]}
    assert list(teams) == sorted(teams)
    assert (teams["Sales"], teams["Operations"]) == ([REGULAR], [ADMIN])
    assert shown(tenfold, "Skerry%20Metering")["teams"] != ferrybank["teams"]


def test_an_integration_that_is_unwell_shows_in_the_health_check(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)
    changes = {"phone_status": "connecting", "phone_system": "twilio", "crm_status": "disconnected", "crm_provider": "zendesk"}

    told = tenfold.world.control.patch("/organizations/Ferrybank", json=changes)

    assert (told.status_code, told.json()) == (200, shown(tenfold))
    assert http.get("/v2/organizations/health-check").json()["data"] == [
        {"type": "crm", "name": "zendesk", "status": "disconnected"},
        {"type": "phone", "name": "twilio", "status": "connecting"},
    ]
    assert [side["status"] for side in tenfold.signed_in(ELSEWHERE).get("/v2/organizations/health-check").json()["data"]] == [
        "connected"
    ] * 2


@pytest.mark.parametrize(
    ("provider", "module", "link"),
    [
        ("salesforce", "Contact", "https://quillwort-bikes.my.salesforce.example/lightning/r/Contact/{id}/view"),
        ("dynamics", "contact", "https://quillwort-bikes.crm.dynamics.example/main.aspx?pagetype=entityrecord&etn=contact&id={id}"),
    ],
)
def test_a_first_crm_brings_its_site_and_forms_and_keeps_them(tenfold: Tenfold, provider: str, module: str, link: str) -> None:
    quillwort = shown(tenfold, "Quillwort%20Cargo%20Bikes")
    path = f"/organizations/{quillwort['id']}"

    changed = tenfold.world.control.patch(path, json={"crm_provider": provider}).json()
    assert quillwort["crm_status"] is None
    assert changed == quillwort | {"crm_provider": provider, "crm_status": "connected"}

    form = next(form for form in forms(tenfold, quillwort["id"]) if form["module"] == module)
    assert [form["name"] for form in forms(tenfold, quillwort["id"])] == ["New account", "New contact", "New lead"]
    fields = {form["required"][0]: "Doe"}
    made = tenfold.signed_in(quillwort["admin"]).post("/v2/crm/records", json={"formId": form["id"], "fields": fields})
    record = made.raise_for_status().json()["record"]
    assert record["bean_link"] == link.format(id=record["bean_id"])
    before = forms(tenfold, quillwort["id"])
    for other in (None, "zendesk", provider):
        tenfold.world.control.patch(path, json={"crm_provider": other}).raise_for_status()
        assert forms(tenfold, quillwort["id"]) == before


def test_a_crm_that_is_known_by_its_name_alone_leaves_records_where_they_are(tenfold: Tenfold) -> None:
    links = [matched_links(tenfold)]

    for provider in ("zendesk", "dynamics", "salesforce"):
        tenfold.world.control.patch("/organizations/Ferrybank", json={"crm_provider": provider}).raise_for_status()
        links.append(matched_links(tenfold))
    tenfold.world.control.patch("/organizations/Quillwort%20Cargo%20Bikes", json={"crm_provider": "sap-c4c"}).raise_for_status()

    assert links[0]
    assert links == [links[0]] * 4
    assert forms(tenfold, "Quillwort Cargo Bikes") == []


def forms(tenfold: Tenfold, organization: str) -> list[dict[str, Any]]:
    listed = tenfold.world.control.get("/crm/forms", params={"organization": organization}).raise_for_status()
    found: list[dict[str, Any]] = listed.json()["forms"]
    return found


def matched_links(tenfold: Tenfold) -> list[str]:
    """To the records of the newest calls."""
    calls = tenfold.signed_in().get("/v2/calls").raise_for_status().json()["data"]
    return [record["link"] for call in calls for record in call["matchedCrmRecords"]]


def test_what_is_not_configured_is_left_out_of_the_health_check(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()

    tenfold.world.control.patch("/organizations/Ferrybank", json={"phone_system": None, "crm_provider": None}).raise_for_status()

    assert http.get("/v2/organizations/health-check").json() == {"data": []}
    own = http.get(f"/v2/organizations/{shown(tenfold)['id']}").json()["data"]
    assert (own["phoneSystem"], own["crmProvider"]) == (None, None)


def test_people_who_have_set_nothing_follow_their_organization(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)

    tenfold.world.control.patch("/organizations/Ferrybank", json={"timezone": "Asia/Kolkata", "locale": "en-IN"}).raise_for_status()

    settings = http.get("/v2/users/me/settings").json()["settings"]
    assert (settings["timezone"], settings["locale"]) == ("Asia/Kolkata", "en-IN")


def test_the_rest_is_kept_and_a_reset_puts_all_back(tenfold: Tenfold) -> None:
    before = shown(tenfold)
    changes = {"analytics_visibility": "organization", "long_call": 90.5, "custom_edits": True}

    for name, value in changes.items():
        tenfold.world.control.patch("/organizations/Ferrybank", json={name: value}).raise_for_status()

    assert shown(tenfold) == before | changes
    assert tenfold.world.control.patch("/organizations/Ferrybank").json() == before | changes
    tenfold.world.control.post("/reset").raise_for_status()
    assert shown(tenfold) == before


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ({"phone_system": "pigeon"}, "phone_system must be one of asterisk, broadsoft"),
        ({"phone_system": ""}, "phone_system must be one of"),
        ({"phone_status": None}, "phone_status must be one of connected, connecting, disconnected"),
        ({"crm_provider": ["salesforce"]}, "crm_provider must be one of bullhorn, dynamics"),
        ({"crm_status": "well"}, "crm_status must be one of"),
        ({"analytics_visibility": "all"}, "analytics_visibility must be one of own, team, organization"),
        ({"long_call": -1}, "long_call must be from 0 to 86400"),
        ({"long_call": 1e300}, "long_call must be from 0 to 86400"),
        ({"long_call": "90s"}, "long_call must be a number"),
        ({"custom_edits": 1}, "custom_edits must be true or false"),
        ({"timezone": "Mars/Olympus"}, "timezone is no time zone: 'Mars/Olympus'"),
        ({"timezone": None}, "timezone must be a string"),
        ({"locale": "english!"}, "locale is no locale: 'english!'"),
        ({"crm_state": "connected"}, "crm_state is not a field of this request; did you mean crm_status?"),
        ({"company": "Other"}, "company is not a field of this request"),
        ([], "body must be a JSON object"),
    ],
)
def test_what_cannot_be_is_named_and_changes_nothing(tenfold: Tenfold, body: Any, complaint: str) -> None:
    before = shown(tenfold)

    answer = tenfold.world.control.patch("/organizations/Ferrybank", json=body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_field")
    assert answer.json()["error"]["message"].startswith(complaint)
    assert shown(tenfold) == before


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_an_organization_that_is_not_there_is_told(tenfold: Tenfold, method: str) -> None:
    answer = tenfold.world.control.request(method, "/organizations/Nowhere")

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_organization")
