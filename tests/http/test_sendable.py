"""A mistake of ours in a header is a 500 of the vendor's, not a broken connection."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from sandbox.app import Sandbox, Senders
from sandbox.fourfour import errors
from sandbox.http.endpoint import Endpoint
from sandbox.http.router import Surface
from sandbox.mail.postman import Postman
from sandbox.schedule.runner import Runner
from sandbox.settings import Settings
from sandbox.webhooks.deliveries import Deliveries
from sandbox.worlds import Worlds
from tests.in_process import ask


def echo(request: Request) -> Response:
    return Response(headers={"Location": str(request.query_params["to"])})


MISTAKEN = Surface(
    prefixes=("",),
    endpoints=[Endpoint("GET", "/echo", echo)],
    not_found=errors.NotFound,
    wrong_method=errors.MethodNotAllowed,
    too_large=errors.BodyTooLarge,
    unexpected=errors.ServerError,
)


@pytest.mark.parametrize("sign", ["\r", "\n", "\0", "\x01", "\x1f", "\x7f", "a\r\nSet-Cookie: a=b"])
def test_a_control_character_in_a_header_is_refused(sign: str, capsys: pytest.CaptureFixture[str]) -> None:
    worlds = Worlds(Settings(ephemeral=True, scenario="empty"))
    try:
        worlds.create("default", worlds.plan())
        app = Sandbox(Settings(), worlds, [MISTAKEN], Runner(worlds, {}), Senders(Deliveries({}), Postman(None)))

        sound, broken = ask(app, "GET", "/echo", params={"to": "a b\tc é"}), ask(app, "GET", "/echo", params={"to": sign})
    finally:
        worlds.close()

    assert (sound.status_code, broken.status_code, broken.json()) == (200, 500, {"message": "Server Error"})
    assert "UnsendableHeader: location is" in capsys.readouterr().err
