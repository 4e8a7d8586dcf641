"""OAuth of both versions, and the sign-ins."""

import httpx

from tests.tenfold.asking import asks
from tests.tenfold.conftest import ADMIN, CLIENT, PASSWORD
from tests.tenfold.stage import CALLBACK, Stage


@asks("T1-01")
def token_v1(stage: Stage) -> httpx.Response:
    return stage.token(grant_type="password", username=ADMIN, password=PASSWORD)


@asks("T1-02")
def token_for_another(stage: Stage) -> httpx.Response:
    return stage.admin.post("/api/v1/oauth/token/create", data={**CLIENT, "userId": stage.colleague})


@asks("T1-03")
def dashboard(stage: Stage) -> httpx.Response:
    return stage.anybody.get("/api/v1/users/login", params={"access_token": stage.pair()["access_token"], "target_path": "/"})


@asks("T2-10")
def login(stage: Stage) -> httpx.Response:
    return stage.anybody.post("/v2/users/login", json={"username": ADMIN, "password": PASSWORD})


@asks("T2-35")
def authorize(stage: Stage) -> httpx.Response:
    wish = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "yes"}
    return stage.admin.put("/v2/oauth/authorize", json=wish)


@asks("T2-36")
def token_v2(stage: Stage) -> httpx.Response:
    return stage.anybody.put("/v2/oauth/token", json={**CLIENT, "grant_type": "authorization_code", "code": stage.code()})
