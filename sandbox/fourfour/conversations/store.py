"""SQL of conversations on their way: how far each has come, what a world does with them, and what they leave in the entity sets."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from sandbox.database.batches import Batches
from sandbox.database.batches import Row as NewRow
from sandbox.database.single_row import SingleRow
from sandbox.fourfour.conversations.conversation import Conversation, conversation_text, read_conversation
from sandbox.fourfour.conversations.processing import OPEN, Controls, Mode, Processing, State
from sandbox.fourfour.conversations.tables import controls, processings
from sandbox.fourfour.tables.conversations import conversations, participants
from sandbox.fourfour.tables.insights import topics
from sandbox.fourfour.tables.links import LinkKind, links
from sandbox.fourfour.tables.workspaces import workspaces

KNOWN = [column for column in processings.c if column.name != "pending"]


class ProcessingStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def add(self, conversation: Conversation, *, mode: Mode, takes: timedelta, at: datetime) -> Processing:
        own = {"id": conversation.id, "workspace_id": conversation.workspace_id, "pending": conversation_text(conversation)}
        values = own | {"state": State.RECEIVED, "mode": mode, "takes": takes.total_seconds(), "received_at": at}
        return _processing(self._rows.execute(insert(processings).values(values).returning(*KNOWN)).one())

    def find(self, conversation_id: str) -> Processing | None:
        row = self._rows.execute(select(*KNOWN).where(processings.c.id == conversation_id)).one_or_none()
        return _processing(row) if row else None

    def newest(self, state: State | None = None) -> list[Processing]:
        wanted = select(*KNOWN).order_by(processings.c.number.desc())
        return [_processing(row) for row in self._rows.execute(wanted.where(processings.c.state == state) if state else wanted)]

    def open(self) -> list[Processing]:
        wanted = select(*KNOWN).where(processings.c.state.in_(OPEN)).order_by(processings.c.number)
        return [_processing(row) for row in self._rows.execute(wanted)]

    def pending(self, processing: Processing) -> Conversation:
        text = self._rows.execute(select(processings.c.pending).where(processings.c.id == processing.id)).scalar_one()
        return read_conversation(text)

    def transcribed(self, processing: Processing, at: datetime) -> None:
        self._change(processing, state=State.TRANSCRIBED, transcribed_at=processing.transcribed_at or at)

    def complete(self, processing: Processing, at: datetime) -> None:
        self._change(processing, state=State.COMPLETE, completed_at=at, pending=None)

    def fail(self, processing: Processing) -> None:
        self._change(processing, state=State.FAILED)

    def _change(self, processing: Processing, **values: Any) -> None:
        self._rows.execute(update(processings).where(processings.c.id == processing.id).values(values))


class ConversationStore:
    """What conversations leave in the entity sets."""

    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def find(self, conversation_id: str) -> Row[Any] | None:
        """Of any workspace, planted ones included."""
        anywhere = conversations.c.workspace_id.in_(select(workspaces.c.id))  # the index begins with the workspace
        return self._rows.execute(select(conversations).where(anywhere, conversations.c.id == conversation_id)).one_or_none()

    def processed(self) -> dict[str, Row[Any]]:
        """Those that are or were on their way, by id."""
        same = (conversations.c.workspace_id == processings.c.workspace_id) & (conversations.c.id == processings.c.id)
        return {row.id: row for row in self._rows.execute(select(conversations).join(processings, same))}

    def participants(self, conversation: Row[Any]) -> list[Row[Any]]:
        """In no order that means anything: whoever began is told by the role."""
        table = participants
        own = (table.c.workspace_id == conversation.workspace_id, table.c.conversation_id == conversation.id)
        return list(self._rows.execute(select(table).where(*own).order_by(table.c.id)))

    def write(self, new: Iterable[NewRow]) -> None:
        batches = Batches(self._rows)
        for row in new:
            batches.add(row)
        batches.finish()

    def count_tokens(self, conversation: Conversation) -> None:
        for person, tokens in zip(conversation.participants, conversation.tokens(), strict=True):
            own = (participants.c.workspace_id == conversation.workspace_id, participants.c.id == person.id)
            self._rows.execute(update(participants).where(*own).values(tokens=tokens))

    def summarise(self, conversation: Conversation) -> None:
        own = (conversations.c.workspace_id == conversation.workspace_id, conversations.c.id == conversation.id)
        self._rows.execute(update(conversations).where(*own).values(summary=conversation.summary))

    def count_insights(self, conversation: Conversation) -> None:
        """Of the topics that it touches."""
        touched = {topic for insight in conversation.insights for topic in insight.topics}
        of_topic = (links.c.workspace_id == topics.c.workspace_id, links.c.kind == LinkKind.INSIGHT_TOPIC, links.c.right_id == topics.c.id)
        count = select(func.count()).select_from(links).where(*of_topic).scalar_subquery()
        own = (topics.c.workspace_id == conversation.workspace_id, topics.c.id.in_(sorted(touched)))
        self._rows.execute(update(topics).where(*own).values(insight_count=count))


class ControlStore(SingleRow[Controls]):
    def __init__(self, rows: Connection) -> None:
        super().__init__(rows, controls, Controls())


def _processing(row: Row[Any]) -> Processing:
    values = dict(row._mapping)
    return Processing(
        **values | {"state": State(values["state"]), "mode": Mode(values["mode"]), "takes": timedelta(seconds=values["takes"])}
    )
