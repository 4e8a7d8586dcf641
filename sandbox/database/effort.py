"""How much work a read may cost. One that asks for too much is ended: SQLite runs on the event loop, and everybody else waits."""

import sqlite3

STEP = 100_000
"""Instructions of SQLite's machine between two looks; a few thousandths of a second."""
MOST_STEPS = 300
"""Two or three seconds of work, ten times what a scan of the large scenario takes. It is counted and not timed, so that the same read
ends in the same way on every machine."""
BRIEF = 3
"""Steps after which a read that may take long had better go on elsewhere: about ten milliseconds."""

TOO_MUCH = (
    "interrupted",
    "Expression tree is too large",
    "parser stack overflow",
    "too many SQL variables",
    "too many columns",
    "too many terms",
    "too many FROM clause terms",
    "at most 64 tables in a join",
    "LIKE or GLOB pattern too complex",
)
"""What SQLite says of a read that is larger than it takes."""


class TooMuchWork(Exception):
    """The read was ended, or SQLite would not even begin with it."""


class Effort:
    """Counts while a bounded read runs; all else on the connection may take as long as it takes."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._steps: int | None = None
        self._most = MOST_STEPS
        database.set_progress_handler(self._step, STEP)

    def begin(self, most: int = MOST_STEPS) -> None:
        self._steps, self._most = 0, most

    def end(self) -> None:
        self._steps = None

    def _step(self) -> bool:
        if self._steps is None:
            return False
        self._steps += 1
        return self._steps > self._most


def is_too_much(error: sqlite3.OperationalError) -> bool:
    return str(error).startswith(TOO_MUCH)
