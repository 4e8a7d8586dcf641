"""Schemas in OpenAPI: the entity types, the primitive types of OData, the count and the error (odata-wire.md, 5.3)."""

from typing import Any

from sandbox.odata.model import EntityType, Model, Property

Json = dict[str, Any]

DATE = "[0-9]{4,}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])"
TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,12})?"
BASE64 = "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{3}[A-Za-z0-9_-]|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]=?|[A-Za-z0-9_-][AQgw](==)?)?$"
DURATION = r"^(-?)P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+[DW])?(T(\d+H)?(\d+M)?((\d+(\.\d+)?)S)?)?$"
UUID = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
STRING, BOOLEAN, OBJECT = {"type": "string"}, {"type": "boolean"}, {"type": "object"}


def _integer(kind: str, least: int, most: int) -> Json:
    return {"type": "integer", "format": kind, "minimum": least, "maximum": most}


def _number(kind: str) -> Json:
    return {"anyOf": [{"type": "number", "format": kind}, {"type": "string", "enum": ["-INF", "INF", "NaN"]}]}


def _text(kind: str, pattern: str) -> Json:
    return {"type": "string", "format": kind, "pattern": pattern}


EDM: dict[str, Json] = {
    "Edm.ComplexType": OBJECT,
    "Edm.EntityType": OBJECT,
    "Edm.PrimitiveType": {"anyOf": [BOOLEAN, STRING, {"type": "number"}]},
    "Edm.AnnotationPath": STRING,
    "Edm.NavigationPropertyPath": STRING,
    "Edm.PropertyPath": STRING,
    "Edm.Binary": _text("base64url", BASE64),
    "Edm.Byte": _integer("uint8", 0, 255),
    "Edm.Date": _text("date", f"^{DATE}$"),
    "Edm.DateTimeOffset": _text("date-time", f"^{DATE}T{TIME}(Z|[+-][0-9][0-9]:[0-9][0-9])$"),
    "Edm.Double": _number("double"),
    "Edm.Duration": _text("duration", DURATION),
    "Edm.Guid": _text("uuid", UUID),
    "Edm.Int16": _integer("int16", -(2**15), 2**15 - 1),
    "Edm.Int32": _integer("int32", -(2**31), 2**31 - 1),
    "Edm.Int64": _integer("int64", -(2**63), 2**63 - 1),
    "Edm.String": STRING,
    "Edm.Boolean": BOOLEAN,
    "Edm.SByte": _integer("int8", -(2**7), 2**7 - 1),
    "Edm.Single": _number("single"),
    "Edm.Decimal": _number("decimal"),
    "Edm.Stream": {"type": "string", "format": "base64url"},
    "Edm.TimeOfDay": _text("time", f"^{TIME}$"),
    "Edm.Untyped": {"type": "object", "additionalProperties": True},
}
"""Every primitive type by its name in OData, in use here or not: so the engine lists them."""

COUNT = {
    "anyOf": [{"type": "integer", "minimum": 0}, STRING],
    "title": "Count",
    "description": "How many entities there are in all. It is there when `count` asks for it.",
}

REASON: Json = {"code": STRING, "message": STRING, "target": {"type": "string", "nullable": True}}
DETAILS = {"type": "array", "items": {"type": "object", "properties": REASON}}
REFUSAL = {"type": "object", "properties": REASON | {"details": DETAILS, "innererror": OBJECT}}
ERROR = {
    "description": "A refusal",
    "content": {"application/json": {"schema": {"type": "object", "properties": {"error": REFUSAL}}}},
}


def schemas(model: Model) -> dict[str, Json]:
    types = [*(item.type for item in model.sets), *(item.type for item in model.singletons)]
    return {f"{model.namespace}.{item.name}": _entity(item) for item in types} | EDM | {"count": COUNT}


def reference(model: Model, entity_type: EntityType) -> Json:
    return {"$ref": f"#/components/schemas/{model.namespace}.{entity_type.name}"}


def property_schema(item: Property) -> Json:
    """`nullable` says nothing about the choices of an `anyOf` (OpenAPI 3.0.3, 4.7.24), so the first of them says it again."""
    schema = EDM[item.type]
    if item.nullable and "anyOf" in schema:
        first, *others = schema["anyOf"]
        schema = {"anyOf": [first | {"nullable": True}, *others]}
    return schema | {"nullable": item.nullable}


def _entity(entity_type: EntityType) -> Json:
    return {
        "type": "object",
        "title": entity_type.name,
        "properties": {item.name: property_schema(item) for item in entity_type.properties},
    }
