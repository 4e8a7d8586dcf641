"""Records of the CRM, their calls, and tracked events."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.stage import Stage


@asks("T1-11")
def edit_v1(stage: Stage) -> httpx.Response:
    given = {"id": stage.record["id"], "module": stage.record["module"], "update": {"email": "jk@example.com", "Title": "Director"}}
    return stage.anybody.put("/v1/crm/record", json={"token": stage.pair()["access_token"], **given})


@asks("T2-15")
def create(stage: Stage) -> httpx.Response:
    return stage.admin.post("/v2/crm/records", json={"formId": stage.form, "fields": {"FirstName": "John", "LastName": "Doe"}})


@asks("T2-16")
def edit_v2(stage: Stage) -> httpx.Response:
    made = create(stage).json()["record"]["bean_id"]
    return stage.admin.put(f"/v2/crm/records/{made}", json={"formId": stage.form, "update": {"Title": "Director"}})


@asks("T2-17")
def remove_number(stage: Stage) -> httpx.Response:
    made = create(stage).json()["record"]["bean_id"]
    return stage.admin.request("DELETE", f"/v2/crm/records/{made}/remove-number", json={"number": "123123123", "module": "Contact"})


@asks("T2-18")
def last_interaction(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/crm/records/{stage.record['id']}/last-interaction", params={"module": stage.record["module"]})


@asks("T2-19")
def active_interaction(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/crm/records/{stage.record['id']}/active-interaction", params={"module": stage.record["module"]})


@asks("T2-20")
def track(stage: Stage) -> httpx.Response:
    return stage.admin.post("/v2/tracking", json={"event": "name_of_event_to_track", "data": {"event_property_1": "..."}})
