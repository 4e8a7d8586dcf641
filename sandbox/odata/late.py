"""The engine's defect: a mistake that is found when the body has begun arrives as a broken 200 (odata-wire.md, 12.4). Off by default."""

from sandbox.odata import errors
from sandbox.odata.call import Answer, Call
from sandbox.odata.negotiation import Form
from sandbox.odata.options import Options
from sandbox.odata.paths import Address, Tail
from sandbox.odata.projection import read_projection
from sandbox.odata.response import context, in_parentheses
from sandbox.odata.values import to_json

LATE = (errors.ExpressionParserError, errors.UnsupportedFunction, errors.UnsupportedCast)
"""What the engine notices only when it runs the query; sizes, names and `$orderby` it checks before."""


def is_late(error: errors.ODataError, address: Address, form: Form) -> bool:
    """A client that asks for `streaming=false` always gets the clean error, but for `/$count`."""
    streamed = address.tail is Tail.COUNT or "streaming=false" not in form.content_type
    return isinstance(error, LATE) and address.tail in (Tail.COLLECTION, Tail.COUNT) and streamed


def broken(error: errors.ODataError, call: Call, options: Options, address: Address, form: Form) -> Answer:
    """The beginning of the answer, and in the middle of it the error."""
    assert address.entity_set is not None
    begun = b""
    if address.tail is Tail.COLLECTION:
        asked = read_projection(address.entity_set.type, options.select).asked
        head = context(call.root, form, f"#{address.entity_set.name}{in_parentheses(asked)}")
        begun = to_json(head | {"value": []})[:-2]
    body = begun + b"OData-error: " + to_json(error.body()["error"])
    return Answer(200, body, {"Content-Type": form.content_type, "OData-Version": form.version, "Cache-Control": errors.NO_CACHE})
