"""What somebody would write by hand over the same rows: hard-coded SQL on sqlite3, and orjson."""

import sqlite3
import sys
from datetime import datetime

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.reference import serve

COLUMNS = "id, first_name, last_name, email, phone, title, account_id, department, lead_source, owner_id, region, created, updated"
NAMES = COLUMNS.split(", ")
CONTACT = f"SELECT {COLUMNS} FROM fourfour_contacts WHERE workspace_id = ? AND id = ?"
PAGE = f"""
    SELECT {COLUMNS} FROM fourfour_contacts WHERE workspace_id = ? AND updated >= ? ORDER BY updated DESC, id DESC LIMIT ? OFFSET ?
"""


def app(database: str, workspace: str) -> Starlette:
    rows = sqlite3.connect(database, isolation_level=None)

    async def contact(request: Request) -> Response:
        (row,) = rows.execute(CONTACT, (workspace, request.path_params["id"])).fetchall()
        return Response(orjson.dumps(dict(zip(NAMES, row, strict=True))), media_type="application/json")

    async def page(request: Request) -> Response:
        asked = request.query_params
        since = datetime.fromisoformat(asked["since"]).isoformat(timespec="seconds")
        found = rows.execute(PAGE, (workspace, since, int(asked["top"]), int(asked.get("skip", 0)))).fetchall()
        value = [dict(zip(NAMES, row, strict=True)) for row in found]
        return Response(orjson.dumps({"value": value}), media_type="application/json")

    return Starlette(routes=[Route("/contacts", page), Route("/contacts/{id}", contact)])


if __name__ == "__main__":
    serve(app(sys.argv[2], sys.argv[3]))
