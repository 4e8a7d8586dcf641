"""Analytics of a person, of teams and of the company."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.stage import Stage


@asks("T2-27")
def user(stage: Stage) -> httpx.Response:
    return _ever(stage, f"users/{stage.own['id']}")


@asks("T2-28")
def teams(stage: Stage) -> httpx.Response:
    return _ever(stage, "teams")


@asks("T2-29")
def team(stage: Stage) -> httpx.Response:
    return _ever(stage, f"teams/{stage.own['primaryTeamId']}")


@asks("T2-30")
def company(stage: Stage) -> httpx.Response:
    return _ever(stage, "company")


def _ever(stage: Stage, path: str) -> httpx.Response:
    return stage.admin.get(f"/v2/analytics/{path}", params={"startTime": 0, "memberCount": 100})
