"""A good request to every endpoint of Tenfold, one row each: what the table of bad input spoils, bit by bit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.tenfold.asking.people import SETTINGS
from tests.tenfold.conftest import ADMIN, CLIENT, PASSWORD
from tests.tenfold.stage import CALLBACK, JOHN, SUZIE, Stage


@dataclass(frozen=True, kw_only=True)
class Row:
    """`{name}` in the path and `<name>` in values stand for what `references` makes. `open` needs no token, and has no use for one.

    A `form` is read as one unless the Content-Type says JSON. `lenient` are fields whose type does not matter; an id in `anybodys` is
    found whoever asks. `pages` lists are of that version.
    """

    id: str
    method: str
    path: str
    body: Mapping[str, Any] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    form: bool = False
    open: bool = False
    lenient: frozenset[str] = frozenset()
    pages: str = ""
    success: int = 200


ANALYTICS, REPORTS = "/v2/analytics", "/v2/analytics/reports"
SPOKEN = "/v2/analytics/calls/{spoken}"
CALL, RECORD, LIST = "/v2/calls/{call}", "/v2/crm/records/{record}", "/v2/contact-lists/{list}"
PASSWORD_GRANT = {**CLIENT, "grant_type": "password", "username": ADMIN, "password": PASSWORD}
CODE_GRANT = {**CLIENT, "grant_type": "authorization_code", "code": "<code>"}
WISH = {"response_type": "code", "redirect_uri": CALLBACK, "client_id": CLIENT["client_id"], "allow": "yes"}
EDIT = {"id": "<record>", "module": "Contact", "update": {"Title": "Director"}}
NUMBER = {"number": "123123123", "callId": "<call>", "module": "Contact"}
NAMED, MATCH = {"name": "Leads", "contacts": [JOHN]}, {"recordId": "<record>", "module": "Contact"}

TIMES = {"timezone": "America/Chicago", "startTime": 1, "endTime": 10000}
PERIOD = {**{name: str(value) for name, value in TIMES.items()}, "memberCount": "3"}

ROWS = [
    Row(id="T1-01", method="POST", path="/api/v1/oauth/token", body=PASSWORD_GRANT, form=True, open=True),
    Row(id="T1-02", method="POST", path="/api/v1/oauth/token/create", body={**CLIENT, "userId": "<user>"}, form=True),
    Row(id="T1-03", method="GET", path="/api/v1/users/login", query={"target_path": "/calls"}, success=302),
    Row(id="T1-04", method="GET", path="/api/v1/users", pages="v1"),
    Row(id="T1-05", method="POST", path="/api/v1/calls/originate", body={"phoneNumber": "15125551212"}, form=True),
    Row(id="T1-06", method="POST", path="/api/v1/calls/{call}/startRecording"),
    Row(id="T1-07", method="POST", path="/api/v1/calls/{call}/stopRecording"),
    Row(id="T1-08", method="POST", path="/api/v1/calls/{call}/hangup"),
    Row(id="T1-09", method="GET", path="/api/v1/calls", pages="v1"),
    Row(id="T1-10", method="GET", path="/api/v1/calls/{call}"),
    Row(id="T1-11", method="PUT", path="/v1/crm/record", body=EDIT),
    Row(id="T1-11 alias", method="PUT", path="/api/v1/crm/record", body=EDIT),
    Row(id="T2-01", method="GET", path="/v2/calls", pages="v2"),
    Row(id="T2-02", method="GET", path=CALL),
    Row(id="T2-02 recording", method="GET", path="/v2/recordings/{recording}", open=True),
    Row(id="T2-03", method="PUT", path=CALL, body={"description": "Wants a quote", "subject": "Quote", "crmRecordId": "<record>"}),
    Row(id="T2-04", method="PUT", path=f"{CALL}/set-matching-record", body=MATCH),
    Row(id="T2-05", method="GET", path=f"{CALL}/transfer-history", pages="v2"),
    Row(id="T2-06", method="PUT", path="/v2/users/me/settings", body=SETTINGS),
    Row(id="T2-07", method="GET", path="/v2/users/me/settings"),
    Row(id="T2-08 picture", method="GET", path="/v2/profile-pictures/{picture}", open=True),
    Row(id="T2-09", method="DELETE", path="/v2/users/me/profile-picture"),
    Row(id="T2-10", method="POST", path="/v2/users/login", body={"username": ADMIN, "password": PASSWORD}, open=True),
    Row(id="T2-11", method="GET", path="/v2/users", pages="v2"),
    Row(id="T2-12", method="GET", path="/v2/users/{user}"),
    Row(id="T2-12 me", method="GET", path="/v2/users/me"),
    Row(id="T2-13", method="GET", path="/v2/organizations/{organization}"),
    Row(id="T2-14", method="GET", path="/v2/organizations/health-check"),
    Row(id="T2-15", method="POST", path="/v2/crm/records", body={"formId": "<form>", "fields": {"LastName": "Doe"}}),
    Row(id="T2-16", method="PUT", path=RECORD, body={"formId": "<form>", "update": {"Title": "Director"}}),
    Row(id="T2-17", method="DELETE", path=f"{RECORD}/remove-number", body=NUMBER),
    Row(id="T2-18", method="GET", path=f"{RECORD}/last-interaction", query={"module": "Contact"}),
    Row(id="T2-19", method="GET", path=f"{RECORD}/active-interaction", query={"module": "Contact"}),
    Row(id="T2-20", method="POST", path="/v2/tracking", body={"event": "opened", "data": {"page": 1}}),
    Row(id="T2-21", method="GET", path=f"{ANALYTICS}/search", query={"q": 'term1 "term 2"'}, pages="v2"),
    Row(id="T2-22", method="GET", path=f"{ANALYTICS}/users/{{user}}/calls", pages="v2"),
    Row(id="T2-23", method="GET", path=f"{SPOKEN}/transcript"),
    Row(id="T2-24", method="GET", path=f"{SPOKEN}/keywords"),
    Row(id="T2-25", method="GET", path=f"{SPOKEN}/conversation"),
    Row(id="T2-26", method="GET", path=f"{ANALYTICS}/calls/{{call}}/errors", pages="v2"),
    Row(id="T2-27", method="GET", path=f"{ANALYTICS}/users/{{user}}", query=PERIOD),
    Row(id="T2-28", method="GET", path=f"{ANALYTICS}/teams", query=PERIOD),
    Row(id="T2-29", method="GET", path=f"{ANALYTICS}/teams/{{team}}", query=PERIOD),
    Row(id="T2-30", method="GET", path=f"{ANALYTICS}/company", query=PERIOD),
    Row(id="T2-31", method="POST", path=f"{REPORTS}/punch-card", body=TIMES | {"userIds": ["<user>"]}),
    Row(id="T2-32", method="POST", path=f"{REPORTS}/all-calls", body=TIMES | {"userIds": ["<user>"]}),
    Row(id="T2-33", method="POST", path=f"{REPORTS}/user-table", body=TIMES | {"userIds": ["<user>"], "groupByTeams": True}),
    Row(id="T2-34", method="POST", path=f"{REPORTS}/call-history", body=TIMES | {"user": "<user>", "name": "John Doe"}),
    Row(id="T2-35", method="PUT", path="/v2/oauth/authorize", body=WISH, lenient=frozenset({"allow"}), success=302),
    Row(id="T2-36", method="PUT", path="/v2/oauth/token", body=CODE_GRANT, open=True),
    Row(id="T2-37", method="GET", path="/v2/contact-lists", pages="v2"),
    Row(id="T2-38", method="GET", path=LIST),
    Row(id="T2-39", method="POST", path="/v2/contact-lists", body=NAMED),
    Row(id="T2-40", method="PUT", path=LIST, body=NAMED),
    Row(id="T2-41", method="DELETE", path=LIST),
    Row(id="T2-42", method="POST", path=f"{LIST}/contacts", body=SUZIE),
    Row(id="T2-43", method="DELETE", path=f"{LIST}/contacts/{{contact}}"),
]
"""Without T2-08, whose form with a file has tests of its own (`test_pictures`)."""


def references(stage: Stage) -> dict[str, str]:
    """New ones each time: a good request may use them up."""
    made = stage.admin.post("/v2/contact-lists", json={"name": "x", "contacts": [JOHN]}).raise_for_status().json()["data"]
    return {
        "call": stage.new_talk(),
        "spoken": stage.spoken,
        "record": stage.record["id"],
        "user": stage.colleague,
        "organization": stage.own["organizationId"],
        "team": stage.own["primaryTeamId"],
        "form": stage.form,
        "list": made["id"],
        "contact": made["contacts"][0]["id"],
        "code": stage.code(),
        "recording": stage.recording,
        "picture": stage.picture(),
    }


def filled(value: Any, known: Mapping[str, str]) -> Any:
    """With `<name>` replaced wherever it stands."""
    if isinstance(value, Mapping):
        return {name: filled(each, known) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, known) for each in value]
    return known.get(value[1:-1], value) if isinstance(value, str) and value.startswith("<") else value
