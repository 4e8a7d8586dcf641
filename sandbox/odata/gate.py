"""What the methods other than GET get on a read-only service (odata-wire.md, 2 and 14)."""

from sandbox.http.media_types import media_type
from sandbox.odata import errors
from sandbox.odata.call import Call
from sandbox.odata.paths import Tail
from sandbox.odata.read import Read

GET_ONLY = {"Allow": "GET"}


def check(read: Read) -> None:
    """Passes GET, and any method on `$count`, whose verb the engine does not look at.

    Raises Forbidden for a write that would be one, MethodNotAllowed with `Allow` for what makes no sense, NotJson for a body that is
    not even JSON, EntityNotFound for a write to what is not there.
    """
    method, address = read.call.verb, read.address
    if method == "GET" or address.tail is Tail.COUNT:
        return
    if address.tail is Tail.ENTITY and method != "PATCH" and not read.exists():
        raise read.not_found()
    refusal = _REFUSALS.get((address.tail, method))
    if refusal is None:
        raise errors.MethodNotAllowed(method=method, allowed="GET", headers=GET_ONLY)
    if refusal is errors.Forbidden and method == "POST" and not _is_json(read.call):
        raise errors.NotJson
    raise refusal(name=address.resource.name if address.resource else "")


def _is_json(call: Call) -> bool:
    return media_type(call.headers.get("content-type", "")) == "application/json"


_REFUSALS: dict[tuple[Tail, str], type[errors.ODataError]] = {
    (Tail.COLLECTION, "POST"): errors.Forbidden,
    (Tail.ENTITY, "PUT"): errors.Forbidden,
    (Tail.ENTITY, "PATCH"): errors.Forbidden,
    (Tail.ENTITY, "DELETE"): errors.Forbidden,
    (Tail.EACH, "PATCH"): errors.Forbidden,  # the engine lets these through; nothing that is read-only should (odata-wire.md, 14)
    (Tail.EACH, "DELETE"): errors.Forbidden,
    (Tail.REFERENCE, "PUT"): errors.Forbidden,
    (Tail.REFERENCE, "DELETE"): errors.Forbidden,
    (Tail.REFERENCES, "POST"): errors.Forbidden,
    (Tail.PROPERTY, "PATCH"): errors.Forbidden,
    (Tail.PROPERTY, "DELETE"): errors.Forbidden,
    (Tail.SINGLETON, "PUT"): errors.SingletonCannotChange,
    (Tail.SINGLETON, "PATCH"): errors.SingletonCannotChange,
    (Tail.SINGLETON, "DELETE"): errors.SingletonCannotDelete,
}
