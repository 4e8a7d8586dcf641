"""`$batch`: many calls in one request, answered in the format in which they came, whatever `Accept` says (odata-wire.md, 13.1)."""

from urllib.parse import unquote

from sandbox.http.media_types import media_type
from sandbox.odata import batch_json, batch_multipart, errors, multipart
from sandbox.odata.batch_item import answers
from sandbox.odata.call import Answer, Ask, Call


def is_batch(path: str) -> bool:
    return unquote(path.lstrip("/").partition("/")[0]) == "$batch"


def batch(call: Call, version: str, ask: Ask) -> Answer:
    """`ask` answers one call, refusals included. Raises BatchArgument, MethodNotAllowed, UnknownBatchType, and what refuses the whole."""
    if call.path.strip("/").partition("/")[2]:
        raise errors.BatchArgument
    if call.verb != "POST":
        raise errors.MethodNotAllowed(method=call.verb, allowed="POST", headers={"Allow": "POST"})
    content_type, body = _answered(call, call.headers.get("content-type", ""), ask)
    return Answer(200, body, {"Content-Type": content_type, "OData-Version": version, "Cache-Control": errors.NO_CACHE})


def _answered(call: Call, content_type: str, ask: Ask) -> tuple[str, bytes]:
    """The content type and the body."""
    match media_type(content_type):
        case batch_json.MEDIA_TYPE:
            items = batch_json.read(call.body)
            return batch_json.MEDIA_TYPE, batch_json.write(items, list(answers(call, items, ask)))
        case multipart.MEDIA_TYPE:
            entries = batch_multipart.read(call.body, content_type)
            return batch_multipart.write(entries, answers(call, batch_multipart.flat(entries), ask))
    raise errors.UnknownBatchType(value=content_type)
