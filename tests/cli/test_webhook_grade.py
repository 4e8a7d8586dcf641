"""`sandbox webhook grade`: receivers that listen on real sockets, and what is found out about them."""

import json
import shutil
import socket
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import refused, sandbox
from tests.webhooks import receivers
from tests.webhooks.receivers import SECRET, receiving

Cards = dict[Any, dict[str, Any]]

pytestmark = pytest.mark.xdist_group("grade")

FORGED = {"wrong_signature", "no_signature", "upper_case", "other_body", "truncated"}
NEVER_WRONG = {"stale", "get"}
ACCEPTED = {"correct", "duplicate", "newer_first", "older_second", "delayed", "escapes", "slow", "unknown_event", "big", "afterwards"}


def graded(url: str, *options: str) -> dict[str, Any]:
    """The report card in JSON, with its exit code."""
    done = sandbox("webhook", "grade", url, "--json", *options, FOURFOUR_WEBHOOK_SECRET=SECRET)
    assert done.stderr == ""
    card: dict[str, Any] = json.loads(done.stdout)
    return card | {"code": done.returncode}


def graded_of(receiver: type[BaseHTTPRequestHandler], *options: str) -> dict[str, Any]:
    with receiving(receiver) as url:
        return graded(url, *options)


def of(card: dict[str, Any], verdict: str) -> set[str]:
    return {check["name"] for check in card["checks"] if check["verdict"] == verdict}


def graded_mute() -> dict[str, Any]:
    """Something that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return graded(f"http://127.0.0.1:{listener.getsockname()[1]}", "--timeout", "0.1")


NODE = """
const crypto = require("node:crypto"), http = require("node:http")
const server = http.createServer((request, response) => {
  if (request.method !== "POST") return response.writeHead(405).end()
  const pieces = []
  request.on("data", piece => pieces.push(piece))
  request.on("end", () => {
    const body = Buffer.concat(pieces)
    const expected = crypto.createHmac("sha256", process.env.SECRET).update(BODY).digest("hex")
    const given = request.headers["signature"] || ""
    const fits = given.length === expected.length && crypto.timingSafeEqual(Buffer.from(given), Buffer.from(expected))
    response.writeHead(fits ? 200 : 401).end()
  })
})
server.listen(0, "127.0.0.1", () => console.log(server.address().port))
"""
SIGNED = {"careful": "body", "sloppy": "(() => { try { return JSON.stringify(JSON.parse(body)) } catch { return '' } })()"}
"""What two receivers in JavaScript compute the signature over."""


def graded_in_javascript(path: Path, body: str) -> dict[str, Any]:
    """A receiver that signs what `body` says."""
    path.write_text(NODE.replace("BODY", body))
    process = subprocess.Popen(["node", path], env={"SECRET": SECRET}, stdout=subprocess.PIPE, text=True, executable=shutil.which("node"))
    assert process.stdout is not None
    try:
        return graded(f"http://127.0.0.1:{process.stdout.readline().strip()}/webhook")
    finally:
        process.kill()
        process.communicate()


SLOPPY = {
    receivers.Careless: FORGED,
    receivers.ChecksWhatIsThere: {"no_signature"},
    receivers.WritesAnew: {"escapes"},
    receivers.KnowsOneEvent: {"unknown_event"},
    receivers.RefusesWhatItKnows: {"duplicate"},
    receivers.ReadsLittle: {"big"},
    receivers.Falls: FORGED,
    receivers.ExpectsBase64: ACCEPTED,
    receivers.Redirects: ACCEPTED,
}
"""What each of them gets wrong."""
OTHERS = (receivers.Careful, receivers.Guarded, receivers.Breaks)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Cards:
    """The report cards of all receivers, which are graded at once: each takes seconds, most of them waiting."""
    gradings: dict[Any, Callable[[], dict[str, Any]]] = {receiver: partial(graded_of, receiver) for receiver in (*SLOPPY, *OTHERS)}
    gradings[receivers.TakesItsTime] = partial(graded_of, receivers.TakesItsTime, "--timeout", "0.2")
    gradings["mute"] = graded_mute
    if shutil.which("node"):
        folder = tmp_path_factory.mktemp("javascript")
        gradings |= {name: partial(graded_in_javascript, folder / f"{name}.cjs", body) for name, body in SIGNED.items()}
    with ThreadPoolExecutor(len(gradings)) as at_once:
        return dict(zip(gradings, at_once.map(lambda grade: grade(), gradings.values()), strict=True))


def test_a_careful_receiver_passes(cards: Cards) -> None:
    card = cards[receivers.Careful]

    assert (card["code"], card["passed"]) == (0, True)
    assert (card["wrongly_accepted"], card["wrongly_refused"]) == ([], [])
    assert (of(card, "wrong"), of(card, "note")) == (set(), {"stale"})
    assert card["duplicate"] == "the same answer"
    assert 0 <= card["median_ms"] <= card["slowest_ms"]


def test_one_that_refuses_yesterdays_messages_has_nothing_left_to_wish_for(cards: Cards) -> None:
    card = cards[receivers.Guarded]

    assert (card["code"], of(card, "wrong") | of(card, "note")) == (0, set())
    assert card["duplicate"] == "the same status and another text"


def test_what_a_sloppy_one_gets_wrong_is_found(cards: Cards) -> None:
    assert {receiver: of(cards[receiver], "wrong") for receiver in SLOPPY} == SLOPPY
    assert {(cards[receiver]["code"], cards[receiver]["passed"]) for receiver in SLOPPY} == {(3, False)}
    assert cards[receivers.RefusesWhatItKnows]["duplicate"] == "409, and 200 the first time"
    assert cards[receivers.ChecksWhatIsThere]["wrongly_accepted"] == ["without a signature"]
    assert cards[receivers.KnowsOneEvent]["wrongly_refused"] == ["an event that is new"]


def test_a_refusal_that_is_a_failure_is_noted(cards: Cards) -> None:
    card = cards[receivers.Breaks]

    assert (card["code"], of(card, "note")) == (0, FORGED | NEVER_WRONG)
    assert {check["remark"] for check in card["checks"] if check["status"] == 500} == {"it broke rather than refuse"}


def test_one_that_does_not_answer_in_time_is_told_so(cards: Cards) -> None:
    card = cards[receivers.TakesItsTime]

    remarks = {check["name"]: check["remark"] for check in card["checks"] if check["verdict"] == "wrong"}
    assert card["code"] == 3
    assert remarks["correct"] == "no answer within 0.2 s"
    assert card["duplicate"] == "no answer"


def test_the_report_card_says_what_to_do() -> None:
    with receiving(receivers.WritesAnew) as url:
        done = sandbox("webhook", "grade", url, "--secret", SECRET)

    lines = done.stdout.splitlines()
    assert lines[0].startswith("ok     a correct message   ")
    assert any(
        line.startswith(r"WRONG  a body with \u00eb and \/")
        and line.endswith("should be accepted; compute the signature over the bytes that came, not over JSON written anew")
        for line in lines
    )
    assert r"refused, should be accepted  a body with \u00eb and \/" in lines
    assert "answer to a duplicate        the same answer" in lines
    assert lines[-1] == "Failed: 1 of 17 wrong, 1 note"


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["nowhere", "--secret", "s"], 2, "Invalid value for 'URL': must be an address such as http://127.0.0.1:3000/webhook"),
        (["http://[", "--secret", "s"], 2, "Invalid value for 'URL': must be an address such as http://127.0.0.1:3000/webhook"),
        (["http://127.0.0.1:1/é", "--secret", "s"], 2, "Invalid value for 'URL': must be an address such as"),
        (["http://127.0.0.1:1"], 2, "Missing option '--secret' (env var: 'FOURFOUR_WEBHOOK_SECRET')"),
        (["http://127.0.0.1:1", "--secret", "s", "--timeout", "0"], 2, "Invalid value for '--timeout': 0.0 is not in the range"),
        (["http://127.0.0.1:1", "--secret", "s"], 1, "nobody answers at http://127.0.0.1:1: no connection (Connection refused)"),
        (["http://nowhere.invalid/a?b=c", "--secret", "s"], 1, "nobody answers at http://nowhere.invalid/a?b=c: no connection ("),
        ([f"http://{'a.' * 40}a..b/", "--secret", "s"], 2, "Invalid value for 'URL'"),
    ],
)
def test_what_cannot_be_graded_is_told_in_one_line(arguments: list[str], code: int, complaint: str) -> None:
    done, line = refused("webhook", "grade", *arguments)

    assert (done, line.startswith(f"Error: {complaint}")) == (code, True), line


def test_something_that_does_not_speak_http_is_no_receiver(cards: Cards) -> None:
    card = cards["mute"]

    assert (card["code"], card["median_ms"], card["slowest_ms"]) == (3, None, None)
    assert {check["status"] for check in card["checks"]} == {None}


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_receivers_in_javascript(cards: Cards) -> None:
    assert of(cards["careful"], "wrong") == set()
    assert of(cards["sloppy"], "wrong") == {"escapes"}
