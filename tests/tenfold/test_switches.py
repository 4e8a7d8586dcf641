"""What a world's Tenfold does otherwise when its switches say so (tenfold.md, 1, 4 and 10)."""

import pytest

from tests.facts import fact
from tests.tenfold.conftest import ADMIN, CLIENT, ELSEWHERE, REGULAR, Tenfold

SECRET_OF_BASIC = (CLIENT["client_id"], CLIENT["client_secret"])


@fact("T2-11")
def test_lists_can_do_without_links(tenfold: Tenfold) -> None:
    http = tenfold.signed_in()
    assert list(http.get("/v2/users?pageSize=2").json()) == ["data", "_links"]

    tenfold.switch(tenfold_links=False)

    assert list(http.get("/v2/users?pageSize=2").json()) == ["data"]


@fact("TQ-19")
@pytest.mark.parametrize("path", ["/v2/contact-lists", "/v2/contact-lists/x"])
def test_contact_lists_can_be_kept_to_the_vendors_own_host_for_them(tenfold: Tenfold, path: str) -> None:
    http = tenfold.signed_in()
    tenfold.switch(beta_host=True)

    gone = http.get(path)

    assert (gone.status_code, gone.json()["message"]) == (404, f"Nothing is at {path}")
    assert http.get("/v2/users").status_code == 200
    found = http.get(path, headers={"Host": "API-canary.tenfold.example"})
    assert found.json().get("message") in (None, "There is no contact list x")


@fact("TQ-06", "T2-35", "T2-36")
def test_oauth_clients_that_post_forms_can_be_let_in(tenfold: Tenfold) -> None:
    tenfold.switch(lenient_oauth=True)
    callback = "http://127.0.0.1:8000/tenfold/callback"
    wish = {"response_type": "code", "redirect_uri": callback, "client_id": CLIENT["client_id"], "allow": "yes"}

    sent = tenfold.signed_in(REGULAR).post("/v2/oauth/authorize", data=wish)
    code = sent.headers["location"].partition("code=")[2]
    answer = tenfold.anybody.post("/v2/oauth/token", data={"grant_type": "authorization_code", "code": code}, auth=SECRET_OF_BASIC)

    assert (sent.status_code, answer.status_code, answer.json()["expires_in"]) == (302, 200, "3600")
    assert tenfold.anybody.get("/v2/oauth/token").headers["allow"] == "POST, PUT"


@fact("TQ-06")
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_lenient_world_reads_json_under_any_name_as_ever(tenfold: Tenfold, method: str) -> None:
    tenfold.switch(lenient_oauth=True)
    asked = {**CLIENT, "grant_type": "refresh_token", "refresh_token": tenfold.pair()["refresh_token"]}

    for type_, status in (("application/json", 200), ("application/x-www-form-urlencoded", 400)):  # the token is used up by then
        answer = tenfold.anybody.request(method, "/v2/oauth/token", json=asked, headers={"Content-Type": type_})
        assert (answer.status_code, answer.json().get("error")) == (status, None if status == 200 else "invalid_grant")


@fact("TQ-06")
def test_other_worlds_refuse_forms_and_posts(tenfold: Tenfold) -> None:
    for path in ("/v2/oauth/authorize", "/v2/oauth/token"):
        posted = tenfold.anybody.post(path, data={"grant_type": "refresh_token"})
        assert (posted.status_code, posted.headers["allow"]) == (405, "PUT")
    put = tenfold.anybody.put("/v2/oauth/token", data={"grant_type": "refresh_token"})
    assert (put.status_code, put.json()["name"]) == (400, "BadRequestError")


@fact("T1-02", "T2-12", "T2-13", "T2-38")
def test_who_is_not_permitted_can_be_told_so(tenfold: Tenfold) -> None:
    """By default it is 401 for what no role of theirs may do and 404 for what they may not see."""
    admin, regular, elsewhere = (tenfold.signed_in(name) for name in (ADMIN, REGULAR, ELSEWHERE))
    helen = admin.get("/v2/users/me").json()["data"]
    theirs = elsewhere.get("/v2/users/me").json()["data"]
    kept = admin.post("/v2/contact-lists", json={"name": "Mine"}).json()["data"]["id"]
    seen = [f"/v2/users/{helen['id']}", f"/v2/organizations/{theirs['organizationId']}", f"/v2/contact-lists/{kept}"]
    absent = [f"/v2/users/{theirs['id']}", "/v2/users/x", "/v2/organizations/x", "/v2/contact-lists/x"]
    mint = {**CLIENT, "userId": helen["id"]}
    assert [regular.get(path).status_code for path in seen] == [404] * 3
    assert regular.post("/api/v1/oauth/token/create", data=mint).status_code == 401

    tenfold.switch(forbidden=True)

    told = [regular.get(path) for path in seen]
    told += [regular.delete(seen[2]), regular.post("/api/v1/oauth/token/create", data=mint)]
    assert {(answer.status_code, answer.json()["name"]) for answer in told} == {(403, "ForbiddenError")}
    assert [regular.get(path).status_code for path in absent] == [404] * 4
    assert [admin.get(path).status_code for path in (seen[0], seen[2])] == [200, 200]
