"""A day with Tenfold's API, from signing in to looking the call up again, with every event at a real receiver."""

from typing import Any

import httpx

from tests.conftest import Clock
from tests.facts import fact
from tests.receiver import Receiver
from tests.tenfold.conftest import ADMIN, CLIENT, ELSEWHERE, REGULAR, Tenfold

PARTNER = "ailsa.rennie@kittiwake-voice.example"
KOEHLER = "+49 40 66969 210"
UNKNOWN = "15125551212"


def refused(http: httpx.Client, call: str, record: dict[str, Any]) -> set[int]:
    """What somebody is told who asks for the call by all ways that there are."""
    asked = [
        *(("POST", f"/api/v1/calls/{call}/{action}", None) for action in ("startRecording", "stopRecording", "hangup")),
        *(("GET", f"{path}/{call}", None) for path in ("/api/v1/calls", "/v2/calls")),
        ("GET", f"/v2/calls/{call}/transfer-history", None),
        ("PUT", f"/v2/calls/{call}", {"description": "mine"}),
        ("PUT", f"/v2/calls/{call}/set-matching-record", {"recordId": record["id"], "module": record["module"]}),
    ]
    return {http.request(method, path, json=body).status_code for method, path, body in asked}


def listed(http: httpx.Client, **chosen: str) -> set[str]:
    v2 = http.get("/v2/calls", params={"pageSize": 500, **chosen}).raise_for_status().json()["data"]
    v1 = http.get("/api/v1/calls", params={"pageSize": 1000}).raise_for_status().json()["calls"]
    return {call["id"] for call in (*v1, *v2)}


@fact("T1-01", "T2-10", "T1-05", "T2-04", "T2-03", "T1-06", "T1-07", "T1-08", "T1-09", "T2-01", "T2-18", "TE-01")
def test_a_call_from_the_first_ring_to_the_crm(tenfold: Tenfold, clock: Clock) -> None:
    control = tenfold.world.control
    control.patch("/calls", json={"queued": 1, "ringing": 4, "talking": 3600}).raise_for_status()
    with_jwt, with_oauth = tenfold.world.with_token(f"JWT {tenfold.jwt()}"), tenfold.signed_in()
    assert with_jwt.get("/v2/users/me").json() == with_oauth.get("/v2/users/me").json()
    (record,) = control.get("/crm/records", params={"number": KOEHLER}).raise_for_status().json()["records"]

    with Receiver() as receiver:
        hook = {"url": receiver.url, "vendor": "tenfold", "organization": "Ferrybank"}
        control.post("/webhooks/endpoints", json=hook).raise_for_status()
        begun = with_oauth.post("/api/v1/calls/originate", data={"phoneNumber": f"+{UNKNOWN}"}).raise_for_status().json()["call"]
        call = begun["id"]
        clock.advance(seconds=5)
        assert [receiver.next().json["call"]["status"] for _ in range(3)] == ["queued", "ringing", "in-progress"]

        assert with_jwt.get(f"/v2/calls/{call}").json()["data"]["matchedCrmRecords"] == []
        match = {"recordId": record["id"], "module": record["module"]}
        with_jwt.put(f"/v2/calls/{call}/set-matching-record", json=match).raise_for_status()
        with_jwt.put(f"/v2/calls/{call}", json={"subject": "Quote", "description": "Wants a quote"}).raise_for_status()
        with_oauth.post(f"/api/v1/calls/{call}/startRecording").raise_for_status()
        clock.advance(seconds=30)
        with_jwt.post(f"/api/v1/calls/{call}/stopRecording").raise_for_status()
        with_oauth.post(f"/api/v1/calls/{call}/hangup").raise_for_status()
        last = receiver.next().json
        control.post("/webhooks/drain").raise_for_status()

    assert len(receiver.deliveries) == 4
    v1, v2 = with_oauth.get(f"/api/v1/calls/{call}").json()["call"], with_jwt.get(f"/v2/calls/{call}").json()["data"]
    assert last == {"type": "call-update", "call": v1, "timestamp": v1["endTime"]}
    assert (v1["duration"], v2["duration"], v2["status"], v2["description"]) == (35_000, 35_000, "Hangup", "Wants a quote")
    assert (v2["crmRecordId"], [each["id"] for each in v2["matchedCrmRecords"]]) == (record["id"], [record["id"]])
    assert call in listed(with_oauth, crmRecordId=record["id"], userId=begun["userId"])
    first_v1 = with_oauth.get("/api/v1/calls", params={"phoneNumber": UNKNOWN, "pageSize": 1}).json()["calls"][0]
    first_v2 = with_jwt.get("/v2/calls", params={"crmRecordId": record["id"], "pageSize": 1}).json()["data"][0]
    assert first_v1.items() <= v1.items()
    assert first_v2.keys() < v2.keys()
    assert all(first_v2[name] == v2[name] for name in first_v2 if name != "matchedCrmRecords")
    assert tenfold.world.server.client().get(v2["recordingLink"]).headers["content-type"] == "audio/wav"
    interaction = with_jwt.get(f"/v2/crm/records/{record['id']}/last-interaction", params={"module": record["module"]}).json()["data"]
    assert (interaction["pbxCallId"], interaction["startTime"]) == (v1["phoneSystemCallId"], str(v2["startTime"]))


@fact("T1-09", "T2-01", "T2-02")
def test_who_has_no_right_to_a_call_sees_nothing_of_it(tenfold: Tenfold) -> None:
    own = tenfold.signed_in()
    (record,) = tenfold.world.control.get("/crm/records", params={"number": KOEHLER}).raise_for_status().json()["records"]
    call = own.post("/api/v1/calls/originate", data={"phoneNumber": KOEHLER}).raise_for_status().json()["call"]["id"]
    before = own.get(f"/v2/calls/{call}").json()

    for stranger in (tenfold.signed_in(REGULAR), tenfold.signed_in(ELSEWHERE), tenfold.signed_in(PARTNER)):
        assert refused(stranger, call, record) == {404}
        assert call not in listed(stranger) | listed(stranger, crmRecordId=record["id"]) | listed(stranger, userId=before["data"]["userId"])
    assert own.get(f"/v2/calls/{call}").json() == before
    for path in ("last-interaction", "active-interaction"):
        answer = tenfold.signed_in(ELSEWHERE).get(f"/v2/crm/records/{record['id']}/{path}", params={"module": record["module"]})
        assert answer.status_code == 404


@fact("T1-02", "TQ-26")
def test_a_partners_admin_calls_as_somebody_of_a_child_organization(tenfold: Tenfold) -> None:
    partner, isla = tenfold.signed_in(PARTNER), tenfold.signed_in(ELSEWHERE)
    her = isla.get("/v2/users/me").json()["data"]
    with Receiver() as receiver:
        hook = {"url": receiver.url, "vendor": "tenfold", "organization": her["organizationId"]}
        tenfold.world.control.post("/webhooks/endpoints", json=hook).raise_for_status()

        pair = partner.post("/api/v1/oauth/token/create", data={**CLIENT, "userId": her["id"]}).raise_for_status().json()
        acting = tenfold.world.with_token(pair["access_token"])
        call = acting.post("/api/v1/calls/originate", data={"phoneNumber": UNKNOWN}).raise_for_status().json()["call"]

        assert (call["userId"], call["organizationId"]) == (her["id"], her["organizationId"])
        assert receiver.next().json["call"]["id"] == call["id"]
    assert isla.get(f"/v2/calls/{call['id']}").json() == acting.get(f"/v2/calls/{call['id']}").json()
    assert partner.get(f"/v2/calls/{call['id']}").status_code == 404
    assert tenfold.signed_in(ADMIN).get(f"/v2/calls/{call['id']}").status_code == 404
    refreshed = tenfold.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).raise_for_status().json()
    assert tenfold.world.with_token(refreshed["access_token"]).get("/v2/users/me").json()["data"] == her


@fact("T2-17")
def test_a_number_is_not_taken_off_a_call_that_one_may_not_see(tenfold: Tenfold) -> None:
    own = tenfold.signed_in()
    (record,) = tenfold.world.control.get("/crm/records", params={"number": KOEHLER}).raise_for_status().json()["records"]
    call = own.post("/api/v1/calls/originate", data={"phoneNumber": KOEHLER}).raise_for_status().json()["call"]["id"]
    before = own.get(f"/v2/calls/{call}").json()
    given = {"number": KOEHLER, "callId": call, "module": record["module"]}

    answer = tenfold.signed_in(REGULAR).request("DELETE", f"/v2/crm/records/{record['id']}/remove-number", json=given)

    assert (answer.status_code, answer.json()["message"]) == (404, f"There is no call {call}")
    assert own.get(f"/v2/calls/{call}").json() == before
    (after,) = tenfold.world.control.get("/crm/records", params={"number": KOEHLER}).json()["records"]
    assert after == record
