"""Conversations that take place: what OData shows of them before, while and after they are processed."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.cast.small_talk import TALKS
from tests.conftest import FROZEN, World, started
from tests.demo import API_TOKEN, FERRYBANK, HELEN, SKERRY
from tests.facts import fact
from tests.fourfour.importer import importer_of

MARTA = "marta.kowalski@acme.example"
TALK = [
    {"speaker": HELEN, "text": "Good morning, Marta. How are the new maps?"},
    {"speaker": MARTA, "text": "On Mondays they take a minute to open, and that is when we need them."},
    {"speaker": HELEN, "text": "I will have somebody look into it today."},
]
SLOW: dict[str, Any] = {
    "type": "pain_point",
    "title": "Slow maps",
    "text": "Maps are slow on Mondays.",
    "quote": "they take a minute to open",
}
SLOW |= {"sentiment": "negative", "topics": ["Speed and reliability"]}
CALL: dict[str, Any] = {
    "kind": "call",
    "service": "Aircall",
    "name": "Maps",
    "purpose": "support",
    "transcript": TALK,
    "summary": "Maps are slow.",
}
CALL |= {"insights": [SLOW], "labels": ["Escalation"], "workspace": FERRYBANK}

EVERYTHING = "participants,fragments,insights($expand=fragments,topics,accounts,contacts,leads,opportunities),labels,accounts,contacts"
EVERYTHING += ",leads,opportunities,calendar_events($expand=participants)"


@dataclass
class Talks:
    """Somebody who lets conversations take place in a world, and reads them in OData."""

    world: World
    token: str = API_TOKEN

    def new(self, **wish: Any) -> dict[str, Any]:
        answer = self.world.control.post("/conversations", json=wish)
        assert answer.status_code == 201, answer.text
        facts: dict[str, Any] = answer.json()
        return facts

    def process(self, own_id: str, **how: Any) -> dict[str, Any]:
        facts: dict[str, Any] = self.world.control.post(f"/conversations/{own_id}/process", json=how).raise_for_status().json()
        return facts

    def done(self, **wish: Any) -> dict[str, Any]:
        """A conversation from beginning to end, as OData has it."""
        own_id = self.new(**wish)["id"]
        self.process(own_id)
        return self.read(own_id)

    def state(self, own_id: str) -> str:
        return str(self.world.control.get(f"/conversations/{own_id}").raise_for_status().json()["state"])

    def read(self, own_id: str) -> dict[str, Any]:
        facts: dict[str, Any] = self.ask(f"Conversations/{own_id}?$expand={EVERYTHING}").raise_for_status().json()
        facts["fragments"].sort(key=lambda fragment: fragment["position"])
        return facts

    def ask(self, path: str) -> httpx.Response:
        return self.world.with_token(self.token).get(f"/odata/{path}")

    def rows(self, path: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ask(path).raise_for_status().json()["value"]
        return rows


@pytest.fixture
def talks(world: World) -> Talks:
    return Talks(world)


@fact("FF-WH-20", "FF-WH-21")
def test_a_conversation_is_received_then_transcribed_then_complete(talks: Talks) -> None:
    facts = talks.new(**CALL)
    assert (facts["state"], facts["next_at"]) == ("received", "2026-03-18T12:06:00+00:00")
    received = talks.read(facts["id"])
    assert [(each["email"], each["role"], each["tokens"]) for each in by_role(received)] == [
        (MARTA, "callee", None),
        (HELEN, "caller", None),
    ]
    assert (received["name"], received["type"], received["summary"], received["ended_at"]) == ("Maps", "call", None, FROZEN)
    assert [received[name] for name in ("fragments", "insights", "labels", "accounts")] == [[], [], [], []]

    talks.world.clock.advance(minutes=6)
    transcribed = talks.read(facts["id"])
    assert talks.state(facts["id"]) == "transcribed"
    assert [fragment["text"] for fragment in transcribed["fragments"]] == [line["text"] for line in TALK]
    assert (transcribed["summary"], transcribed["insights"]) == (None, [])

    talks.world.clock.advance(minutes=6)
    complete = talks.read(facts["id"])
    assert talks.state(facts["id"]) == "complete"
    assert complete["summary"] == "Maps are slow."
    (insight,) = complete["insights"]
    assert (insight["title"], insight["created_at"]) == ("Slow maps", "2026-03-18T12:12:00+00:00")
    assert [label["name"] for label in complete["labels"]] == ["Escalation"]
    same = ("id", "service", "service_id", "started_at", "ended_at", "duration", "url")
    assert [complete[name] for name in same] == [received[name] for name in same]


@fact("FF-WH-24")
def test_the_numbers_follow_from_the_words(talks: Talks) -> None:
    call = talks.done(**CALL)

    said = {each["email"]: sum(ceil(len(line["text"]) / 4) for line in TALK if line["speaker"] == each["email"]) for each in by_role(call)}
    assert {each["email"]: each["tokens"] for each in call["participants"]} == said
    ends = [fragment["end"] for fragment in call["fragments"]]
    assert ends == sorted(ends)
    assert call["duration"] == ceil(ends[-1]) > 8
    started, ended = (datetime.fromisoformat(call[name]) for name in ("started_at", "ended_at"))
    assert (ended - started).total_seconds() == call["duration"]


@fact("FF-WH-24")
@pytest.mark.parametrize("kind", ["email", "ticket"])
def test_a_thread_of_messages_has_no_duration(talks: Talks, kind: str) -> None:
    thread = talks.done(**CALL | {"kind": kind, "service": "Zendesk"})

    assert thread["duration"] is None
    assert [fragment["start"] for fragment in thread["fragments"]] == [fragment["end"] for fragment in thread["fragments"]]
    assert thread["started_at"] < thread["ended_at"] == FROZEN


@fact("FF-WH-22")
def test_an_insight_knows_its_fragment_its_speaker_and_its_topic(talks: Talks) -> None:
    reliability = "Topics?$filter=name eq 'Speed and reliability'&$expand=insights($select=id)"
    (before,) = talks.rows(reliability)

    call = talks.done(**CALL)

    (insight,) = call["insights"]
    assert [fragment["text"] for fragment in insight["fragments"]] == [TALK[1]["text"]]
    assert insight["participant_id"] == next(each["id"] for each in call["participants"] if each["email"] == MARTA)
    (after,) = talks.rows(reliability)
    assert after["insight_count"] == before["insight_count"] + 1 == len(after["insights"])


@fact("FF-WH-22", "FF-WH-23")
def test_participants_are_recognised_by_their_e_mail(talks: Talks) -> None:
    (deal,) = talks.rows("Opportunities?$filter=is_closed eq false and contact/email ne null&$expand=contact,account&$top=1")[:1]
    contact = deal["contact"]
    (owner,) = talks.rows(f"Owners?$filter=email eq '{HELEN}'")

    meeting = talks.done(kind="meeting", participants=[HELEN.upper(), contact["email"], {"name": "A stranger"}], process="held")

    theirs = {each["name"]: each for each in meeting["participants"]}
    assert theirs["Helen Castellano"]["owner_id"] == owner["id"]
    assert theirs["Helen Castellano"]["is_internal"] is True
    customer = theirs[f"{contact['first_name']} {contact['last_name']}"]
    assert (customer["contact_id"], customer["is_internal"]) == (contact["id"], False)
    assert [theirs["A stranger"][name] for name in ("email", "domain", "contact_id", "lead_id", "owner_id")] == [None] * 5
    assert [each["id"] for each in meeting["accounts"]] == [deal["account_id"]]
    assert [each["id"] for each in meeting["contacts"]] == [contact["id"]]
    (opportunity,) = meeting["opportunities"]
    assert (opportunity["account_id"], opportunity["is_closed"]) == (deal["account_id"], False)


@fact("FF-WH-23")
def test_imported_records_are_recognised_too(talks: Talks) -> None:
    crm = importer_of(talks.world)
    crm.put("account", "id,name\nacc-1,Acme\n")
    crm.put("contact", f"id,first_name,last_name,email,account_id\nc-1,Marta,Kowalski,{MARTA},acc-1\n")
    crm.put("opportunity", "id,name,account_id,stage\no-1,Maps,acc-1,Proposal\no-2,Old,acc-1,Closed Won\n")

    call = talks.done(**CALL)

    assert [each["name"] for each in call["accounts"]] == ["Acme"]
    assert [each["id"] for each in call["contacts"]] == ["c-1"]
    assert [each["id"] for each in call["opportunities"]] == ["o-1"]
    (insight,) = call["insights"]
    assert [[each["id"] for each in insight[name]] for name in ("accounts", "contacts", "opportunities")] == [["acc-1"], ["c-1"], ["o-1"]]


@fact("FF-WH-23")
def test_a_lead_is_linked_as_a_lead(talks: Talks) -> None:
    (lead,) = talks.rows("Leads?$filter=is_converted eq false and email ne null&$orderby=id&$top=1")[:1]

    call = talks.done(participants=[HELEN, lead["email"]])

    assert [each["id"] for each in call["leads"]] == [lead["id"]]
    assert call["contacts"] == []


def test_whoever_speaks_takes_part(talks: Talks) -> None:
    lines = [{"speaker": "Kim", "text": "Is it me?"}, {"speaker": HELEN, "text": "It is you."}, {"speaker": "kim", "text": "Good."}]

    chat = talks.done(kind="chat", transcript=lines)

    assert [(each["name"], each["role"]) for each in by_role(chat)] == [("Helen Castellano", "agent"), ("Kim", "requester")]
    (insight,) = chat["insights"]
    assert (insight["type"], insight["quote"]) == ("question", "Is it me?")
    assert chat["purpose"] == "other"


def test_a_speaker_may_go_by_the_name_that_the_crm_knows(talks: Talks) -> None:
    people = [HELEN, {"name": "Marta K.", "email": MARTA}]
    lines = [{"speaker": "helen castellano", "text": "Hello."}, {"speaker": "Marta K.", "text": "Hello."}]

    call = talks.done(participants=people, transcript=lines, insights=[])

    assert [each["tokens"] for each in call["participants"]] == [2, 2]
    assert call["insights"] == []


def test_nothing_said_at_all_is_a_whole_conversation(talks: Talks) -> None:
    topics = talks.rows("Topics?$expand=insights($select=id)")
    for _ in range(12):
        call = talks.done()
        ours, theirs = sorted(call["participants"], key=lambda each: not each["is_internal"])
        assert ours["owner_id"]
        assert theirs["contact_id"]
        assert call["ended_at"] == FROZEN
        assert call["summary"]
        assert {fragment["participant_id"] for fragment in call["fragments"]} == {ours["id"], theirs["id"]}
        assert [each["id"] for each in call["contacts"]] == [theirs["contact_id"]]
        (insight,) = call["insights"]
        assert [insight["quote"]] == [fragment["text"] for fragment in insight["fragments"]]
        assert len(insight["topics"]) == 1
        assert len(call["calendar_events"]) == (call["type"] == "meeting")

    after = talks.rows("Topics?$expand=insights($select=id)")
    assert sum(topic["insight_count"] for topic in after) == sum(topic["insight_count"] for topic in topics) + 12
    assert all(topic["insight_count"] == len(topic["insights"]) for topic in after)


@pytest.mark.parametrize("kind", ["meeting", "call", "email", "ticket", "chat"])
@pytest.mark.parametrize("workspace", [FERRYBANK, SKERRY])
def test_what_is_drawn_keeps_to_what_is_said(talks: Talks, kind: str, workspace: str) -> None:
    facts = talks.new(kind=kind, workspace=workspace, purpose="sales", name="Just so")

    assert (facts["kind"], facts["name"]) == (kind, "Just so")


def test_who_is_drawn_has_what_the_talk_is_about(talks: Talks) -> None:
    """Nobody renews what they have not bought, or asks for its price when they have."""
    beginnings = {talk.name.partition("{")[0]: talk.with_buyers for talk in TALKS}
    for purpose in ("sales", "customer_success") * 6:
        drawn = talks.done(purpose=purpose)
        has_it = next(with_buyers for beginning, with_buyers in beginnings.items() if drawn["name"].startswith(beginning))
        assert [account["type"] == "Customer" for account in drawn["accounts"]] == [has_it], drawn["name"]


def test_a_meeting_stands_in_the_calendar_when_it_is_complete(talks: Talks) -> None:
    meeting = talks.done(**CALL | {"kind": "meeting", "service": "Zoom", "started_at": "2026-03-18T09:00:00+01:00"})

    (event,) = meeting["calendar_events"]
    assert (event["title"], event["location"], event["organizer_email"]) == ("Maps", "Zoom", HELEN)
    assert (event["start"], event["end"] >= meeting["ended_at"]) == ("2026-03-18T08:00:00+00:00", True)
    assert {each["id"] for each in event["participants"]} == {each["id"] for each in meeting["participants"]}


@fact("FF-WH-25")
def test_only_its_own_workspace_sees_a_conversation(talks: Talks) -> None:
    minted = talks.world.control.post("/tokens", json={"kind": "personal", "user": HELEN, "scopes": ["api:read"], "workspace": SKERRY})
    skerry = Talks(talks.world, minted.json()["token"])
    own = skerry.new(workspace=SKERRY)
    talks.process(own["id"])

    assert talks.ask(f"Conversations/{own['id']}").status_code == 404
    assert skerry.read(own["id"])["name"] == own["name"]
    everything = [
        ("Participants", "conversation_id"),
        ("Fragments", "conversation_id"),
        ("Insights", "conversation_id"),
        ("CalendarEvents", "conversation_id"),
    ]
    for entity_set, name in everything:
        assert talks.rows(f"{entity_set}?$filter={name} eq '{own['id']}'") == []


@fact("FF-WH-26")
def test_what_failed_shows_no_more_and_can_be_processed_again(talks: Talks) -> None:
    own_id = talks.new(**CALL)["id"]
    assert talks.process(own_id, until="transcribed", fail=True)["state"] == "failed"
    talks.world.clock.advance(hours=1)
    failed = talks.read(own_id)
    assert (failed["summary"], failed["insights"], len(failed["fragments"])) == (None, [], 3)

    assert talks.process(own_id)["state"] == "complete"

    complete = talks.read(own_id)
    assert (complete["summary"], len(complete["insights"]), len(complete["fragments"])) == ("Maps are slow.", 1, 3)


def test_a_workspace_without_anybody_gets_its_member_and_a_visitor(talks: Talks) -> None:
    name = f"{talks.world.name}-empty"
    talks.world.control.post("/worlds", json={"name": name, "scenario": "empty"}).raise_for_status()
    empty = Talks(World(talks.world.server, name))

    call = empty.done()

    assert {each["name"] for each in call["participants"]} == {"Ada Admin", "Robin Visitor"}
    assert call["insights"][0]["topics"] == []
    talks.world.control.delete(f"/worlds/{name}").raise_for_status()


@fact("FF-WH-20")
def test_a_server_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    flags = ("--data", str(tmp_path), "--seed", "1", "--frozen", FROZEN)
    with started(*flags) as (process, url):
        own_id = httpx.post(f"{url}/_sandbox/conversations", json=CALL).raise_for_status().json()["id"]
        httpx.post(f"{url}/_sandbox/clock/advance", json={"by": "7m"}).raise_for_status()
        process.kill()
        process.wait()
    with started(*flags) as (_, url):
        assert httpx.get(f"{url}/_sandbox/conversations/{own_id}").json()["state"] == "transcribed"
        httpx.post(f"{url}/_sandbox/clock/advance", json={"by": "5m"}).raise_for_status()
        assert httpx.get(f"{url}/_sandbox/conversations/{own_id}").json()["completed_at"] == "2026-03-18T12:12:00+00:00"
        odata = httpx.Client(base_url=f"{url}/odata", headers={"Authorization": f"Bearer {API_TOKEN}"})
        complete = odata.get(f"/Conversations/{own_id}?$expand=insights,fragments").json()
        assert (complete["summary"], len(complete["insights"]), len(complete["fragments"])) == ("Maps are slow.", 1, 3)


def by_role(conversation: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(conversation["participants"], key=lambda each: str(each["role"]))
