"""A world of Ferrybank's in which everything has happened that the vendor's page shows an answer about."""

from functools import cached_property
from typing import Any

import httpx

from tests.conftest import World
from tests.tenfold.conftest import ADMIN, CLIENT, REGULAR, Tenfold

CALLBACK = "http://127.0.0.1:8000/tenfold/callback"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
SUZIE = {"name": "Suzie Doe", "phoneNumbers": ["4145911961"]}
JOHN = {"name": "John Doe", "phoneNumbers": ["4155991160"]}


class Stage(Tenfold):
    """Each thing is made when it is first asked for. `admin` is signed in; what lists show is made at once."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        _ = self.ended, self.contact_list, self.passed_on, self.picture()

    @cached_property
    def admin(self) -> httpx.Client:
        return self.signed_in(ADMIN)

    @cached_property
    def own(self) -> dict[str, Any]:
        user: dict[str, Any] = self.admin.get("/v2/users/me").raise_for_status().json()["data"]
        return user

    @cached_property
    def colleague(self) -> str:
        return str(self.signed_in(REGULAR).get("/v2/users/me").raise_for_status().json()["data"]["id"])

    @cached_property
    def record(self) -> dict[str, Any]:
        """A contact with an e-mail address, a description, a number, an owner and an account."""
        (found,) = self.world.control.get("/crm/records", params={"number": "+49 40 66969 210"}).raise_for_status().json()["records"]
        edit = {"id": found["id"], "module": found["module"], "update": {"Description": "Runs the plant"}}
        self.admin.put("/v1/crm/record", json=edit).raise_for_status()
        record: dict[str, Any] = found
        return record

    @cached_property
    def form(self) -> str:
        forms = self.world.control.get("/crm/forms").raise_for_status().json()["forms"]
        return next(str(form["id"]) for form in forms if (form["module"], form["company"]) == ("Contact", "Ferrybank"))

    @cached_property
    def ended(self) -> str:
        """A call that has all that a call can have, and is over."""
        told = {"user": ADMIN, "record": self.record["id"], "name": "J. Koehler", "recorded": True, "notes": "Wants a quote"}
        more = {"subject": "Quote", "listening_score": 43, "errors": [{"method": "createCall", "message": "no rights"}]}
        return self._made("/calls", **told, **more)

    @cached_property
    def spoken(self) -> str:
        """A call whose words are known."""
        return spoken_call(self.admin)

    @cached_property
    def recording(self) -> str:
        """What comes last in its address."""
        link: str = self.admin.get(f"/v2/calls/{self.ended}").raise_for_status().json()["data"]["recordingLink"]
        return link.rpartition("/")[2]

    def picture(self) -> str:
        """What comes last in the address of a new one."""
        answer = self.admin.post("/v2/users/me/profile-picture", files={"image": ("me.png", PNG)}).raise_for_status()
        return str(answer.json()["url"]).rpartition("/")[2]

    def new_talk(self) -> str:
        """A call that goes on."""
        call = self.admin.post("/api/v1/calls/originate", data={"phoneNumber": "15125551212"}).raise_for_status().json()["call"]
        self.world.control.post(f"/calls/{call['id']}/answer").raise_for_status()
        return str(call["id"])

    @cached_property
    def passed_on(self) -> str:
        """A call that was passed on to a colleague."""
        call = self._made("/calls/incoming", user=ADMIN, number="15125559999", held=True)
        self.world.control.post(f"/calls/{call}/answer").raise_for_status()
        self.admin.put(f"/v2/calls/{call}", json={"subject": "Invoice", "description": "Needs the director"}).raise_for_status()
        self._made(f"/calls/{call}/transfer", to=REGULAR)
        return call

    @cached_property
    def contact_list(self) -> dict[str, Any]:
        """The vendor's Suzie is in it beside John."""
        given = {"name": "Example new contact list", "contacts": [JOHN, SUZIE | {"phoneNumbers": ["1"]}]}
        made: dict[str, Any] = self.admin.post("/v2/contact-lists", json=given).raise_for_status().json()["data"]
        return made

    def code(self) -> str:
        wish = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "yes"}
        return self.admin.put("/v2/oauth/authorize", json=wish).headers["location"].partition("code=")[2]

    def _made(self, path: str, **given: Any) -> str:
        return str(self.world.control.post(path, json=given).raise_for_status().json()["id"])


def spoken_call(client: httpx.Client) -> str:
    """The newest one that there is a transcript of."""
    listed = client.get("/v2/calls", params={"pageSize": 500}).raise_for_status().json()["data"]
    return next(str(call["id"]) for call in listed if call["hasTranscript"])
