"""Which statuses Tenfold answers with, where its page and others' guesses differ (tenfold.md, 10), by the facts TQ-."""

from tests.facts import fact
from tests.tenfold.conftest import ADMIN, CLIENT, ELSEWHERE, PASSWORD, REGULAR, Tenfold
from tests.tenfold.stage import CALLBACK, PNG


@fact("TQ-14")
def test_a_token_for_another_is_given_with_and_without_an_admins_token(tenfold: Tenfold) -> None:
    form = {**CLIENT, "userId": tenfold.signed_in(REGULAR).get("/v2/users/me").json()["data"]["id"]}
    path = "/api/v1/oauth/token/create"

    assert tenfold.anybody.post(path, data=form).status_code == 200
    assert tenfold.signed_in(ADMIN).post(path, data=form).status_code == 200
    assert tenfold.signed_in(REGULAR).post(path, data=form).status_code == 401


@fact("TQ-30")
def test_refusals_use_no_status_that_the_vendors_table_has_not(tenfold: Tenfold) -> None:
    regular, admin = tenfold.signed_in(REGULAR), tenfold.signed_in(ADMIN)
    boss, stranger = (http.get("/v2/users/me").json()["data"] for http in (admin, tenfold.signed_in(ELSEWHERE)))
    picture = "/v2/users/me/profile-picture"

    statuses = {
        "somebody else's data": regular.get(f"/v2/users/{boss['id']}").status_code,
        "another organization": admin.get(f"/v2/organizations/{stranger['organizationId']}").status_code,
        "an admin's business": regular.post("/api/v1/oauth/token/create", data={**CLIENT, "userId": boss["id"]}).status_code,
        "no token": tenfold.anybody.get("/v2/users").status_code,
        "a wrong password": tenfold.anybody.post("/v2/users/login", json={"username": ADMIN, "password": "x"}).status_code,
        "a large body": admin.post("/v2/tracking", content=b" " * (1 << 21)).status_code,
        "no picture": admin.post(picture, files={"image": ("a.gif", b"GIF89a")}).status_code,
        "a large picture": admin.post(picture, files={"image": ("a.png", PNG + bytes(1 << 21))}).status_code,
        "no form": admin.post(picture, json={}).status_code,
        "a rule": admin.put("/v2/users/me/settings", json={"timezone": "Nowhere"}).status_code,
        "a method": admin.patch("/v2/users").status_code,
        "a path": admin.get("/v2/people").status_code,
    }

    assert statuses == {
        **dict.fromkeys(["somebody else's data", "another organization", "a path"], 404),
        **dict.fromkeys(["an admin's business", "no token", "a wrong password"], 401),
        **dict.fromkeys(["a large body", "no picture", "a large picture", "no form", "a rule"], 400),
        "a method": 405,
    }


@fact("TQ-31")
def test_creating_and_deleting_is_200_and_authorizing_302(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    wish = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "yes"}

    made = http.post("/v2/contact-lists", json={"name": "x", "contacts": [{"name": "y", "phoneNumbers": ["1"]}]})
    place = f"/v2/contact-lists/{made.json()['data']['id']}"
    added = http.post(f"{place}/contacts", json={"name": "z", "phoneNumbers": ["2"]})
    gone = [http.delete(f"{place}/contacts/{added.json()['data']['id']}"), http.delete(place), http.delete("/v2/users/me/profile-picture")]

    assert [answer.status_code for answer in (made, added, *gone)] == [200] * 5
    assert [answer.content for answer in gone] == [b""] * 3
    assert http.put("/v2/oauth/authorize", json=wish).status_code == 302


@fact("TQ-31")
def test_the_token_address_of_v2_knows_neither_passwords_nor_clients_alone(tenfold: Tenfold) -> None:
    for grant in ({"grant_type": "password", "username": ADMIN, "password": PASSWORD}, {"grant_type": "client_credentials"}):
        answer = tenfold.anybody.put("/v2/oauth/token", json={**CLIENT, **grant})

        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
