"""`$batch` in OpenAPI: the one operation that is no GET (odata-wire.md, 5.3 and 13.1)."""

from typing import Any

from sandbox.odata.batch_item import METHODS
from sandbox.odata.model import Model

Json = dict[str, Any]
ANYTHING: Json = {}
"""The schema of a part's body: an object, a text, whatever that part is about."""

REQUEST = {
    "id": {"type": "string"},
    "method": {"type": "string", "enum": [method.lower() for method in METHODS]},
    "url": {"type": "string"},
    "headers": {"type": "object"},
    "body": ANYTHING,
}
RESPONSE = {"id": {"type": "string"}, "status": {"type": "integer"}, "headers": {"type": "object"}, "body": ANYTHING}


def batch(model: Model) -> Json:
    name = model.sets[0].name
    asked = {"requests": [{"id": "1", "method": "get", "url": f"{name}?top=1"}, {"id": "2", "method": "get", "url": f"{name}/$count"}]}
    said = {"responses": [{"id": "1", "status": 200, "body": {"value": []}}, {"id": "2", "status": 200, "body": "0"}]}
    part = ["Content-Type: application/http", "", f"GET {name}?top=1 HTTP/1.1", "", ""]
    answer = ["Content-Type: application/http", "", "HTTP/1.1 200 OK", "Content-Type: application/json", "", "{...}"]
    operation = {
        "summary": "Send several requests at once",
        "operationId": "batch",
        "tags": ["Batch requests"],
        "requestBody": {
            "required": True,
            "description": "The requests",
            "content": {
                "application/json": _json("requests", REQUEST, asked),
                "multipart/mixed;boundary=request-separator": _multipart("request-separator", part),
            },
        },
        "responses": {
            "200": {
                "description": "The answers, in the order of the requests",
                "content": {
                    "application/json": _json("responses", RESPONSE, said),
                    "multipart/mixed": _multipart("response-separator", answer),
                },
            },
            "4XX": {"$ref": "#/components/responses/error"},
        },
    }
    return {"post": operation}


def _json(name: str, properties: Json, example: Json) -> Json:
    items = {"type": "array", "items": {"type": "object", "properties": properties}}
    return {"schema": {"type": "object", "properties": {name: items}}, "example": example}


def _multipart(boundary: str, lines: list[str]) -> Json:
    return {"schema": {"type": "string"}, "example": "\r\n".join([f"--{boundary}", *lines, f"--{boundary}--"])}
