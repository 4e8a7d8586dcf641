"""Answers one call: the checks in the engine's order (odata-wire.md, 12.3), then the read."""

from collections.abc import Callable
from urllib.parse import unquote

from sandbox.odata import collection, entity, errors, gate
from sandbox.odata.call import Answer, Call, Reader
from sandbox.odata.criteria import ALL, Criteria, read_criteria
from sandbox.odata.everything import everything, named_by_id
from sandbox.odata.expand import NOTHING, Expanded, read_expand
from sandbox.odata.late import broken, is_late
from sandbox.odata.metadata import metadata_document, service_document
from sandbox.odata.model import Model
from sandbox.odata.negotiation import Kind, check_version, negotiate
from sandbox.odata.options import Options, read_options, refuse_unknown
from sandbox.odata.paths import Address, Tail, read_path
from sandbox.odata.preferences import Preferences, read_preferences
from sandbox.odata.read import Read
from sandbox.odata.remembering import remembered
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
            memory.put(key, known, weight=len(known.body) + len(call.path) + len(call.query) + sum(map(len, call.headers.values())) + ENTRY)
    return known


def _answer(model: Model, call: Call, reader: Reader) -> Answer:
    options, version, preferences = first_checks(call)
    form = negotiate(_kind(call.path), call.headers.get("accept"), options.format, version)
    address = _address(model, call.path, options.aliases)
    if address.tail is Tail.BY_ID:
        address = named_by_id(model, options, call.root)
    try:
        criteria, expanded = _wishes(model, options, address)
        read = Read(model, call, reader, options, form, preferences, address, criteria, expanded)
        gate.check(read)
        return _ANSWERS[address.tail](read)
    except errors.ODataError as error:
        if reader.broken_errors and is_late(error, address, form):
            return broken(error, call, options, address, form)
        raise


def _wishes(model: Model, options: Options, address: Address) -> tuple[Criteria, Expanded]:
    """What a collection is narrowed by and an entity computed and expanded with; elsewhere these options mean nothing."""
    if address.tail not in _TAKES_OPTIONS or address.entity_set is None:
        return ALL, NOTHING
    filters: tuple[str, ...] = ()
    search = None
    if address.tail is not Tail.ENTITY:
        filters, search = (*address.filters, *((options.filter,) if options.filter else ())), options.search
    criteria = read_criteria(address.entity_set, filters=filters, search=search, compute=options.compute, aliases=options.aliases)
    if address.tail in (Tail.COUNT, Tail.REFERENCES):
        return criteria, NOTHING
    return criteria, read_expand(model, address.entity_set, options.expand, options.aliases)


def first_checks(call: Call) -> tuple[Options, str, Preferences]:
    """What is looked at before anything else, in the engine's order: options, version, preferences. Raises ODataError."""
    options = read_options(call.query)
    version = check_version(call.headers)
    preferences = read_preferences(call.headers.get("prefer"))
    refuse_unknown(options)
    _refuse_what_is_not_spoken(call, options)
    return options, version, preferences


def _refuse_what_is_not_spoken(call: Call, options: Options) -> None:
    if options.apply:
        raise errors.ApplyNotImplemented
    if "odata-isolation" in call.headers or "isolation" in call.headers:
        raise errors.IsolationNotSupported
    if options.schema_version not in (None, "*"):
        raise errors.SchemaVersionNotFound(value=options.schema_version)


def _kind(path: str) -> Kind:
    return KINDS.get(unquote(path.rstrip("/").rpartition("/")[2]), Kind.DATA)


def _address(model: Model, path: str, aliases: tuple[tuple[str, str], ...]) -> Address:
    """An alias may make a long path of a short one, so such a path is not remembered."""
    return read_path(model, path, aliases) if aliases and "@" in unquote(path) else _plain_address(model, path)


@remembered(2048)
def _plain_address(model: Model, path: str) -> Address:
    return read_path(model, path, ())


def _each(read: Read) -> Answer:
    raise errors.MethodNotAllowed(method=read.call.verb, allowed="PATCH, DELETE", headers={"Allow": "PATCH, DELETE"})


def _service(read: Read) -> Answer:
    return read.data(context(read.call.root, read.form, "") | {"value": service_document(read.model)})


def _metadata(read: Read) -> Answer:
    return read.answered(metadata_document(read.model, read.form.version, read.form.subtype))


def _openapi(read: Read) -> Answer:
    from sandbox.odata.openapi import openapi_document  # few ask for it, and start-up need not wait

    return read.answered(openapi_document(read.model, read.call.root), {"Content-Type": "application/json"})


_ANSWERS: dict[Tail, Callable[[Read], Answer]] = {
    Tail.SERVICE: _service,
    Tail.METADATA: _metadata,
    Tail.OPENAPI: _openapi,
    Tail.COLLECTION: collection.collection,
    Tail.REFERENCES: collection.references,
    Tail.COUNT: collection.count,
    Tail.ENTITY: entity.entity,
    Tail.REFERENCE: entity.one_reference,
    Tail.SINGLETON: entity.singleton,
    Tail.PROPERTY: entity.property_,
    Tail.VALUE: entity.raw_value,
    Tail.ALL: everything,
    Tail.EACH: _each,
}
_TAKES_OPTIONS = frozenset((Tail.COLLECTION, Tail.REFERENCES, Tail.COUNT, Tail.ENTITY))
