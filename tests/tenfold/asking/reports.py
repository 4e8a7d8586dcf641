"""Reports by e-mail."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.stage import Stage

REPORTS = "/v2/analytics/reports"


@asks("T2-31")
def punch_card(stage: Stage) -> httpx.Response:
    return _send(stage, "punch-card", userIds=[stage.own["id"]])


@asks("T2-32")
def all_calls(stage: Stage) -> httpx.Response:
    return _send(stage, "all-calls", userIds=[stage.own["id"]])


@asks("T2-33")
def user_table(stage: Stage) -> httpx.Response:
    return _send(stage, "user-table", userIds=[stage.own["id"]])


@asks("T2-34")
def call_history(stage: Stage) -> httpx.Response:
    return _send(stage, "call-history", user=stage.own["id"], name="John Doe")


def _send(stage: Stage, kind: str, **whom: object) -> httpx.Response:
    return stage.admin.post(f"{REPORTS}/{kind}", json={"timezone": "America/Chicago", "startTime": 1, "endTime": 10000, **whom})
