"""The schemas of arguments. That tools take such arguments is confirmed for find_conversations; every name is proposed."""

from typing import Any

Schema = dict[str, Any]

LONGEST = 1000
MOST = 100
NO_CONTROLS = r"^[^\u0000-\u001f\u007f]*$"
"""Characters of a text, items of a list, and what a name is without (proposed)."""


def takes(*required: str, **properties: Schema) -> Schema:
    """An object that takes these arguments and no others. `from_` is `from`, which Python keeps to itself."""
    named = {name.removesuffix("_"): schema for name, schema in properties.items()}
    return {"type": "object", "properties": named, "required": list(required), "additionalProperties": False}


def text(description: str, **bounds: int) -> Schema:
    return {"type": "string", "description": description, "maxLength": LONGEST} | bounds


def name(description: str) -> Schema:
    return text(description, minLength=1, maxLength=255) | {"pattern": NO_CONTROLS}


def texts(description: str) -> Schema:
    return {"type": "array", "description": description, "items": {"type": "string", "maxLength": 255}, "minItems": 1, "maxItems": MOST}


def choice(description: str, *values: str) -> Schema:
    return {"type": "string", "description": description, "enum": list(values)}


def flag(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def number(description: str, *, minimum: float = 0, maximum: float | None = None) -> Schema:
    return {"type": "number", "description": description, "minimum": minimum} | ({} if maximum is None else {"maximum": maximum})


def whole(description: str, *, minimum: int, maximum: int) -> Schema:
    return {"type": "integer", "description": description, "minimum": minimum, "maximum": maximum}


def paging(*, usual: int, most: int) -> dict[str, Schema]:
    """`page` and `page_size`; that tools take the number of a page is confirmed."""
    return {
        "page": whole("The page, counted from 1.", minimum=1, maximum=1_000_000) | {"default": 1},
        "page_size": whole("Results of a page.", minimum=1, maximum=most) | {"default": usual},
    }
