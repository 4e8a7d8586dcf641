"""Calls that somebody looks for, and what was said on one of them."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.stage import Stage


@asks("T2-21")
def search(stage: Stage) -> httpx.Response:
    """Two terms, as the vendor's line has, which most calls hold."""
    return stage.admin.get("/v2/analytics/search", params={"q": "e 1", "pageSize": 500})


@asks("T2-22")
def calls_of_user(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/analytics/users/{stage.own['id']}/calls", params={"pageSize": 500})


@asks("T2-23")
def transcript(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/analytics/calls/{stage.spoken}/transcript")


@asks("T2-24")
def keywords(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/analytics/calls/{stage.spoken}/keywords")


@asks("T2-25")
def conversation(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/analytics/calls/{stage.spoken}/conversation")


@asks("T2-26")
def errors(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/analytics/calls/{stage.ended}/errors")
