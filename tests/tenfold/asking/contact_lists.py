"""Contact lists."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.stage import JOHN, SUZIE, Stage

LISTS = "/v2/contact-lists"


@asks("T2-37")
def list_lists(stage: Stage) -> httpx.Response:
    return stage.admin.get(LISTS)


@asks("T2-38")
def show(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"{LISTS}/{stage.contact_list['id']}")


@asks("T2-39")
def create(stage: Stage) -> httpx.Response:
    return stage.admin.post(LISTS, json={"name": "Example new contact list", "contacts": [JOHN]})


@asks("T2-40")
def change(stage: Stage) -> httpx.Response:
    return stage.admin.put(f"{LISTS}/{stage.contact_list['id']}", json={"name": "Updated contact list name", "contacts": [SUZIE]})


@asks("T2-41")
def remove(stage: Stage) -> httpx.Response:
    return stage.admin.delete(f"{LISTS}/{create(stage).json()['data']['id']}")


@asks("T2-42")
def add_contact(stage: Stage) -> httpx.Response:
    return stage.admin.post(f"{LISTS}/{stage.contact_list['id']}/contacts", json=SUZIE)


@asks("T2-43")
def remove_contact(stage: Stage) -> httpx.Response:
    made = create(stage).json()["data"]
    return stage.admin.delete(f"{LISTS}/{made['id']}/contacts/{made['contacts'][0]['id']}")
