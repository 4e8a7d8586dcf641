"""Contact lists (tenfold.md, T2-37 to T2-43)."""

import json
import re
from typing import Any

import httpx
import pytest

from tests.conftest import Server
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, CLIENT, ELSEWHERE, PASSWORD, REGULAR, Tenfold

LISTS = "/v2/contact-lists"
JOHN = {"name": "John Doe", "phoneNumbers": ["4155991160"]}
SUZIE = {"name": "Suzie Doe", "phoneNumbers": ["4145911961"]}
NEW_SAMPLE = b"""{
        "name": "Example new contact list",
        "contacts": [{
            "name": "John Doe",
            "phoneNumbers": ["4155991160"]
        }]
    }"""
UPDATE_SAMPLE = b"""{
        "name": "Updated contact list name",
        "contacts": [{
            "name": "Suzie Doe",
            "phoneNumbers": ["4145911961"]
        }]
    }"""
CONTACT_SAMPLE = b"""{
        "name": "Suzie Doe",
        "phoneNumbers": ["4145911961"]
    }"""
AS_CURL = {"Content-Type": "application/x-www-form-urlencoded"}
"""What `curl -d` says of these bodies."""


def made(http: httpx.Client, **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = http.post(LISTS, json={"name": "Leads", "contacts": [JOHN]} | given).raise_for_status().json()["data"]
    return answer


def said(contacts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contacts without their ids, which are of the right form and all different."""
    ids = {contact["id"] for contact in contacts}
    assert len(ids) == len(contacts)
    assert all(re.fullmatch("[0-9a-f]{24}", each) for each in ids)
    return [{name: value for name, value in contact.items() if name != "id"} for contact in contacts]


@fact("T2-37", "T2-38", "T2-39")
def test_the_vendors_sample_makes_a_list_that_is_found_again(tenfold: Tenfold) -> None:
    http = tenfold.signed_in(REGULAR)
    me = http.get("/v2/users/me").json()["data"]
    assert http.get(LISTS).json() == {"data": []}

    answer = http.post(LISTS, content=NEW_SAMPLE, headers=AS_CURL)

    own = answer.json()["data"]
    assert (answer.status_code, list(answer.json())) == (200, ["data"])
    assert list(own) == ["id", "organizationId", "userId", "name", "contacts", "type"]
    assert list(own["contacts"][0]) == ["id", "name", "phoneNumbers"]
    assert re.fullmatch("[0-9a-f]{24}", own["id"])
    assert (own["organizationId"], own["userId"]) == (me["organizationId"], me["id"])
    assert (own["name"], said(own["contacts"]), own["type"]) == ("Example new contact list", [JOHN], "untracked")
    assert http.get(f"{LISTS}/{own['id']}").json() == {"data": own}
    assert http.get(LISTS).json() == {"data": [own]}


@fact("T2-40")
def test_the_vendors_sample_of_an_update_keeps_john_doe_and_appends_suzie_doe(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    before = made(http)

    answer = http.put(f"{LISTS}/{before['id']}", content=UPDATE_SAMPLE, headers=AS_CURL)

    after = answer.json()["data"]
    assert (answer.status_code, list(answer.json())) == (200, ["data"])
    assert after == before | {"name": "Updated contact list name", "contacts": [*before["contacts"], after["contacts"][1]]}
    assert said(after["contacts"]) == [JOHN, SUZIE]
    assert http.get(f"{LISTS}/{before['id']}").json()["data"] == after


@fact("T2-42", "T2-43")
def test_the_vendors_samples_add_a_contact_and_remove_it(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    before = made(http)
    own = f"{LISTS}/{before['id']}"

    answer = http.post(f"{own}/contacts", content=CONTACT_SAMPLE, headers=AS_CURL)

    suzie = answer.json()["data"]
    assert (answer.status_code, list(answer.json()), list(suzie)) == (200, ["data"], ["id", "name", "phoneNumbers"])
    assert said([suzie]) == [SUZIE]
    assert http.get(own).json()["data"]["contacts"] == [*before["contacts"], suzie]
    removed = http.delete(f"{own}/contacts/{suzie['id']}")
    assert (removed.status_code, removed.content) == (200, b"")
    assert http.get(own).json()["data"] == before
    assert http.delete(f"{own}/contacts/{suzie['id']}").status_code == 404


@fact("T2-41")
def test_a_removed_list_is_gone_with_its_contacts_and_no_other_is(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    gone, stays = made(http), made(http)

    answer = http.delete(f"{LISTS}/{gone['id']}")

    assert (answer.status_code, answer.content) == (200, b"")
    assert http.get(LISTS).json() == {"data": [stays]}
    again = http.delete(f"{LISTS}/{gone['id']}")
    assert (again.status_code, again.json()["name"], again.json()["message"]) == (
        404,
        "NotFoundError",
        f"There is no contact list {gone['id']}",
    )


@fact("T2-40")
def test_merging_updates_what_it_knows_passes_over_what_is_equal_and_appends_the_rest(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    before = made(http, contacts=[JOHN, {"name": "Ann", "phoneNumbers": ["1", "2"]}])
    john, ann = before["contacts"]
    entries = [
        {"name": "Ann", "phoneNumbers": ["2", "1", "2"]},  # the same numbers: nothing happens
        {"name": "Zoe", "phoneNumbers": ["3"]},
        {"id": john["id"], "name": "John D. Doe", "phoneNumbers": ["+1 (415) 599-1160", "9"], "type": "ignored"},
        JOHN,  # John has another name by now
        {"name": "Zoe", "phoneNumbers": ["3"]},  # equal to one of this very request
        {"id": "0" * 24, "name": "Bob", "phoneNumbers": ["5"]},  # of no contact here
        {"id": ann["id"], "name": "Ann", "phoneNumbers": ["2"]},
        {"id": None, "name": "Ann", "phoneNumbers": ["1", "2"]},
    ]

    after = http.put(f"{LISTS}/{before['id']}", json={"contacts": entries}).json()["data"]

    assert said(after["contacts"]) == [
        {"name": "John D. Doe", "phoneNumbers": ["+1 (415) 599-1160", "9"]},
        {"name": "Ann", "phoneNumbers": ["2"]},
        {"name": "Zoe", "phoneNumbers": ["3"]},
        JOHN,
        {"name": "Bob", "phoneNumbers": ["5"]},
        {"name": "Ann", "phoneNumbers": ["1", "2"]},
    ]
    assert [contact["id"] for contact in after["contacts"][:2]] == [john["id"], ann["id"]]
    assert "0" * 24 not in {contact["id"] for contact in after["contacts"]}
    assert after["name"] == before["name"]
    assert http.get(f"{LISTS}/{before['id']}").json()["data"] == after


@fact("T2-40")
@pytest.mark.parametrize("given", [{}, {"contacts": []}, {"contacts": [JOHN]}, {"type": "tracked", "userId": "x"}, None])
def test_an_update_that_says_nothing_new_changes_nothing(tenfold: Tenfold, given: dict[str, Any] | None) -> None:
    http = tenfold.signed_in()
    before = made(http)

    answer = http.put(f"{LISTS}/{before['id']}", content=b"" if given is None else json.dumps(given))

    assert (answer.status_code, answer.json()["data"]) == (200, before)
    assert http.put(f"{LISTS}/{before['id']}", json=before).json()["data"] == before  # a list sent back as it came


@fact("T2-39", "T2-42")
def test_ids_are_assigned_here_contacts_are_optional_and_equal_ones_may_be_added(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    empty = made(http, contacts=[])
    assert http.post(LISTS, json={"name": " Ünïcode\u0000 📞 "}).json()["data"]["name"] == " Ünïcode\u0000 📞 "

    twice = made(http, id="mine", contacts=[JOHN | {"id": "mine"}, JOHN])
    added = http.post(f"{LISTS}/{twice['id']}/contacts", json=JOHN | {"id": twice["contacts"][0]["id"]}).json()["data"]

    assert empty["contacts"] == []
    assert said([*twice["contacts"], added]) == [JOHN] * 3
    assert twice["id"] != "mine"


@fact("T2-37", "T2-38", "T2-40", "T2-41", "T2-42", "T2-43")
@pytest.mark.parametrize("stranger", [ADMIN, ELSEWHERE])
def test_other_peoples_lists_are_not_there_not_even_for_admins(tenfold: Tenfold, stranger: str) -> None:
    owner, other = tenfold.signed_in(REGULAR), tenfold.signed_in(stranger)
    theirs, own = made(owner), made(other)
    path, contact = f"{LISTS}/{theirs['id']}", theirs["contacts"][0]["id"]

    answers = [
        other.get(path),
        other.put(path, json={"name": "Mine"}),
        other.delete(path),
        other.post(f"{path}/contacts", json=SUZIE),
        other.delete(f"{path}/contacts/{contact}"),
    ]

    unknown = other.get(f"{LISTS}/{'0' * 24}")
    assert unknown.status_code == 404
    for answer in answers:
        assert (answer.status_code, answer.text) == (404, unknown.text.replace("0" * 24, theirs["id"]))
    astray = other.delete(f"{LISTS}/{own['id']}/contacts/{contact}")
    assert (astray.status_code, astray.json()["message"]) == (404, f"There is no contact {contact} in the list")
    assert other.get(LISTS).json() == {"data": [own]}
    assert owner.get(LISTS).json() == {"data": [theirs]}


@fact("T2-40")
def test_the_id_of_a_contact_of_another_list_is_of_no_use(tenfold: Tenfold) -> None:
    owner, other = tenfold.signed_in(REGULAR), tenfold.signed_in()
    theirs, own = made(owner), made(other, contacts=[])

    after = other.put(f"{LISTS}/{own['id']}", json={"contacts": [SUZIE | {"id": theirs["contacts"][0]["id"]}]}).json()["data"]

    assert said(after["contacts"]) == [SUZIE]
    assert after["contacts"][0]["id"] != theirs["contacts"][0]["id"]
    assert owner.get(LISTS).json() == {"data": [theirs]}


@fact("T2-39", "T2-40")
@pytest.mark.parametrize(
    ("given", "field", "rule"),
    [
        ({"name": None}, "name", "is required"),
        ({"name": ""}, "name", "must be a string that is not empty"),
        ({"name": " \t"}, "name", "must be a string that is not empty"),
        ({"name": ["x"]}, "name", "must be a string that is not empty"),
        ({"contacts": None}, "contacts", "must be a list"),
        ({"contacts": JOHN}, "contacts", "must be a list"),
        ({"contacts": "John"}, "contacts", "must be a list"),
        ({"contacts": [JOHN, "Suzie"]}, "contacts[1]", "must be an object"),
        ({"contacts": [None]}, "contacts[0]", "must be an object"),
        ({"contacts": [JOHN, {"phoneNumbers": ["1"]}]}, "contacts[1].name", "is required"),
        ({"contacts": [JOHN, JOHN, JOHN | {"name": ""}]}, "contacts[2].name", "must be a string that is not empty"),
        ({"contacts": [JOHN | {"id": 5}]}, "contacts[0].id", "must be a string"),
        ({"contacts": [JOHN, {"name": "Suzie"}]}, "contacts[1].phoneNumbers", "is required"),
        *(
            (
                {"contacts": [JOHN, JOHN | {"phoneNumbers": wrong}]},
                "contacts[1].phoneNumbers",
                "must be a list of strings that is not empty",
            )
            for wrong in ([], "4155991160", 4155991160, [4155991160], ["1", None], [["1"]], {"0": "1"}, False)
        ),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(tenfold: Tenfold, given: dict[str, Any], field: str, rule: str) -> None:
    http = tenfold.signed_in()
    before = made(http)

    answers = [http.post(LISTS, json={"name": "New"} | given), http.put(f"{LISTS}/{before['id']}", json={"name": "New"} | given)]

    message = f"{field} {rule}"
    details = [{"field": field, "message": message, "name": "ValidationError"}]
    refusal = {"code": 400, "name": "ValidationError", "message": message, "details": details}
    assert [(answer.status_code, answer.json()) for answer in answers] == [(400, refusal)] * 2
    assert http.get(LISTS).json() == {"data": [before]}


@fact("T2-42")
@pytest.mark.parametrize(
    ("given", "field"),
    [({}, "name"), ({"name": 5}, "name"), ({"phoneNumbers": ["1"]}, "name"), ({"name": "x"}, "phoneNumbers"), (JOHN | {"id": []}, "id")],
)
def test_half_a_contact_is_refused(tenfold: Tenfold, given: dict[str, Any], field: str) -> None:
    http = tenfold.signed_in()
    before = made(http)

    answer = http.post(f"{LISTS}/{before['id']}/contacts", json=given)

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, field)
    assert http.get(LISTS).json() == {"data": [before]}


@fact("T2-39", "T2-40", "T2-42")
@pytest.mark.parametrize(
    "body", ["{name: 'x'}", '{"name": "x"', "[]", '"x"', "5", "null", "name=x", '{"name": "\\ud800"}', '{"name": NaN}']
)
@pytest.mark.parametrize("headers", [AS_CURL, {"Content-Type": "application/json"}, {}])
def test_a_body_that_is_no_json_object_is_refused(tenfold: Tenfold, body: str, headers: dict[str, str]) -> None:
    http = tenfold.signed_in()
    own = f"{LISTS}/{made(http)['id']}"

    for method, path in (("POST", LISTS), ("PUT", own), ("POST", f"{own}/contacts")):
        answer = http.request(method, path, content=body, headers=headers)
        assert (answer.status_code, answer.json()["name"]) == (400, "BadRequestError")


@fact("T2-37")
def test_lists_come_in_the_order_of_their_creation_page_by_page(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    made_lists = [made(http, name=f"List {9 - number}") for number in range(5)]

    seen: list[dict[str, Any]] = []
    sizes: list[int] = []
    url: str | None = f"{LISTS}?pageSize=2"
    while url:
        page = http.get(url.removeprefix(tenfold.world.url)).raise_for_status().json()
        seen, sizes = [*seen, *page["data"]], [*sizes, len(page["data"])]
        url = page.get("_links", {}).get("next")

    assert (seen, sizes) == (made_lists, [2, 2, 1])
    last = http.get(LISTS, params={"pageSize": 2, "page": 2}).json()["_links"]
    assert last == {"previous": f"{tenfold.world.url}{LISTS}?pageSize=2&page=1"}
    assert list(http.get(LISTS).json()) == ["data"]
    assert http.get(f"{LISTS}?page=9").json()["data"] == []


@fact("T2-37")
@pytest.mark.parametrize("query", ["page=-1", "page=x", "pageSize=0", "pageSize=501", "pageSize=", "page=" + "9" * 18])
def test_a_page_that_is_none_is_refused_by_name(tenfold: Tenfold, query: str) -> None:
    answer = tenfold.signed_in().get(f"{LISTS}?{query}")

    assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, query.partition("=")[0])


@fact("T2-39", "T2-40")
def test_a_list_may_have_ten_thousand_contacts_and_be_merged_with_itself(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    contacts = [{"name": f"Contact {number}", "phoneNumbers": [f"1415{number:07}"]} for number in range(10_000)]

    own = made(http, contacts=contacts)

    assert said(own["contacts"]) == contacts
    assert http.get(f"{LISTS}/{own['id']}").json()["data"] == own
    assert http.put(f"{LISTS}/{own['id']}", json={"contacts": contacts}).json()["data"] == own
    renamed = [contact | {"name": contact["name"].upper()} for contact in own["contacts"]][:6000]
    after = http.put(f"{LISTS}/{own['id']}", json={"contacts": renamed}).json()["data"]
    assert after["contacts"] == renamed + own["contacts"][6000:] == http.get(f"{LISTS}/{own['id']}").json()["data"]["contacts"]
    assert (http.delete(f"{LISTS}/{own['id']}").status_code, http.get(LISTS).json()) == (200, {"data": []})


@fact("T2-39")
def test_a_body_may_have_a_mebibyte_and_no_more(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    body = b'{"name": "x"}'

    answers = [http.post(LISTS, content=body.ljust(size)) for size in (1 << 20, (1 << 20) + 1)]

    assert [answer.status_code for answer in answers] == [200, 400]
    assert answers[1].json()["name"] == "BadRequestError"


@fact("T2-39", "T2-40", "T2-42")
@pytest.mark.xdist_group("twins")
def test_the_same_seed_makes_the_same_ids(twins: tuple[Server, Server]) -> None:
    def told(server: Server) -> list[bytes]:
        with server.client() as http:
            form = {**CLIENT, "grant_type": "password", "username": ADMIN, "password": PASSWORD}
            http.headers["Authorization"] = f"Bearer {http.post('/api/v1/oauth/token', data=form).json()['access_token']}"
            own = f"{LISTS}/{made(http)['id']}"
            changed = http.put(own, content=UPDATE_SAMPLE)
            answers = [changed, http.post(f"{own}/contacts", content=CONTACT_SAMPLE), http.get(LISTS)]
            return [answer.raise_for_status().content for answer in answers]

    first, second = map(told, twins)
    assert first == second
    assert len(set(first)) == 3


@fact("T2-37", "T2-38", "T2-39", "T2-40", "T2-41", "T2-42", "T2-43")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", LISTS), ("POST", LISTS), ("GET", f"{LISTS}/x"), ("PUT", f"{LISTS}/x"), ("DELETE", f"{LISTS}/x")),
        *(("POST", f"{LISTS}/x/contacts"), ("DELETE", f"{LISTS}/x/contacts/y")),
    ],
)
def test_nothing_is_told_without_a_token(tenfold: Tenfold, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {tenfold.jwt()}"}):
        answer = tenfold.anybody.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_token")
    with_jwt = tenfold.anybody.request(method, path, headers={"Authorization": f"Bearer JWT {tenfold.jwt()}"})
    assert with_jwt.status_code != 401


@fact("T2-37", "T2-38", "T2-42")
def test_other_methods_are_refused(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()

    answers = [http.patch(LISTS), http.post(f"{LISTS}/x"), http.get(f"{LISTS}/x/contacts"), http.get(f"{LISTS}/x/contacts/y")]

    assert [answer.status_code for answer in answers] == [405] * 4
    assert answers[1].headers["allow"] == "DELETE, GET, HEAD, PUT"
