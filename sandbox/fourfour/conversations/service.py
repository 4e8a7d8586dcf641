"""Takes conversations in, and brings them to their end: as their time comes, or at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection

from sandbox.fourfour.conversations.processing import PROCESSING, Mode, Processing, State
from sandbox.fourfour.conversations.rows import fragment_rows, processed_rows, received_rows
from sandbox.fourfour.conversations.store import ControlStore, ConversationStore, ProcessingStore
from sandbox.fourfour.conversations.wish import Wish
from sandbox.fourfour.webhooks.announce import announce
from sandbox.schedule.runner import schedule
from sandbox.schedule.store import ScheduleStore
from sandbox.schedule.task import Task
from sandbox.world import World

KIND = "fourfour.conversation"
ARRIVAL = "fourfour.conversation.arrival"
EVENT = "conversation_processing_complete"
"""Confirmed, and so is its payload."""


def receive(world: World, rows: Connection, workspace_id: str, wish: Wish, *, mode: Mode = Mode.AUTO, takes: timedelta = PROCESSING) -> str:
    """The id of the new conversation. Raises InvalidField."""
    from sandbox.fourfour.conversations.directory import Directory  # most servers draw nothing, and the cast's talk is long
    from sandbox.fourfour.conversations.drawing import draw

    now, own_id = world.clock.now(), world.chance.uuid()
    dice = Random(int.from_bytes(world.chance.octets(8)))  # noqa: S311 (made-up talk needs no strong dice)
    conversation = draw(wish, Directory(rows, workspace_id), dice, workspace_id=workspace_id, own_id=own_id, now=now)
    processing = ProcessingStore(rows).add(conversation, mode=mode, takes=takes, at=now)
    ConversationStore(rows).write(received_rows(conversation))
    if processing.due_at and not ControlStore(rows).get().hold:
        schedule(world, rows, KIND, processing.due_at, conversation=own_id)
    return own_id


def work(world: World, rows: Connection, task: Task) -> datetime | None:
    """The kind `fourfour.conversation`: the next state, if it is time for it."""
    processing = ProcessingStore(rows).find(task.payload["conversation"])
    if processing is None or processing.due_at is None or ControlStore(rows).get().hold:
        return None
    if processing.due_at > world.clock.now():  # somebody has asked for a state meanwhile, or the clock was put back
        return processing.due_at
    process(world, rows, processing, until=State.COMPLETE if processing.transcribed_at else State.TRANSCRIBED)
    after = ProcessingStore(rows).find(processing.id)
    return after.due_at if after else None


def process(world: World, rows: Connection, processing: Processing, *, until: State) -> None:
    """Brings it to that state, whatever the schedule says; one that is complete stays so, and one that failed goes on."""
    if processing.state is State.COMPLETE:
        return
    if not processing.transcribed_at:
        _transcribe(rows, processing)
    ProcessingStore(rows).transcribed(processing, world.clock.now())
    if until is State.COMPLETE:
        _complete(world, rows, processing)


def release(world: World, rows: Connection) -> None:
    """Puts every conversation that waits for its time on the schedule, if it is not there and nobody holds the world's."""
    if ControlStore(rows).get().hold:
        return
    scheduled = {task.payload["conversation"] for task in ScheduleStore(rows).all() if task.kind == KIND}
    for processing in ProcessingStore(rows).open():
        if processing.due_at and processing.id not in scheduled:
            schedule(world, rows, KIND, processing.due_at, conversation=processing.id)


def let_arrive(world: World, rows: Connection, workspace_id: str, every: float | None) -> None:
    """One more conversation each so many seconds of the world's clock; None ends it."""
    controls = replace(ControlStore(rows).get(), every=every, arrives_in=workspace_id, arrival=None)
    if every is not None:
        controls = replace(controls, arrival=schedule(world, rows, ARRIVAL, world.clock.now() + timedelta(seconds=every)))
    ControlStore(rows).set(controls)


def arrive(world: World, rows: Connection, task: Task) -> datetime | None:
    """The kind `fourfour.conversation.arrival`. A clock that was put far ahead brings one, one that is advanced brings all."""
    controls = ControlStore(rows).get()
    if controls.arrival != task.id or controls.every is None or controls.arrives_in is None:
        return None
    receive(world, rows, controls.arrives_in, Wish())
    pause = timedelta(seconds=controls.every)
    return task.due_at + pause if task.due_at + pause > world.clock.now() else world.clock.now() + pause


def _transcribe(rows: Connection, processing: Processing) -> None:
    conversation = ProcessingStore(rows).pending(processing)
    ConversationStore(rows).write(fragment_rows(conversation))
    ConversationStore(rows).count_tokens(conversation)


def _complete(world: World, rows: Connection, processing: Processing) -> None:
    conversation, now = ProcessingStore(rows).pending(processing), world.clock.now()
    store = ConversationStore(rows)
    store.write(processed_rows(conversation, now))
    store.summarise(conversation)
    store.count_insights(conversation)
    ProcessingStore(rows).complete(processing, now)
    announce(world, rows, EVENT, tenant=conversation.workspace_id, payload={"id": conversation.id}, cause=conversation.id)
