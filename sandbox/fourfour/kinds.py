"""Every kind of due work of Four/Four."""

from sandbox.fourfour.conversations import service as conversations
from sandbox.fourfour.imports import service as imports
from sandbox.fourfour.odata.monitors import answer_later
from sandbox.fourfour.topic_models import service as topic_models
from sandbox.odata import asynchronous
from sandbox.schedule.task import Kinds

KINDS: Kinds = {
    asynchronous.KIND: answer_later,
    imports.KIND: imports.work,
    conversations.KIND: conversations.work,
    conversations.ARRIVAL: conversations.arrive,
    topic_models.KIND: topic_models.train,
}
