"""People, their settings and pictures, and organizations."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.stage import PNG, Stage

SETTINGS = {
    "primaryExtension": "abcdef",
    "timezone": "US/Central",
    "dateFormat": "YYYY-MM-DD",
    "timeFormat": "hh",
    "locale": "en-US",
    "temperatureUnit": "celsius",
}
"""Those of the vendor's sample."""


@asks("T1-04")
def list_v1(stage: Stage) -> httpx.Response:
    return stage.admin.get("/api/v1/users")


@asks("T2-06")
def change_settings(stage: Stage) -> httpx.Response:
    return stage.admin.put("/v2/users/me/settings", json=SETTINGS)


@asks("T2-07")
def settings(stage: Stage) -> httpx.Response:
    change_settings(stage)
    return stage.admin.get("/v2/users/me/settings")


@asks("T2-08")
def put_picture(stage: Stage) -> httpx.Response:
    return stage.admin.post("/v2/users/me/profile-picture", files={"image": ("me.png", PNG)})


@asks("T2-09")
def remove_picture(stage: Stage) -> httpx.Response:
    return stage.signed_in("daniel.reyes@ferrybank.example").delete("/v2/users/me/profile-picture")


@asks("T2-11")
def list_v2(stage: Stage) -> httpx.Response:
    return stage.admin.get("/v2/users")


@asks("T2-12")
def show(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/users/{stage.own['id']}")


@asks("T2-13")
def organization(stage: Stage) -> httpx.Response:
    return stage.admin.get(f"/v2/organizations/{stage.own['organizationId']}")


@asks("T2-14")
def health_check(stage: Stage) -> httpx.Response:
    return stage.admin.get("/v2/organizations/health-check")
