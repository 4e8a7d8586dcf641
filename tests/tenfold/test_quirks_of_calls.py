"""Where the vendor's page contradicts itself about calls and their records (tenfold.md, 10), by the facts TQ-."""

import re
from typing import Any

import pytest

from tests.conftest import Clock, World
from tests.facts import fact
from tests.receiver import Receiver
from tests.tenfold.conftest import Tenfold
from tests.tenfold.stage import Stage

BEAN = {"bean_id": "id", "bean_name": "name", "bean_edit_link": "editLink", "bean_link": "link", "bean_module": "module"}
"""What each is called in a plain record."""


@pytest.fixture
def stage(world: World) -> Stage:
    return Stage(world)


def events_of(stage: Tenfold, number: str = "15125551212", *, recorded: bool = False) -> list[dict[str, Any]]:
    """All events of a call that is begun, answered and hung up."""
    client, control = stage.signed_in(), stage.world.control
    with Receiver() as receiver:
        control.post("/webhooks/endpoints", json={"url": receiver.url, "vendor": "tenfold", "organization": "Ferrybank"}).raise_for_status()
        call = client.post("/api/v1/calls/originate", data={"phoneNumber": number}).raise_for_status().json()["call"]["id"]
        control.post(f"/calls/{call}/answer").raise_for_status()
        if recorded:
            client.post(f"/api/v1/calls/{call}/startRecording").raise_for_status()
        client.post(f"/api/v1/calls/{call}/hangup").raise_for_status()
        control.post("/webhooks/drain").raise_for_status()
    return [delivery.json for delivery in receiver.deliveries]


@fact("TQ-01")
@pytest.mark.parametrize("word", ["completed", "finished"])
def test_one_word_says_that_a_call_is_over_and_the_switch_says_which(tenfold: Tenfold, word: str) -> None:
    if word == "finished":
        tenfold.switch(final_call_status=word)
    client = tenfold.signed_in()

    told = events_of(tenfold)

    assert [event["call"]["status"] for event in told] == ["queued", "ringing", "in-progress", word]
    call = told[-1]["call"]["id"]
    assert client.get(f"/api/v1/calls/{call}").json()["call"]["status"] == word
    assert client.get(f"/v2/calls/{call}").json()["data"]["status"] == "Hangup"


@fact("TQ-02")
def test_an_event_nests_its_call_and_the_link_to_the_recording_is_in_it(tenfold: Tenfold) -> None:
    *earlier, last = events_of(tenfold, recorded=True)

    for event in (*earlier, last):
        assert set(event) == {"type", "call", "timestamp"}
        assert "callId" not in event["call"]
    assert [("recordingLink" in event["call"]) for event in (*earlier, last)] == [False, False, False, True]


@fact("TQ-05", "TQ-20")
def test_the_start_of_one_call_is_spelled_in_three_ways_and_only_one_list_is_without_its_status(stage: Stage) -> None:
    record, http = stage.record, stage.admin
    place = f"/v2/crm/records/{record['id']}/last-interaction"

    v1 = http.get(f"/api/v1/calls/{stage.ended}").json()["call"]
    v2 = http.get(f"/v2/calls/{stage.ended}").json()["data"]["startTime"]
    last = http.get(place, params={"module": record["module"]}).json()["data"]["startTime"]

    assert (type(v1["startTime"]), type(v2), type(last)) == (str, int, str)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", v1["startTime"])
    assert last == str(v2)
    assert v1["status"] == "completed"
    assert not any("status" in call for call in http.get("/api/v1/calls").json()["calls"])


@fact("TQ-08", "TQ-24", "TQ-03")
def test_each_change_of_a_record_is_confirmed_in_a_way_of_its_own(stage: Stage) -> None:
    http, record = stage.admin, stage.record
    edit = {"id": record["id"], "module": record["module"], "update": {"Title": "Director"}}

    made = http.post("/v2/crm/records", json={"formId": stage.form, "fields": {"LastName": "Doe"}}).json()
    edited = http.put(f"/v2/crm/records/{record['id']}", json={"formId": stage.form, "update": {"Title": "Director"}}).json()

    assert (list(made), list(edited), list(edited["data"])) == (["record"], ["data"], ["record"])
    assert [http.put(path, json=edit).json() for path in ("/v1/crm/record", "/api/v1/crm/record")] == [{"success": {}}] * 2
    match = {"recordId": record["id"], "module": record["module"]}
    assert http.put(f"/v2/calls/{stage.ended}/set-matching-record", json=match).json() == {"success": True}
    assert http.post("/v2/tracking", json={"event": "opened"}).json() == {"success": True}


@fact("TQ-09", "TQ-23")
def test_one_record_is_a_bean_here_and_plain_there_with_the_same_values(stage: Stage) -> None:
    record, http, asked = stage.record, stage.admin, {"module": stage.record["module"]}
    (plain,) = http.get(f"/v2/calls/{stage.ended}").json()["data"]["matchedCrmRecords"]

    last = http.get(f"/v2/crm/records/{record['id']}/last-interaction", params=asked).json()["data"]
    active = http.get(f"/v2/crm/records/{record['id']}/active-interaction", params=asked).json()["data"]
    edited = http.put(f"/v2/crm/records/{record['id']}", json={"formId": stage.form, "update": {"Title": "Director"}}).json()["data"][
        "record"
    ]

    assert last["matchedCrmRecords"] == [edited] == [{name: plain[other] for name, other in BEAN.items()}]
    assert active["matchedCrmRecords"] == [plain]
    assert (active["id"], active["status"]) == (stage.ended, "Hangup")


@fact("TQ-10", "TQ-11", "TQ-13")
def test_lengths_scores_and_ids_follow_one_rule_in_every_call(stage: Stage) -> None:
    http = stage.admin
    originated = http.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).json()["call"]["id"]

    calls = http.get("/v2/calls", params={"pageSize": 500}).json()["data"]

    assert all(call["matchedCrmRecordsLength"] == len(call["matchedCrmRecords"]) for call in calls)
    assert {call["matchedCrmRecordsLength"] for call in calls} >= {0, 1}
    scores = {call["listeningScore"] for call in calls}
    assert None in scores
    assert all(0 <= score <= 100 for score in scores - {None})
    assert len(scores) > 1
    assert re.fullmatch("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", originated)
    assert re.fullmatch("[0-9a-f]{24}", stage.ended)
    for call in (originated, stage.ended):
        assert http.get(f"/api/v1/calls/{call}").json()["call"]["id"] == http.get(f"/v2/calls/{call}").json()["data"]["id"] == call


@fact("TQ-12")
def test_only_the_answer_of_originate_drops_the_leading_1(tenfold: Tenfold) -> None:
    answer = tenfold.signed_in().post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).json()["call"]

    assert answer["phoneNumberCalled"] == "5125551212"
    assert {event["call"]["phoneNumber"] for event in events_of(tenfold)} == {"15125551212"}


@fact("TQ-15")
def test_the_history_of_transfers_wants_a_token(tenfold: Tenfold) -> None:
    call = tenfold.signed_in().get("/v2/calls", params={"pageSize": 1}).json()["data"][0]["id"]

    assert tenfold.anybody.get(f"/v2/calls/{call}/transfer-history").status_code == 401
    assert tenfold.signed_in().get(f"/v2/calls/{call}/transfer-history").status_code == 200


@fact("TQ-17")
def test_an_endpoint_does_what_its_name_says_not_its_text(stage: Stage, clock: Clock) -> None:
    call, http, control = stage.new_talk(), stage.admin, stage.world.control

    def state() -> tuple[str, str]:
        facts = control.get(f"/calls/{call}").raise_for_status().json()
        return facts["state"], facts["recording"]

    seen = [state()]
    for action in ("stopRecording", "startRecording", "stopRecording", "hangup"):
        http.post(f"/api/v1/calls/{call}/{action}").raise_for_status()
        seen.append(state())

    assert [recording for _, recording in seen] == ["not-recorded", "not-recorded", "recording-in-progress", *["recording-stopped"] * 2]
    assert [talking for talking, _ in seen] == ["talking"] * 4 + ["ended"]
