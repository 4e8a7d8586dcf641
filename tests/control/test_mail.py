"""The outbox: mail that was written, as its readers would see it."""

from email import message_from_bytes, policy
from typing import Any

import pytest

from tests.conftest import FROZEN
from tests.tenfold.conftest import ADMIN, REGULAR, Tenfold
from tests.tenfold.mailed_reports import REPORTS, outbox


@pytest.fixture
def tenfold(world: Any) -> Tenfold:
    return Tenfold(world)


def report(tenfold: Tenfold, kind: str = "punch-card", username: str = ADMIN) -> dict[str, Any]:
    """The mail that comes of it."""
    tenfold.signed_in(username).post(f"{REPORTS}/{kind}").raise_for_status()
    return outbox(tenfold)[0]


def test_mail_is_listed_newest_first_by_reader_and_no_more_than_asked_for(tenfold: Tenfold) -> None:
    kinds = ("punch-card", "all-calls", "user-table")
    for kind, username in zip(kinds, (ADMIN, REGULAR, ADMIN), strict=True):
        report(tenfold, kind, username)
    control = tenfold.world.control

    assert [mail["to"] for mail in outbox(tenfold)] == [ADMIN, REGULAR, ADMIN]
    assert [mail["subject"].partition(":")[0] for mail in outbox(tenfold)] == ["User table", "All calls", "Punch card"]
    assert [mail["to"] for mail in control.get("/mail", params={"to": REGULAR.upper()}).json()["mail"]] == [REGULAR]
    assert len(control.get("/mail?limit=2").json()["mail"]) == 2
    assert control.get("/mail?to=nobody@app.example").json() == {"mail": []}


def test_a_mail_is_kept_here_with_its_words_and_its_parts(tenfold: Tenfold) -> None:
    mail = report(tenfold)

    facts = tenfold.world.control.get(f"/mail/{mail['id']}").json()

    assert {name: facts[name] for name in mail} == mail
    assert list(mail) == ["id", "to", "subject", "created_at", "status", "error", "attempts", "size", "html", "raw"]
    assert (mail["created_at"], mail["status"], mail["error"], mail["attempts"]) == (FROZEN, "kept", None, 0)
    assert facts["text"].startswith("Punch card: Helen Castellano\n")
    assert [(part["type"], part["name"]) for part in facts["parts"]] == [
        ("text/plain", None),
        ("text/html", None),
        ("text/csv", "punch-card-2026-03-18.csv"),
    ]


def test_the_links_of_a_mail_lead_to_it_its_page_and_its_file(tenfold: Tenfold) -> None:
    mail, http = report(tenfold), tenfold.world.server.client()
    file = tenfold.world.control.get(f"/mail/{mail['id']}").json()["parts"][2]

    raw, page, table = (http.get(url) for url in (mail["raw"], mail["html"], file["url"]))

    assert raw.headers["content-type"] == "message/rfc822"
    message = message_from_bytes(raw.content, policy=policy.default)
    assert (message["To"].addresses[0].addr_spec, message["Subject"], len(raw.content)) == (mail["to"], mail["subject"], mail["size"])
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Punch card: Helen Castellano" in page.text
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"] == "attachment"
    assert table.content.decode("utf-8-sig").startswith("Weekday,00:00,")
    assert len(table.content) == file["size"]


def test_the_page_of_a_mail_may_do_nothing(tenfold: Tenfold) -> None:
    headers = tenfold.world.server.client().get(report(tenfold)["html"]).headers
    rules = dict(rule.strip().partition(" ")[::2] for rule in headers["content-security-policy"].split(";"))

    assert rules["default-src"] == rules["form-action"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert "script-src" not in rules
    assert "allow-scripts" not in rules["sandbox"]
    assert (headers["x-content-type-options"], headers["referrer-policy"], headers["cache-control"]) == (
        "nosniff",
        "no-referrer",
        "no-store",
    )


def test_what_is_not_there_is_said(tenfold: Tenfold) -> None:
    mail, control = report(tenfold), tenfold.world.control

    for path in ("", "/raw", "/html", "/attachments/x"):
        answer = control.get(f"/mail/nothing{path}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_mail")
    answer = control.get(f"/mail/{mail['id']}/attachments/other.csv")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_such_part")


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=10001", "from=x", "status=kept"])
def test_a_slip_in_the_query_is_named(tenfold: Tenfold, query: str) -> None:
    answer = tenfold.world.control.get(f"/mail?{query}")

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_field")


def test_all_mail_is_removed_at_once_and_by_a_reset(tenfold: Tenfold) -> None:
    report(tenfold)
    removed = tenfold.world.control.delete("/mail")
    assert (removed.status_code, outbox(tenfold)) == (204, [])

    report(tenfold)
    tenfold.world.control.post("/reset").raise_for_status()
    assert outbox(tenfold) == []


def test_without_an_smtp_server_the_clock_has_nothing_to_send(tenfold: Tenfold) -> None:
    report(tenfold)

    advanced = tenfold.world.clock.advance(days=1)

    assert "mail.send" not in str(advanced)
    assert outbox(tenfold)[0]["status"] == "kept"
