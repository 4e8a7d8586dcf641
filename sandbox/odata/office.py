"""Files that make Power BI and Excel open the service (odata-wire.md, 5.4). `root` is the service root with a slash at its end."""

from functools import cache
from pathlib import Path
from string import Template

from sandbox.odata import errors
from sandbox.odata.call import Answer
from sandbox.odata.model import EntitySet, Model
from sandbox.odata.values import to_json


def power_bi(root: str) -> Answer:
    """A .pbids: where the data is. Power BI asks for the rest."""
    connection = {"details": {"protocol": "odata", "address": {"url": root}}}
    return _file("odata.pbids", "application/json", to_json({"version": "0.1", "connections": [connection]}))


def excel(model: Model, root: str, name: str) -> Answer:
    """An .odc for one entity set: a Power Query formula within XML (MS-QDEIF) within HTML (MS-ODCFF). Raises ResourceNotFound."""
    from html import escape  # late: it brings a table of all entities along

    found = model.resources.get(name)
    if not isinstance(found, EntitySet):
        raise errors.ResourceNotFound(target=name, nearest=errors.nearest(name, [item.name for item in model.sets]))
    mashup = _template("mashup.xml").substitute(name=found.name, root=root)
    text = _template("connection.odc").substitute(name=found.name, root=escape(root), mashup=escape(mashup, quote=False))
    return _file(f"{model.namespace}.{found.name}.odc", "text/x-ms-odc; charset=utf-8", text.encode())


def _file(name: str, content_type: str, body: bytes) -> Answer:
    disposition = f"attachment; filename={name}"
    return Answer(200, body, {"Content-Type": content_type, "Content-Disposition": disposition, "Cache-Control": errors.NO_CACHE})


@cache
def _template(name: str) -> Template:
    return Template(Path(__file__).with_name(name).read_text("utf-8"))
