"""Answers one call: the checks in the engine's order (odata-wire.md, 12.3), then the read."""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from sandbox.odata import collection, entity, errors, gate
from sandbox.odata.call import Answer, Call, Reader
from sandbox.odata.grammar import lift
from sandbox.odata.metadata import csdl_xml, service_document
from sandbox.odata.model import Model
from sandbox.odata.negotiation import Kind, check_version, negotiate, read_preferences
from sandbox.odata.options import Options, read_options, refuse_unknown
from sandbox.odata.paths import Address, Tail, read_path
from sandbox.odata.read import Read
from sandbox.odata.response import context

KINDS = {"$metadata": Kind.METADATA, "$count": Kind.COUNT, "$value": Kind.VALUE}


WISHES = ("accept", "prefer", "odata-version", "odata-maxversion", "odata-isolation", "isolation", "if-match", "if-none-match")
"""The headers that a GET's answer depends on."""

ENTRY = 1024
REMEMBERED = 4 << 20
"""Bytes of answers that each world remembers until something is written to it, and what an entry weighs beside its body."""


def answer(model: Model, call: Call, reader: Reader) -> Answer:
    """Raises ODataError."""
    if call.method != "GET":
        return _answer(model, call, reader)
    memory = reader.database.memory("odata.answers", REMEMBERED)
    key = (call.path, call.query, call.root, reader.tenant, reader.page_size, reader.max_page_size, *map(call.headers.get, WISHES))
    known: Answer | None = memory.get(key)
    if known is None:
        known = _answer(model, call, reader)
        if known.lasting:
            memory.put(key, known, weight=len(known.body) + ENTRY)
    return known


def _answer(model: Model, call: Call, reader: Reader) -> Answer:
    options = read_options(call.query)
    version = check_version(call.headers)
    preferences = read_preferences(call.headers.get("prefer"))
    refuse_unknown(options)
    _refuse_what_is_not_spoken(call, options)
    form = negotiate(_kind(call.path), call.headers.get("accept"), options.format, version)
    address = _address(model, call.path, options.aliases)
    lifted = lift(options.filter) if options.filter and address.tail in (Tail.COLLECTION, Tail.COUNT) else None
    read = Read(model, call, reader, options, form, preferences, address, lifted)
    gate.check(_method(call), call, address, exists=read.exists)
    if options.unbuilt and address.tail in _UNBUILT:
        raise errors.OptionNotImplemented(option=f"${options.unbuilt}")
    return _ANSWERS[address.tail](read)


def _method(call: Call) -> str:
    """A POST may stand for another method; `X-HTTP-Method-Override` means nothing here (odata-wire.md, 2)."""
    return call.headers.get("x-http-method", "POST").upper() if call.method == "POST" else call.method


def _refuse_what_is_not_spoken(call: Call, options: Options) -> None:
    if options.apply:
        raise errors.ApplyNotImplemented
    if "odata-isolation" in call.headers or "isolation" in call.headers:
        raise errors.IsolationNotSupported
    if options.schema_version not in (None, "*"):
        raise errors.SchemaVersionNotFound(value=options.schema_version)


def _kind(path: str) -> Kind:
    return KINDS.get(unquote(path.rstrip("/").rpartition("/")[2]), Kind.DATA)


@lru_cache(maxsize=2048)
def _address(model: Model, path: str, aliases: tuple[tuple[str, str], ...]) -> Address:
    return read_path(model, path, dict(aliases))


def _service(read: Read) -> Answer:
    return read.data(context(read.call.root, read.form, "") | {"value": service_document(read.model)})


def _metadata(read: Read) -> Answer:
    return read.answered(csdl_xml(read.model, read.form.version))


_ANSWERS: dict[Tail, Callable[[Read], Answer]] = {
    Tail.SERVICE: _service,
    Tail.METADATA: _metadata,
    Tail.COLLECTION: collection.collection,
    Tail.COUNT: collection.count,
    Tail.ENTITY: entity.entity,
    Tail.SINGLETON: entity.singleton,
    Tail.PROPERTY: entity.property_,
    Tail.VALUE: entity.raw_value,
}
_UNBUILT = frozenset((Tail.COLLECTION, Tail.COUNT, Tail.ENTITY, Tail.SINGLETON))
