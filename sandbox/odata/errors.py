"""Every refusal of the OData engine (odata-wire.md, 12): stable codes, our own wording."""

from collections.abc import Mapping
from typing import Any, ClassVar

from sandbox.http.errors import ApiError

NO_CACHE = "no-cache, private"
"""Stands on every answer of the engine, refusals included (odata-wire.md, 3)."""


class ODataError(ApiError):
    """All five members are always there. `lexer_error` shows where a key or a parenthesis went wrong."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"

    def __init__(self, *, lexer_error: str | None = None, headers: Mapping[str, str] | None = None, **fields: Any) -> None:
        super().__init__(headers={"Cache-Control": NO_CACHE, **(headers or {})}, **fields)
        self.lexer_error = lexer_error

    def body(self) -> Mapping[str, Any]:
        inner = {"lexer_error": self.lexer_error} if self.lexer_error else {}
        return {"error": {"code": self.code, "message": self.message, "target": None, "details": [], "innererror": inner}}


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


class OptionNotImplemented(ODataError):
    status, code, template = 501, "system_query_option_not_implemented", "{option} is not implemented"


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


class InvalidPreference(ODataError):
    code, template = "invalid_parameterlist", "Prefer cannot be read at {value!r}"


class NoHandler(ODataError):
    status, code, template = 404, "no_handler", "Nothing is called {name!r} here{nearest}"


class EntityNotFound(ODataError):
    status, code, template = 404, "entity_not_found", "{entity_set} has no entity with the key {key!r}"


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


class MetadataArgument(ODataError):
    code, template = "metadata_argument", "Nothing can follow $metadata"


class InvalidSortProperty(ODataError):
    code, template = "invalid_sort_property", "$orderby names {name!r}, which is no property of {entity_type}{nearest}"


class InvalidOrderbySyntax(ODataError):
    code, template = "invalid_orderby_syntax", "$orderby takes a property and a direction, not {item!r}"


class InvalidOrderbyDirection(ODataError):
    code, template = "invalid_orderby_direction", "$orderby sorts asc or desc, not {direction!r}"


class ExpressionParserError(ODataError):
    code, template = "expression_parser_error", "{option} {problem}"


class UnsupportedOperator(ODataError):
    status, code, template = 501, "unsupported_operator", "{operator} is not supported"


class UnsupportedFunction(ODataError):
    status, code, template = 501, "unsupported_function", "{function} is not supported"


class EtagMismatch(ODataError):
    status, code, template = 412, "etag_mismatch", "The entity has another ETag"


def nearest(name: str, known: list[str]) -> str:
    """`; did you mean X?`, or nothing when no known name is near."""
    import difflib

    close = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
