"""What a client learns of one call: its words, its keywords, its figures, and what its CRM refused."""

from typing import Any

import httpx
import pytest

from sandbox.tenfold.seeding.call_rows import call_id
from tests.facts import fact
from tests.tenfold.conftest import ADMIN, ELSEWHERE, REGULAR, Tenfold

CALL = call_id("ferrybank", "call-koehler-good-news")
"""Tomasz tells Jürgen Köhler that there are no duplicates left."""
OF_SPEECH = ("transcript", "keywords", "conversation")
PARTICIPANT = (
    "name spokenDurationPercent wordsPerMinute interruptPercent listeningScore interruptDuration spokenDuration wordCount interruptCount "
    "spokenPercent interrupts speechSegments"
)
CONVERSATION = (
    "spokenDurationPercent wordsPerMinute interaction crosstalkPercent crosstalkSegments spokenDuration wordCount "
    "crosstalkDurationPercent crosstalkDuration"
)


def asked(client: httpx.Client, what: str, call: str = CALL) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/v2/analytics/calls/{call}/{what}").raise_for_status().json()
    return answer


def detail(client: httpx.Client, call: str = CALL) -> dict[str, Any]:
    shown: dict[str, Any] = client.get(f"/v2/calls/{call}").raise_for_status().json()["data"]
    return shown


@fact("T2-23")
def test_a_transcript_has_every_word_with_its_time(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()

    answer = asked(client, "transcript")

    assert list(answer) == ["data"]
    assert list(answer["data"]) == ["id", "callId", "organizationId", "participants"]
    assert (answer["data"]["callId"], answer["data"]["organizationId"]) == (CALL, detail(client)["organizationId"])
    agent, other = answer["data"]["participants"]
    assert [list(each) for each in (agent, other)] == [["transcript", "name"]] * 2
    assert (agent["name"], other["name"]) == ("agent", "client")
    first = agent["transcript"]["segments"][0]
    assert (list(first), first["language"]) == (["language", "terms"], "en")
    assert [term["term"] for term in first["terms"]][:4] == ["Jürgen,", "it", "is", "Tomasz."]
    assert list(first["terms"][0]) == ["term", "start", "energy", "dur"]


@fact("T2-24")
def test_keywords_are_each_participants_own(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()

    found = asked(client, "keywords")["data"]

    assert list(found) == ["id", "callId", "organizationId", "participants"]
    assert [list(each) for each in found["participants"]] == [["name", "keywords"]] * 2
    agent, other = found["participants"]
    assert agent["keywords"][0] == {"weight": 1, "term": "Jürgen", "count": 2}
    assert {"hundred", "Oslo", "chickens"} <= {word["term"] for word in other["keywords"]}
    assert found["id"] == asked(client, "transcript")["data"]["id"]


@fact("T2-25", "TQ-27")
def test_a_conversation_has_the_figures_of_both_and_of_all(tenfold: Tenfold) -> None:
    found = asked(tenfold.signed_in(), "conversation")["data"]

    assert list(found) == ["id", "callId", "organizationId", "participants", "conversation"]
    assert [list(each) for each in found["participants"]] == [PARTICIPANT.split()] * 2
    assert list(found["conversation"]) == CONVERSATION.split()
    assert found["conversation"]["interaction"] == "conversation"
    segment = found["participants"][0]["speechSegments"][0]
    assert segment == {"wordCount": 18, "wordsPerMinute": 137.93, "start": 1.47, "end": "9.3"}


@fact("T2-25", "TQ-11")
def test_the_listening_score_of_a_call_is_its_agents(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()

    figures = asked(client, "conversation")["data"]

    assert figures["participants"][0]["name"] == "agent"
    assert detail(client)["listeningScore"] == figures["participants"][0]["listeningScore"]
    assert figures["conversation"]["spokenDurationPercent"] == round(
        figures["conversation"]["spokenDuration"] / (detail(client)["duration"] / 1000) * 100, 2
    )


@fact("T2-23", "T2-24", "T2-25")
@pytest.mark.parametrize("what", OF_SPEECH)
def test_a_call_says_whether_there_is_a_transcript(tenfold: Tenfold, what: str) -> None:
    client = tenfold.signed_in()
    calls = client.get("/v2/calls?pageSize=60").json()["data"]

    assert {call["hasTranscript"] for call in calls} == {True, False}
    for call in calls:
        answer = client.get(f"/v2/analytics/calls/{call['id']}/{what}")
        assert answer.status_code == (200 if call["hasTranscript"] else 404)
        assert (call["listeningScore"] is None) is not call["hasTranscript"]


@fact("T2-23")
def test_a_call_without_a_transcript_is_named(tenfold: Tenfold) -> None:
    call = tenfold.world.control.post("/calls", json={"number": "15125550100"}).json()["id"]

    answer = tenfold.signed_in().get(f"/v2/analytics/calls/{call}/transcript")

    assert answer.json() == {"code": 404, "name": "NotFoundError", "message": f"There is no transcript of call {call}"}


@fact("T2-26")
def test_what_the_crm_refused_is_listed(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    errors = [{"method": "createCall", "message": "Missing required parameters"}, {"method": "updateCall", "message": "Locked"}]
    call = tenfold.world.control.post("/calls", json={"number": "15125550100", "errors": errors}).json()["id"]

    assert asked(client, "errors", call) == {"data": errors}
    assert detail(client, call)["hasCrmErrors"]
    assert asked(client, "errors") == {"data": []}
    assert not detail(client)["hasCrmErrors"]


@fact("T2-26")
def test_errors_come_in_pages(tenfold: Tenfold) -> None:
    client = tenfold.signed_in()
    errors = [{"method": "createCall", "message": str(number)} for number in range(3)]
    call = tenfold.world.control.post("/calls", json={"number": "15125550100", "errors": errors}).json()["id"]

    pages = [asked(client, f"errors?pageSize=2&page={page}", call) for page in (0, 1, 2)]

    assert [page["data"] for page in pages] == [errors[:2], errors[2:], []]
    assert [list(page["_links"]) for page in pages] == [["next"], ["previous"], ["previous"]]


@fact("T2-23", "T2-24", "T2-25", "T2-26")
@pytest.mark.parametrize("what", [*OF_SPEECH, "errors"])
def test_only_who_sees_the_call_sees_these(tenfold: Tenfold, what: str) -> None:
    path = f"/v2/analytics/calls/{CALL}/{what}"

    seen = {username: tenfold.signed_in(username).get(path).status_code for username in (ADMIN, ELSEWHERE)}

    assert seen == {ADMIN: 200, ELSEWHERE: 404}
    assert tenfold.anybody.get(path).status_code == 401
    own = tenfold.signed_in(REGULAR)
    assert own.get(path).status_code == own.get(f"/v2/calls/{CALL}").status_code
    assert own.get(f"/v2/analytics/calls/nobodys/{what}").status_code == 404


@fact("TQ-10")
def test_the_number_of_matches_is_the_length_of_their_list(tenfold: Tenfold) -> None:
    calls = tenfold.signed_in().get("/v2/calls?pageSize=500").json()["data"]

    assert len({call["matchedCrmRecordsLength"] for call in calls}) > 2
    assert all(call["matchedCrmRecordsLength"] == len(call["matchedCrmRecords"]) for call in calls)
