"""SQL of what was said on calls."""

from sqlalchemy import Connection, bindparam, insert, select

from sandbox.database.statement import Statement
from sandbox.tenfold.calls.stale_store import text_changed
from sandbox.tenfold.speech.rows import speech_of, speech_values
from sandbox.tenfold.speech.speech import Speech
from sandbox.tenfold.tables.speech import speech

GET = Statement(select(speech).where(speech.c.call_id == bindparam("call")))
ADD = Statement(insert(speech).values({name: bindparam(name) for name in speech.c.keys()}))  # noqa: SIM118 (columns, not names)


class SpeechStore:
    def __init__(self, rows: Connection) -> None:
        self._rows = rows

    def get(self, call_id: str) -> Speech | None:
        """Nothing for a call that has no transcript."""
        found = GET.run(self._rows, call=call_id)
        return speech_of(found[0]) if found else None

    def add(self, spoken: Speech) -> None:
        ADD.run(self._rows, **speech_values(spoken))
        text_changed(self._rows, spoken.call_id)
