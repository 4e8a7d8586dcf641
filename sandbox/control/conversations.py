"""Conversations that take place: taken in, processed by the clock or by hand, held and made to fail."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row
from starlette.requests import Request
from starlette.responses import Response

from sandbox.cast.identifiers import identifier
from sandbox.control import fields, wishes
from sandbox.control.people import named_workspace
from sandbox.control.scenarios import scenario_of
from sandbox.database.schema import utc_text
from sandbox.errors import InvalidField, UnknownConversation
from sandbox.fourfour.conversations import service
from sandbox.fourfour.conversations.processing import PROCESSING, Controls, Mode, Processing, State
from sandbox.fourfour.conversations.store import ControlStore, ConversationStore, ProcessingStore
from sandbox.fourfour.oauth.store import PeopleStore
from sandbox.fourfour.services import NAMES
from sandbox.http.bodies import query_of, single
from sandbox.http.rendering import json_response
from sandbox.world import world_of

LONGEST = 366 * 86_400
"""Seconds. Nobody waits longer for a conversation."""


def create(request: Request) -> Response:
    """201. Whatever is left out is drawn, so no body at all is a whole conversation. It has ended by now unless it says otherwise."""
    own: dict[str, type | fields.Reader] = {
        "workspace": fields.filled,
        "process": fields.one_of(*Mode),
        "process_after": fields.within(0, LONGEST),
    }
    given = fields.fields_of(request, {**own, **wishes.READERS})
    world = world_of(request)
    takes = timedelta(seconds=given.get("process_after", PROCESSING.total_seconds()))
    with world.database.begin() as rows:
        workspace = named_workspace(PeopleStore(rows), given.get("workspace"))
        mode = Mode(given.get("process", Mode.AUTO))
        own_id = service.receive(world, rows, workspace.id, wishes.wish_of(given), mode=mode, takes=takes)
        facts = _facts(rows, own_id)
    return json_response(facts, 201)


def list_conversations(request: Request) -> Response:
    """Those that came in since the planting, newest first. `state` chooses."""
    wanted = single(query_of(request))
    for name in wanted:
        if name != "state":
            raise InvalidField(field=name, rule="is not a parameter of this request; it takes state")
    state = fields.read_field("state", wanted["state"], fields.one_of(*State)) if "state" in wanted else None
    with world_of(request).database.read() as rows:
        found = ProcessingStore(rows).newest(State(state) if state else None)
        conversations = ConversationStore(rows).processed()
        listed = [processing_facts(each) | _headline(conversations.get(each.id)) for each in found]
        controls = ControlStore(rows).get()
    return json_response({"controls": control_facts(controls), "conversations": listed})


def show(request: Request) -> Response:
    """Any conversation; a planted one is complete."""
    with world_of(request).database.read() as rows:
        return json_response(_facts(rows, request.path_params["conversation"]))


def process(request: Request) -> Response:
    """Brings it to its end, or `until` a state, whatever the schedule says; `fail` lets it fail there. A complete one stays as it is."""
    until = fields.one_of(State.TRANSCRIBED, State.COMPLETE)
    given = fields.fields_of(request, {"until": until, "fail": bool})
    fails = given.get("fail", False)
    if fails and given.get("until") == State.COMPLETE:
        raise InvalidField(field="fail", rule="does not go with until complete")
    world, own_id = world_of(request), request.path_params["conversation"]
    with world.database.begin() as rows:
        processing = ProcessingStore(rows).find(own_id)
        if processing and processing.state is not State.COMPLETE:
            if "until" in given or not fails:
                service.process(world, rows, processing, until=State(given.get("until", State.COMPLETE)))
            if fails:
                ProcessingStore(rows).fail(processing)
            service.release(world, rows)
        return json_response(_facts(rows, own_id))


def change(request: Request) -> Response:
    """`hold` lets none go on by the clock. `every` so many seconds of it one more comes in, until null ends that.

    Those come into the workspace of the scenario's credentials.
    """
    given = fields.fields_of(request, {"hold": bool, "every": fields.or_null(fields.within(1, LONGEST))})
    world = world_of(request)
    workspace = identifier("workspace", scenario_of(request, world).credentials.fourfour.workspace) if "every" in given else ""
    with world.database.begin() as rows:
        if "hold" in given:
            ControlStore(rows).set(replace(ControlStore(rows).get(), hold=given["hold"]))
            service.release(world, rows)
        if "every" in given:
            service.let_arrive(world, rows, workspace, given["every"])
        return json_response(control_facts(ControlStore(rows).get()))


def control_facts(controls: Controls) -> dict[str, Any]:
    return {"hold": controls.hold, "every": controls.every}


def processing_facts(processing: Processing) -> dict[str, Any]:
    """`next_at` is when the next state comes by the clock; nothing for one that is held or has ended."""
    return {
        "id": processing.id,
        "state": processing.state,
        "workspace": processing.workspace_id,
        "process": processing.mode,
        "received_at": utc_text(processing.received_at),
        "transcribed_at": _text(processing.transcribed_at),
        "completed_at": _text(processing.completed_at),
        "next_at": _text(processing.due_at),
    }


def _facts(rows: Connection, conversation_id: str) -> dict[str, Any]:
    """Raises UnknownConversation."""
    store = ConversationStore(rows)
    conversation, processing = store.find(conversation_id), ProcessingStore(rows).find(conversation_id)
    if conversation is None:
        raise UnknownConversation(conversation=conversation_id)
    planted = {"id": conversation.id, "state": State.COMPLETE, "workspace": conversation.workspace_id}
    people = [{"name": each.name, "email": each.email, "role": each.role} for each in store.participants(conversation)]
    return (processing_facts(processing) if processing else planted) | _headline(conversation) | {"participants": people}


def _headline(conversation: Row[Any] | None) -> dict[str, Any]:
    if conversation is None:
        return {}
    return {
        "kind": conversation.type,
        "service": NAMES[conversation.service],
        "name": conversation.name,
        "started_at": _text(conversation.started_at),
        "ended_at": _text(conversation.ended_at),
    }


def _text(moment: datetime | None) -> str | None:
    return utc_text(moment) if moment else None
