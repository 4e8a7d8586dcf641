"""Every kind of due work of Tenfold."""

from sandbox.schedule.task import Kinds
from sandbox.tenfold.calls import progress

KINDS: Kinds = {progress.KIND: progress.work, progress.ENDING: progress.end}
