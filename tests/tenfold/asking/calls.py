"""Calls of both versions, and their event."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.stage import Stage


@asks("T1-05")
def originate(stage: Stage) -> httpx.Response:
    return stage.admin.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"})


@asks("T1-06")
def start_recording(stage: Stage) -> httpx.Response:
    return stage.admin.post(f"/api/v1/calls/{stage.new_talk()}/startRecording")


@asks("T1-07")
def stop_recording(stage: Stage) -> httpx.Response:
    return stage.admin.post(f"/api/v1/calls/{stage.new_talk()}/stopRecording")


@asks("T1-08")
def hang_up(stage: Stage) -> httpx.Response:
    return stage.admin.post(f"/api/v1/calls/{stage.new_talk()}/hangup")


@asks("T1-09")
def list_v1(stage: Stage) -> httpx.Response:
    return stage.admin.get("/api/v1/calls", params={"pageSize": 1000})


@asks("T1-10")
def show_v1(stage: Stage) -> httpx.Response:
    """Nobody has answered the call of the sample."""
    call = stage.world.control.post("/calls", json={"user": stage.own["id"], "answered": False, "direction": "outbound"}).json()["id"]
    return stage.admin.get(f"/api/v1/calls/{call}")


@asks("T2-01")
def list_v2(stage: Stage) -> httpx.Response:
    return stage.admin.get("/v2/calls", params={"pageSize": 500})


@asks("T2-02")
def show_v2(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/calls/{stage.ended}")


@asks("T2-03")
def change(stage: Stage) -> httpx.Response:
    return stage.admin.put(f"/v2/calls/{stage.ended}", json={"description": "Wants a quote", "subject": "Quote"})


@asks("T2-04")
def set_matching_record(stage: Stage) -> httpx.Response:
    given = {"recordId": stage.record["id"], "module": stage.record["module"]}
    return stage.admin.put(f"/v2/calls/{stage.ended}/set-matching-record", json=given)


@asks("T2-05")
def transfer_history(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/calls/{stage.passed_on}/transfer-history")


@asks("TE-01")
def event(stage: Stage) -> httpx.Response:
    """The last one of an answered call without a recording, as it waits to be sent."""
    hook = {"url": "http://127.0.0.1:9/", "vendor": "tenfold", "organization": "Ferrybank", "paused": True}
    stage.world.control.post("/webhooks/endpoints", json=hook).raise_for_status()
    call = stage.admin.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).json()["call"]["id"]
    for step in ("answer", "hangup"):
        stage.world.control.post(f"/calls/{call}/{step}").raise_for_status()
    messages = stage.world.control.get("/webhooks/messages").raise_for_status().json()["messages"]
    bodies = [stage.world.control.get(f"/webhooks/messages/{each['id']}").json()["body"] for each in messages if each["cause"] == call]
    return httpx.Response(200, content=next(body for body in bodies if '"completed"' in body))
