"""Every refusal of the OData engine (odata-wire.md, 12): stable codes, our own wording."""

from collections.abc import Mapping
from typing import Any, ClassVar

from sandbox.http.errors import ApiError

NO_CACHE = "no-cache, private"
"""Stands on every answer of the engine, refusals included (odata-wire.md, 3)."""


class ODataError(ApiError):
    """All five members are always there. `lexer_error` shows where a key or a parenthesis went wrong; few refusals have a `target`."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"

    def __init__(self, *, lexer_error: str | None = None, headers: Mapping[str, str] | None = None, **fields: Any) -> None:
        super().__init__(headers={"Cache-Control": NO_CACHE, **(headers or {})}, **fields)
        self.lexer_error = lexer_error

    def body(self) -> Mapping[str, Any]:
        inner = {"lexer_error": self.lexer_error} if self.lexer_error else {}
        return {
            "error": {"code": self.code, "message": self.message, "target": self.fields.get("target"), "details": [], "innererror": inner}
        }


class ServerError(ODataError):
    status, code, template = 500, "internal_server_error", "The service failed"


class BodyTooLarge(ODataError):
    status, code, template = 413, "bad_request", "The request body is larger than {limit} bytes"  # proposed


class InvalidSystemQueryOption(ODataError):
    code, template = "invalid_system_query_option", "{option} is no system query option{nearest}"


class OptionNotNumeric(ODataError):
    code, template = "option_not_numeric", "{option} must be a number, not {value!r}"


class OptionNumericInvalid(ODataError):
    code, template = "option_numeric_invalid", "{option} must not be negative, but is {value}"


class OptionBooleanInvalid(ODataError):
    code, template = "option_boolean_invalid", "{option} must be true or false, not {value!r}"


class ApplyNotImplemented(ODataError):
    status, code, template = 501, "apply_not_implemented", "$apply is not implemented"


class VersionNotSupported(ODataError):
    code, template = "version_not_supported", "OData-Version must be between 4.0 and 4.01, not {value!r}"


class MaxVersionNotSupported(ODataError):
    code, template = "maxversion_not_supported", "OData-MaxVersion must be between 4.0 and 4.01, not {value!r}"


class IsolationNotSupported(ODataError):
    status, code, template = 412, "isolation_not_supported", "Isolation is not supported"


class SchemaVersionNotFound(ODataError):
    status, code, template = 404, "schema_version_not_found", "There is no schema version {value!r}; only *"


class UnsupportedAccept(ODataError):
    status, code, template = 406, "unsupported_accept", "This resource comes as {offered}, not as {wanted!r}"


class InvalidMetadataFormat(ODataError):
    status, code, template = 406, "invalid_metadata_format", "metadata must be none, minimal or full, not {value!r}"


class InvalidShortFormat(ODataError):
    code, template = "invalid_short_format", "$format={value} takes no parameters; write the media type out"


class InvalidMediaParameter(ODataError):
    code, template = "bad_request", "The parameter {name} of the media type has no value"  # proposed; the engine fails with a 500


class InvalidPreference(ODataError):
    code, template = "invalid_parameterlist", "Prefer cannot be read at {value!r}"


class NoHandler(ODataError):
    status, code, template = 404, "no_handler", "Nothing is called {name!r} here{nearest}"


class EntityNotFound(ODataError):
    status, code, template = 404, "entity_not_found", "{entity_set} has no entity with the key {key!r}"


class RelatedEntityNotFound(EntityNotFound):
    template = "The entity of {entity_set} has no {navigation} to go on from"


class MethodNotAllowed(ODataError):
    status, code, template = 405, "method_not_allowed", "{method} is not possible here; {allowed} is"


class Forbidden(ODataError):
    status, code, template = 403, "forbidden", "This service is read-only"


class NotJson(ODataError):
    status, code, template = 406, "not_json", "The body must be application/json"


class SingletonCannotChange(ODataError):
    status, code, template = 501, "entityset_cannot_update", "{name} cannot be changed"


class SingletonCannotDelete(ODataError):
    status, code, template = 501, "entityset_cannot_delete", "{name} cannot be deleted"


class InvalidIdentifierValue(ODataError):
    code, template = "invalid_identifier_value", "The key of {entity_set} must be a quoted string"


class InvalidEntitySetSuffix(ODataError):
    code, template = "invalid_entity_set_suffix", "The parenthesis after {entity_set} is not closed, or something follows it"


class InvalidKeyProperty(ODataError):
    code, template = "invalid_key_property", "{entity_set} has no property {name!r}{nearest}"


class PropertyNotAlternativeKey(ODataError):
    code, template = "property_not_alternative_key", "{name!r} is no key of {entity_set}"


class ReferenceValueMissing(ODataError):
    code, template = "reference_value_missing", "The parameter {alias} has no value"


class NotCountable(ODataError):
    status, code, template = 501, "not_countable", "Only collections can be counted"


class BadValueArgument(ODataError):
    code, template = "bad_value_argument", "$value goes behind a property"


class MissingFilterArgument(ODataError):
    code, template = "missing_filter_argument", "$filter(...) goes behind a collection and holds an expression"


class NotEntityOrEntitySet(ODataError):
    status, code, template = 404, "not_entity_or_entity_set", "$ref goes behind an entity or a collection"


class NoNextSegment(ODataError):
    code, template = "no_next_segment", "Nothing can follow here, but {name!r} does"


class EntityArgument(ODataError):
    code, template = "entity_argument", "$entity stands alone"


class MissingId(ODataError):
    code, template = "missing_id", "$entity needs $id"


class AllArgument(ODataError):
    code, template = "all_argument", "$all comes first"


class BadEntityType(ODataError):
    code, template = "bad_entity_type", "There is no entity type {name!r}"


class MetadataArgument(ODataError):
    code, template = "metadata_argument", "Nothing can follow $metadata"


class OpenapiArgument(ODataError):
    code, template = "openapi_argument", "openapi.json stands alone"


class ResourceNotFound(ODataError):
    status, code, template = 404, "resource_not_found", "There is no entity set {target!r}{nearest}"


class InvalidSortProperty(ODataError):
    code, template = "invalid_sort_property", "$orderby names {name!r}, which is no property of {entity_type}{nearest}"


class InvalidOrderbySyntax(ODataError):
    code, template = "invalid_orderby_syntax", "$orderby takes a property and a direction, not {item!r}"


class InvalidOrderbyDirection(ODataError):
    code, template = "invalid_orderby_direction", "$orderby sorts asc or desc, not {direction!r}"


class ExpressionParserError(ODataError):
    code, template = "expression_parser_error", "{option} {problem}"


class UnbalancedRightParentheses(ODataError):
    code, template = "unbalanced_right_parentheses", "{option} closes a parenthesis that was not opened"


class UnsupportedFunction(ODataError):
    status, code, template = 501, "unsupported_function", "{function} is not supported"


class UnsupportedCast(ODataError):
    status, code, template = 501, "unsupported_cast", "Casting to {type} is not supported"


class NoSearchableProperties(ODataError):
    status, code, template = 500, "query_no_searchable_properties", "{entity_set} has nothing to search in"


class PathNotExpandable(ODataError):
    code, template = "path_not_expandable", "$expand cannot follow {path!r}"


class TooMuchWork(ODataError):
    code, template = "bad_request", "This asks for more work than one request may cost: {problem}"  # proposed; the bound is ours


class EtagMismatch(ODataError):
    status, code, template = 412, "etag_mismatch", "The entity has another ETag"


class Accepted(ODataError):
    status, code, template = 202, "accepted", "The answer is being made; it can be had once at {location}"

    def __init__(self, *, location: str) -> None:
        super().__init__(location=location, headers={"Location": location})


class MonitorNotFound(ODataError):
    status, code, template = (
        404,
        "not_found",
        "There is no such monitor: its answer was fetched, or has lain too long, or never was asked for",
    )


class UnsupportedContentType(ODataError):
    status, code, template = 406, "unsupported_content_type", "$query takes text/plain, not {value!r}"


class InvalidJson(ODataError):
    code, template = "invalid_json", "The body is not JSON: {problem}"


class InvalidBody(ODataError):
    code, template = "invalid_body", "The body must be a JSON object"


class UrlTooLong(ODataError):
    status, code, template = 414, "bad_request", "A URL, or the query in its place, is longer than {limit} octets"  # proposed


class BatchArgument(ODataError):
    code, template = "batch_argument", "Nothing can follow $batch"


class NestedBatch(ODataError):
    code, template = "batch_argument", "A batch cannot hold another"  # proposed


class BatchTooLong(ODataError):
    status, code, template = 413, "bad_request", "The batch holds more than {limit} requests"  # proposed


class UnknownBatchType(ODataError):
    status, code, template = 406, "unknown_batch_type", "A batch is application/json or multipart/mixed, not {value!r}"


class MissingBoundary(ODataError):
    code, template = "missing_boundary", "multipart/mixed needs a boundary"


class MissingRequests(ODataError):
    code, template = "missing_requests", "The batch holds no requests: {expected}"


class MissingRequestProperties(ODataError):
    code, template = "missing_request_properties", "Request {number} of the batch {problem}"


class IncorrectRequestMethod(ODataError):
    code, template = "incorrect_request_method", "Request {number} of the batch has the method {method!r}; possible are {allowed}"


class AtomicityNotAvailable(ODataError):
    status, code, template = 501, "atomicity_not_available", "Request {number} of the batch wants atomicity, which is not available"


class MissingReference(ODataError):
    code, template = "missing_reference", "${name} refers to no earlier request of the batch"


class ForeignUrl(ODataError):
    code, template = "bad_request", "{url} is not below {root}"  # proposed


def nearest(name: str, known: list[str]) -> str:
    """`; did you mean X?`, or nothing when no known name is near."""
    import difflib

    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
