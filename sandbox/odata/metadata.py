"""The service document and `$metadata` in both its forms (odata-wire.md, 5.1 and 5.2)."""

from functools import lru_cache
from typing import Any

from sandbox.odata.model import Model
from sandbox.odata.values import to_json


@lru_cache(maxsize=8)
def service_document(model: Model) -> list[dict[str, Any]]:
    sets = [{"name": item.name, "kind": "EntitySet", "url": item.name} for item in model.sets]
    return [*sets, *({"name": item.name, "kind": "Singleton", "url": item.name} for item in model.singletons)]


@lru_cache(maxsize=8)
def metadata_document(model: Model, version: str, subtype: str) -> bytes:
    """`version` is 4.0 or 4.01, `subtype` xml or json."""
    if subtype == "json":
        from sandbox.odata.metadata_json import csdl_json  # both late: start-up need not wait for them

        return to_json(csdl_json(model, version))
    from sandbox.odata.metadata_xml import csdl_xml

    return csdl_xml(model, version)
