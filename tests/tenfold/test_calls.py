"""Calls as a client begins, follows and ends them."""

from typing import Any

import httpx
import pytest

from tests.conftest import Clock, World
from tests.facts import fact
from tests.receiver import Receiver
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold


def paced(world: World, **pace: Any) -> None:
    world.control.patch("/calls", json=pace).raise_for_status()


def begun(client: httpx.Client, number: str = "15125551212") -> str:
    answer = client.post("/api/v1/calls/originate", data={"phoneNumber": number}).raise_for_status()
    return str(answer.json()["call"]["id"])


def v1(client: httpx.Client, call: str) -> dict[str, Any]:
    shown: dict[str, Any] = client.get(f"/api/v1/calls/{call}").raise_for_status().json()["call"]
    return shown


def v2(client: httpx.Client, call: str) -> dict[str, Any]:
    shown: dict[str, Any] = client.get(f"/v2/calls/{call}").raise_for_status().json()["data"]
    return shown


def talking(tenfold: Tenfold, client: httpx.Client) -> str:
    call = begun(client)
    tenfold.world.control.post(f"/calls/{call}/answer").raise_for_status()
    return call


@fact("T1-05")
def test_a_call_is_queued_and_its_answer_leaves_out_the_countrys_one(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()

    call = client.post("/api/v1/calls/originate", data={"phoneNumber": "+1 (512) 555-1212"}).json()["call"]

    me = client.get("/v2/users/me").json()["data"]
    assert list(call) == ["status", "organizationId", "userId", "id", "phoneNumberCalled"]
    assert (call["status"], call["phoneNumberCalled"]) == ("queued", "5125551212")
    assert (call["organizationId"], call["userId"]) == (me["organizationId"], me["id"])
    assert v1(client, call["id"])["phoneNumber"] == "15125551212"


@fact("T1-05")
def test_a_number_of_another_country_is_dialled_as_it_stands_and_json_will_do(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()

    call = client.post("/api/v1/calls/originate", json={"phoneNumber": "+49 30 23125 100"}).json()["call"]

    assert call["phoneNumberCalled"] == "493023125100"


@fact("T1-05")
@pytest.mark.parametrize("number", ["", "12", "call me", "555-CALL", "1" * 21, "+", "++1512555121", "٣٣٣٣٣٣٣", "512\x005551212"])
def test_what_cannot_be_dialled_is_refused(tenfold: Tenfold, number: str) -> None:
    answer = tenfold.signed_in().post("/api/v1/calls/originate", data={"phoneNumber": number})

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "phoneNumber"


@fact("T1-05")
def test_an_organization_without_a_phone_system_cannot_call(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    tenfold.world.control.patch("/organizations/Ferrybank", json={"phone_system": None}).raise_for_status()

    answer = client.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"})

    assert (answer.status_code, answer.json()["message"]) == (400, "No phone system is configured for the organization")
    assert client.get("/v2/calls?pageSize=1").json()["data"] == client.get("/v2/calls?pageSize=1").json()["data"]


@fact("T1-10")
def test_a_call_goes_through_its_states_by_the_worlds_clock(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    paced(tenfold.world, queued=2, ringing=5, talking=60)
    call = begun(client)

    states = [(v1(client, call)["status"], v2(client, call)["status"])]
    for seconds in (2, 5, 60):
        clock.advance(seconds=seconds)
        states.append((v1(client, call)["status"], v2(client, call)["status"]))

    assert states == [("queued", "Ringing"), ("ringing", "Ringing"), ("in-progress", "Connected"), ("completed", "Hangup")]
    assert v1(client, call)["duration"] == v2(client, call)["duration"] == 67_000


@fact("T1-10")
def test_one_that_goes_on_has_no_end_and_no_duration(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()

    call = talking(tenfold, client)

    assert not {"endTime", "duration", "recordingLink"} & v1(client, call).keys()
    assert v2(client, call)["duration"] == 0


@fact("T1-10")
def test_nobody_answers_and_the_call_has_no_end_time(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    paced(tenfold.world, answered=0, unanswered=40)
    call = begun(client)

    clock.advance(minutes=1)

    shown = v1(client, call)
    assert (shown["status"], shown["duration"]) == ("completed", 0)
    assert "endTime" not in shown
    assert v2(client, call)["status"] == "Hangup"


@fact("T1-10")
def test_an_inbound_call_that_nobody_took_is_missed(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    paced(tenfold.world, answered=0)
    call = tenfold.world.control.post("/calls/incoming", json={"number": "15125559999"}).json()["id"]

    clock.advance(minutes=1)

    assert (v1(client, call)["status"], v2(client, call)["status"]) == ("completed", "Missed")


@fact("T1-08")
def test_hanging_up_ends_the_call_and_its_time_counts(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    paced(tenfold.world, talking=3600)
    call = talking(tenfold, client)
    clock.advance(minutes=3)

    answer = client.post(f"/api/v1/calls/{call}/hangup")

    assert (answer.status_code, answer.content) == (200, b"")
    shown = v1(client, call)
    assert (shown["status"], shown["duration"], shown["endTime"]) == ("completed", 180_000, "2026-03-18T12:03:00.000Z")


@fact("T1-08")
def test_a_call_can_be_hung_up_before_anybody_answers(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    call = begun(client)

    client.post(f"/api/v1/calls/{call}/hangup").raise_for_status()

    assert v1(client, call)["duration"] == 0


@fact("T1-06", "T1-07", "T1-08")
@pytest.mark.parametrize("action", ["startRecording", "stopRecording", "hangup"])
def test_nothing_can_be_done_with_a_call_that_is_over(tenfold: Tenfold, action: str) -> None:
    client = tenfold.signed_in()
    call = begun(client)
    client.post(f"/api/v1/calls/{call}/hangup").raise_for_status()

    answer = client.post(f"/api/v1/calls/{call}/{action}")

    assert (answer.status_code, answer.json()["message"]) == (400, f"Call {call} is ended")


@fact("T1-06", "T1-07")
@pytest.mark.parametrize("action", ["startRecording", "stopRecording"])
def test_what_only_rings_cannot_be_recorded(tenfold: Tenfold, action: str) -> None:
    client = tenfold.signed_in()
    call = begun(client)

    answer = client.post(f"/api/v1/calls/{call}/{action}")

    assert (answer.status_code, answer.json()["message"]) == (400, f"Call {call} is queued")


@fact("T1-06", "T1-07", "T1-08")
@pytest.mark.parametrize("action", ["startRecording", "stopRecording", "hangup"])
def test_some_phone_systems_can_do_nothing_for_a_call(tenfold: Tenfold, action: str) -> None:
    client = tenfold.signed_in()
    call = talking(tenfold, client)
    tenfold.world.control.patch("/organizations/Ferrybank", json={"phone_system": "vonage"}).raise_for_status()

    answer = client.post(f"/api/v1/calls/{call}/{action}")

    assert answer.status_code == 400
    assert answer.json()["message"].startswith("The phone system vonage does not support")
    assert v1(client, call)["status"] == "in-progress"


@fact("T1-06", "T1-07")
def test_a_recording_can_be_played_once_the_call_is_over(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    paced(tenfold.world, talking=3600)
    call = talking(tenfold, client)

    for action in ("startRecording", "startRecording", "stopRecording", "stopRecording"):  # twice changes nothing
        clock.advance(seconds=3)
        answer = client.post(f"/api/v1/calls/{call}/{action}")
        assert (answer.status_code, answer.content) == (200, b"")
    assert "recordingLink" not in v1(client, call)
    client.post(f"/api/v1/calls/{call}/hangup").raise_for_status()

    link = v1(client, call)["recordingLink"]
    assert link == v2(client, call)["recordingLink"]
    sound = tenfold.world.server.client().get(link)
    assert sound.headers["content-type"] == "audio/wav"
    assert (sound.content[:4], sound.content[8:12]) == (b"RIFF", b"WAVE")
    assert len(sound.content) == 44 + 12 * 16_000  # so many seconds of 8,000 samples of two octets


@fact("T1-06")
def test_a_call_that_was_not_recorded_has_no_link(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    call = talking(tenfold, client)

    client.post(f"/api/v1/calls/{call}/hangup").raise_for_status()

    assert "recordingLink" not in v1(client, call)
    assert "recordingLink" not in v2(client, call)


@fact("TE-01")
def test_every_change_of_status_is_told_in_order_and_signed(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    paced(tenfold.world, queued=1, ringing=4, talking=30)
    with Receiver() as receiver:
        hook = {"url": receiver.url, "vendor": "tenfold", "organization": "Ferrybank"}
        tenfold.world.control.post("/webhooks/endpoints", json=hook).raise_for_status()

        call = begun(client)
        clock.advance(minutes=1)
        events = [receiver.next().json for _ in range(4)]

    assert [event["call"]["status"] for event in events] == ["queued", "ringing", "in-progress", "completed"]
    assert [event["timestamp"] for event in events] == [f"2026-03-18T12:00:{second:02}.000Z" for second in (0, 1, 5, 35)]
    assert events[-1]["call"] == v1(client, call)
    assert [set(event) for event in events] == [{"type", "call", "timestamp"}] * 4
    assert all("duration" not in event["call"] and "endTime" not in event["call"] for event in events[:-1])


@fact("TE-01")
def test_a_recorded_calls_last_event_has_the_link_and_recording_sends_none(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    paced(tenfold.world, talking=30)
    with Receiver() as receiver:
        tenfold.world.control.post("/webhooks/endpoints", json={"url": receiver.url, "vendor": "tenfold"}).raise_for_status()
        call = talking(tenfold, client)
        client.post(f"/api/v1/calls/{call}/startRecording").raise_for_status()
        clock.advance(minutes=1)
        drained = tenfold.world.control.post("/webhooks/drain").raise_for_status()

    assert drained.status_code == 200
    *earlier, last = [delivery.json["call"] for delivery in receiver.deliveries]
    assert [each["status"] for each in earlier] == ["queued", "ringing", "in-progress"]
    assert last["recordingLink"] == v1(client, call)["recordingLink"]


@fact("TE-01")
def test_another_organization_hears_nothing(tenfold: Tenfold) -> None:
    with Receiver() as receiver:
        hook = {"url": receiver.url, "vendor": "tenfold", "organization": "Skerry Metering"}
        tenfold.world.control.post("/webhooks/endpoints", json=hook).raise_for_status()
        begun(tenfold.signed_in())
        begun(tenfold.signed_in(ELSEWHERE))
        tenfold.world.control.post("/webhooks/drain").raise_for_status()

    (delivery,) = receiver.deliveries
    own = tenfold.signed_in(ELSEWHERE).get("/v2/users/me").json()["data"]
    assert delivery.json["call"]["organizationId"] == own["organizationId"]


@fact("T1-09")
def test_the_list_of_v1_has_the_newest_call_first_and_no_status(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    first = begun(client)
    clock.advance(minutes=30)
    second = begun(client)

    listed = client.get("/api/v1/calls?pageSize=2").json()["calls"]

    assert [call["id"] for call in listed] == [second, first]
    assert listed[1] == {name: value for name, value in v1(client, first).items() if name != "status"}


@fact("T1-09")
def test_calls_are_chosen_by_when_they_were_created_strictly(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    clock.advance(minutes=1)
    call = begun(client)
    created = v1(client, call)["createdDate"]

    def found(**dates: str) -> bool:
        return call in [each["id"] for each in client.get("/api/v1/calls", params=dates).json()["calls"]]

    assert created == "2026-03-18T12:01:00.065Z"
    assert found(fromDate="2026-03-18T12:01:00.064Z", toDate="2026-03-18T12:01:00.066Z")
    assert not found(fromDate=created)
    assert not found(toDate=created)
    assert found(fromDate="1773835260064")  # milliseconds since 1970
    assert found(fromDate="2026-03-18T13:01:00+01:00")


@fact("T1-09")
def test_calls_are_chosen_by_direction_and_by_a_number_however_it_is_spelled(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    called = begun(client, "15125550777")
    came = tenfold.world.control.post("/calls/incoming", json={"number": "5125550777"}).json()["id"]

    def found(**chosen: str) -> set[str]:
        return {each["id"] for each in client.get("/api/v1/calls", params=chosen).json()["calls"]}

    assert found(phoneNumber="+1 512-555-0777") == found(phoneNumber="5125550777") == {called, came}
    assert found(phoneNumber="5125550777", direction="outbound") == {called}
    assert found(phoneNumber="5125550777", direction="Inbound") == {came}


@fact("T1-09")
@pytest.mark.parametrize(
    ("name", "value"),
    [("fromDate", "yesterday"), ("toDate", "12"), ("direction", "sideways"), ("phoneNumber", "abc"), ("page", "-1"), ("pageSize", "0")],
)
def test_a_filter_that_makes_no_sense_is_refused_by_name(tenfold: Tenfold, name: str, value: str) -> None:
    answer = tenfold.signed_in().get("/api/v1/calls", params={name: value})

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == name


@fact("T1-09", "T2-01")
def test_pages_show_every_call_once(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    for number in range(7):
        begun(client, f"1512555010{number}")
    everything = [call["id"] for call in client.get("/api/v1/calls?pageSize=1000").json()["calls"]]

    by_v1 = [call["id"] for page in range(4) for call in client.get(f"/api/v1/calls?pageSize=2&page={page}").json()["calls"]]
    by_v2 = [call["id"] for page in range(4) for call in client.get(f"/v2/calls?pageSize=2&page={page}").json()["data"]]

    assert by_v1 == by_v2 == everything[:8]


@fact("T2-01")
def test_the_list_of_v2_links_to_the_pages_beside_it_and_holds_the_same_calls(tenfold: Tenfold, clock: Clock) -> None:
    client = tenfold.signed_in()
    begun(client)
    clock.advance(minutes=1)
    call = begun(client)

    answer = client.get("/v2/calls?pageSize=1").json()

    (listed,) = answer["data"]
    detail = v2(client, call)
    assert listed == {name: value for name, value in detail.items() if name not in ("pbxCallId", "callerIdName", "crmRecordId", "status")}
    assert answer["_links"] == {"next": f"{tenfold.world.url}/v2/calls?pageSize=1&page=1"}


@fact("T2-01")
def test_calls_of_one_person_or_of_one_record(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    record = tenfold.world.control.get("/crm/records?number=%2B1 617 555 0111").json()
    came = tenfold.world.control.post("/calls/incoming", json={"user": REGULAR}).json()

    daniel = tenfold.signed_in(REGULAR).get("/v2/users/me").json()["data"]["id"]
    own = client.get("/v2/calls", params={"userId": daniel, "crmRecordId": came["matches"][0]}).json()["data"]
    others = client.get("/v2/calls", params={"userId": "ffffffffffffffffffffffff"}).json()["data"]

    assert came["id"] in [call["id"] for call in own]
    assert {call["userId"] for call in own} == {daniel}
    assert others == []
    assert record is not None


@fact("T2-02", "T1-10")
def test_a_call_that_came_in_is_matched_to_whoever_has_the_number(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()

    came = tenfold.world.control.post("/calls/incoming", json={"held": True}).json()

    shown = v2(client, came["id"])
    assert {record["id"] for record in shown["matchedCrmRecords"]} == set(came["matches"])
    assert shown["matchedCrmRecordsLength"] == len(came["matches"]) >= 1
    assert (shown["direction"], shown["status"]) == ("Inbound", "Ringing")


@fact("T2-03")
def test_notes_are_kept_and_nothing_else_is_changed(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    call = begun(client)
    before = v2(client, call)

    answer = client.put(f"/v2/calls/{call}", json={"description": "Wants a quote", "subject": "Quote", "duration": 5, "status": "Held"})

    assert answer.json()["data"] == before | {"description": "Wants a quote"}
    assert v2(client, call) == answer.json()["data"]
    assert tenfold.world.control.get(f"/calls/{call}").json()["subject"] == "Quote"


@fact("T2-03")
@pytest.mark.parametrize("body", [{}, {"duration": 5}, {"description": 5}, {"subject": ["a"]}, {"description": "x", "crmRecordId": {}}])
def test_a_change_that_says_nothing_or_nonsense_is_refused_as_a_whole(tenfold: Tenfold, body: dict[str, Any]) -> None:
    client = tenfold.signed_in()
    call = begun(client)
    before = v2(client, call)

    answer = client.put(f"/v2/calls/{call}", json=body)

    assert answer.status_code == 400
    assert v2(client, call) == before


@fact("T2-04")
def test_a_record_is_set_for_a_call_that_matched_none_and_replaces_what_matched(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    call = begun(client, "15125559999")
    came = tenfold.world.control.post("/calls/incoming", json={"held": True}).json()
    (record, *_) = v2(client, came["id"])["matchedCrmRecords"]
    assert v2(client, call)["matchedCrmRecords"] == []

    answer = client.put(f"/v2/calls/{call}/set-matching-record", json={"recordId": record["id"], "module": record["module"]})

    assert answer.json() == {"success": True}
    shown = v2(client, call)
    assert (shown["matchedCrmRecords"], shown["matchedCrmRecordsLength"], shown["crmRecordId"]) == ([record], 1, record["id"])


@fact("T2-04")
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"recordId": "nobody", "module": "Contact"}, 404),
        ({"recordId": "", "module": "Contact"}, 400),
        ({"module": "Contact"}, 400),
        ({"recordId": "nobody"}, 400),
        ({"recordId": 5, "module": "Contact"}, 400),
    ],
)
def test_a_record_that_is_not_there_is_not_set(tenfold: Tenfold, body: dict[str, Any], status: int) -> None:
    client = tenfold.signed_in()
    call = begun(client)
    before = v2(client, call)

    assert client.put(f"/v2/calls/{call}/set-matching-record", json=body).status_code == status
    assert v2(client, call) == before


@fact("T2-05")
def test_a_call_that_is_passed_on_leaves_its_history(tenfold: Tenfold, clock: Clock) -> None:
    client, control = tenfold.signed_in(), tenfold.world.control
    came = control.post("/calls/incoming", json={"number": "15125559999", "held": True}).json()["id"]
    control.post(f"/calls/{came}/answer").raise_for_status()
    clock.advance(minutes=2)
    client.put(f"/v2/calls/{came}", json={"subject": "Invoice", "description": "Needs the director"}).raise_for_status()
    assert client.get(f"/v2/calls/{came}/transfer-history").json() == {"data": []}

    passed_on = control.post(f"/calls/{came}/transfer", json={"to": REGULAR}).json()["id"]

    (entry,) = client.get(f"/v2/calls/{came}/transfer-history").json()["data"]
    first, second = v2(client, came), v2(client, passed_on)
    assert list(entry) == ["id", "extension", "callId", "callUserId", "callUserExtension", "callDuration", "callSubject", "callDescription"]
    assert (entry["callId"], entry["callUserId"], entry["callUserExtension"]) == (came, first["userId"], first["extension"])
    assert (entry["callDuration"], entry["callSubject"], entry["callDescription"]) == (120_000, "Invoice", "Needs the director")
    assert (first["status"], first["isTransfer"], second["status"], second["isTransfer"]) == ("Hangup", False, "Ringing", True)
    assert entry["extension"] == second["extension"]
    assert client.get(f"/v2/calls/{passed_on}/transfer-history").json()["data"] == [entry]


@fact("T2-18", "T2-19")
def test_the_last_interaction_has_ended_and_the_active_one_may_go_on(tenfold: Tenfold) -> None:
    client, control = tenfold.signed_in(), tenfold.world.control
    came = control.post("/calls/incoming", json={"held": True}).json()
    record = v2(client, came["id"])["matchedCrmRecords"][0]
    place, asked = f"/v2/crm/records/{record['id']}", {"module": record["module"]}
    before = client.get(f"{place}/last-interaction", params=asked).json()["data"]

    assert client.get(f"{place}/active-interaction", params=asked).json()["data"] == v2(client, came["id"])
    assert before is None or before["pbxCallId"] != v2(client, came["id"])["pbxCallId"]
    control.post(f"/calls/{came['id']}/hangup").raise_for_status()
    last = client.get(f"{place}/last-interaction", params=asked).json()["data"]

    shown = v2(client, came["id"])
    assert (last["status"], last["startTime"], last["provider"]) == ("Missed", str(shown["startTime"]), "phone-simulator")
    assert last["pbxCallId"] == shown["pbxCallId"]
    assert [bean["bean_id"] for bean in last["matchedCrmRecords"]] == [each["id"] for each in shown["matchedCrmRecords"]]
    assert (last["isQueue"], last["queue"], last["deleted"]) == (False, "", False)


@fact("T2-19")
def test_the_day_begins_in_the_zone_of_the_callers_settings(tenfold: Tenfold, clock: Clock) -> None:
    client, control = tenfold.world.with_token(f"JWT {tenfold.jwt()}"), tenfold.world.control
    came = control.post("/calls/incoming", json={"held": True}).json()
    control.post(f"/calls/{came['id']}/hangup").raise_for_status()
    record = v2(client, came["id"])["matchedCrmRecords"][0]
    clock.advance(hours=13)  # one o'clock at night in London, still the evening before in Boston

    def today() -> Any:
        asked = {"module": record["module"]}
        return client.get(f"/v2/crm/records/{record['id']}/active-interaction", params=asked).json()["data"]

    assert today()["id"] == came["id"]
    client.put("/v2/users/me/settings", json={"timezone": "Europe/London"}).raise_for_status()
    assert today() is None


@fact("T2-18", "T2-19")
@pytest.mark.parametrize("kind", ["last-interaction", "active-interaction"])
def test_an_interaction_needs_a_record_and_its_module(tenfold: Tenfold, kind: str) -> None:
    client = tenfold.signed_in()

    without = client.get(f"/v2/crm/records/whoever/{kind}")
    unknown = client.get(f"/v2/crm/records/whoever/{kind}?module=Contact")

    assert (without.status_code, without.json()["details"][0]["field"]) == (400, "module")
    assert unknown.status_code == 404


@fact("T1-09", "T2-01")
def test_people_see_their_own_calls_and_those_of_their_teams(tenfold: Tenfold) -> None:
    admin, daniel = tenfold.signed_in(), tenfold.signed_in(REGULAR)
    helens = begun(admin)
    own = begun(daniel)

    assert v2(admin, own)["id"] == own
    assert v2(daniel, own)["id"] == own
    assert daniel.get(f"/v2/calls/{helens}").status_code == 404  # she is of another team
    assert daniel.get(f"/api/v1/calls/{helens}").status_code == 404
    assert helens not in [call["id"] for call in daniel.get("/v2/calls?pageSize=500").json()["data"]]
    assert helens not in [call["id"] for call in daniel.get("/api/v1/calls?pageSize=1000").json()["calls"]]


@fact("T2-01")
def test_the_organization_opens_or_closes_the_teams(tenfold: Tenfold) -> None:
    priya = "priya.raman@ferrybank.example"
    client, colleague = tenfold.signed_in(priya), tenfold.signed_in(REGULAR)
    helens, daniels = begun(tenfold.signed_in()), begun(colleague)

    def seen(level: str) -> list[bool]:
        tenfold.world.control.patch("/organizations/Ferrybank", json={"analytics_visibility": level}).raise_for_status()
        listed = [call["id"] for call in client.get("/v2/calls?pageSize=500").json()["data"]]
        assert [call in listed for call in (daniels, helens)] == [client.get(f"/v2/calls/{call}").is_success for call in (daniels, helens)]
        return [call in listed for call in (daniels, helens)]

    assert [seen(level) for level in ("own", "team", "organization")] == [[False, False], [True, False], [True, True]]


@fact("T1-06", "T1-07", "T1-08", "T1-10", "T2-02", "T2-03", "T2-04", "T2-05")
def test_calls_of_another_organization_are_not_there(tenfold: Tenfold) -> None:
    call, stranger = begun(tenfold.signed_in(ADMIN)), tenfold.signed_in(ELSEWHERE)

    asked = [
        *(("POST", f"/api/v1/calls/{call}/{action}", None) for action in ("startRecording", "stopRecording", "hangup")),
        ("GET", f"/api/v1/calls/{call}", None),
        ("GET", f"/v2/calls/{call}", None),
        ("PUT", f"/v2/calls/{call}", {"description": "mine"}),
        ("PUT", f"/v2/calls/{call}/set-matching-record", {"recordId": "x", "module": "Contact"}),
        ("GET", f"/v2/calls/{call}/transfer-history", None),
    ]
    answers = [stranger.request(method, path, json=body) for method, path, body in asked]

    assert {(answer.status_code, answer.json()["message"]) for answer in answers} == {(404, f"There is no call {call}")}
    assert v1(tenfold.signed_in(), call)["status"] == "queued"
