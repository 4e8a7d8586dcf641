"""The service as an OpenAPI 3.0.3 document, laid out as the engine lays it out (odata-wire.md, 5.3). The words are ours."""

from functools import lru_cache
from typing import Any

from sandbox.odata.model import Model
from sandbox.odata.openapi_batch import batch
from sandbox.odata.openapi_parameters import SHARED
from sandbox.odata.openapi_paths import paths
from sandbox.odata.openapi_schemas import ERROR, schemas
from sandbox.odata.values import to_json

Json = dict[str, Any]


@lru_cache(maxsize=4)  # each weighs a few hundred KiB, and a client may think up any root
def openapi_document(model: Model, root: str) -> bytes:
    """`root` ends in a slash; as the address of the server it does not."""
    introduction = model.introduction
    security = introduction.security(root)
    document = {
        "openapi": "3.0.3",
        "info": {"title": introduction.title, "version": "1.0.0", "description": introduction.description},
        "servers": [{"url": root.rstrip("/")}],
        "tags": [{"name": name} for name in (*(item.name for item in model.sets), *(item.name for item in model.singletons))],
        "paths": paths(model) | {"/$batch": batch(model)},
        "components": {
            "schemas": schemas(model),
            "responses": {"error": ERROR},
            "parameters": SHARED,
            "securitySchemes": security,
        },
        "security": [{name: _scopes(scheme)} for name, scheme in security.items()],
    }
    return to_json(document)


def _scopes(scheme: Json) -> list[str]:
    """Every scope that the scheme can grant: there is none that only some operations need."""
    return [scope for flow in scheme.get("flows", {}).values() for scope in flow["scopes"]]
