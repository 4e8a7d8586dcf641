"""The whole service: one call, a batch of them, a query in the body, and calls that are put off."""

from collections.abc import Callable

from sandbox.odata.batch import batch, is_batch
from sandbox.odata.call import Answer, Call, Reader, failure_answer, refusal
from sandbox.odata.errors import Accepted, ODataError
from sandbox.odata.execute import answer, first_checks
from sandbox.odata.model import Model
from sandbox.odata.query_segment import has_query_segment, unfolded


def serve(model: Model, call: Call, reader: Reader, put_off: Callable[[Call], Accepted]) -> Answer:
    """Raises ODataError. With `Prefer: respond-async` that is Accepted, once the first checks are passed (odata-wire.md, 12.3)."""
    if "respond-async" in call.headers.get("prefer", "").lower():
        _, _, preferences = first_checks(call)
        if preferences.respond_async:
            raise put_off(call)
    return at_once(model, call, reader)


def at_once(model: Model, call: Call, reader: Reader) -> Answer:
    """Raises ODataError. Within a batch nothing is put off: respond-async is only a wish (proposed)."""
    if is_batch(call.path):
        _, version, _ = first_checks(call)
        return batch(call, version, lambda item: _item(model, item, reader))
    if has_query_segment(call.path):
        first_checks(call)
        call = unfolded(model, call)
    return answer(model, call, reader)


def settled(model: Model, call: Call, reader: Reader) -> Answer:
    """The answer or the refusal."""
    try:
        return at_once(model, call, reader)
    except ODataError as error:
        return refusal(error)


def _item(model: Model, call: Call, reader: Reader) -> Answer:
    """One item of a batch: what fails in it is a bug, and must not take the other answers along."""
    try:
        return settled(model, call, reader)
    except Exception:
        return failure_answer()
