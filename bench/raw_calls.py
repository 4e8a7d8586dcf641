"""What somebody would write by hand over the tables of calls: hard-coded SQL on sqlite3, and orjson."""

import sqlite3
import sys
import time
import uuid
from collections import defaultdict
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.reference import serve

CALLS = """
    SELECT id, user_id, organization_id, started_at, phone_number, extension, duration, crm_errors, leg, recording_name,
        description, direction, has_transcript, listening_score, is_mobile, state
    FROM tenfold_calls WHERE organization_id = ? ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?
"""
RECORDS = """
    SELECT matched.call_id, own.id, own.module, own.name, own.email, own.description, own.owner_id, parent.name
    FROM tenfold_call_matches AS matched
    JOIN tenfold_crm_records AS own ON own.organization_id = matched.organization_id AND own.id = matched.record_id
    LEFT JOIN tenfold_crm_records AS parent ON parent.organization_id = own.organization_id AND parent.id = own.parent_id
    WHERE matched.call_id IN ({places}) ORDER BY own.name, own.id
"""
CALL = """
    INSERT INTO tenfold_calls (id, organization_id, user_id, extension, phone_number, direction, state, started_at, created_at, duration,
        recording, pbx_id, matched, line_id, leg, is_mobile, has_transcript, crm_errors, held, next_state, next_at, root)
    VALUES (?, ?, ?, ?, ?, 'Outbound', 'queued', ?, ?, 0, 'not-recorded', ?, 0, ?, 0, 0, 0, '[]', 0, 'ringing', ?, 'http://127.0.0.1')
"""
TASK = "INSERT INTO schedule_tasks (kind, due_at, payload, attempts) VALUES ('tenfold.call', ?, ?, 0)"
PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -8000")
SITE = "https://ferrybank.my.salesforce.example"


def app(database: str, organization: str) -> Starlette:
    rows = sqlite3.connect(database, isolation_level=None)
    for pragma in PRAGMAS:
        rows.execute(f"PRAGMA {pragma}")
    person = rows.execute("SELECT id, extensions FROM tenfold_users WHERE organization_id = ? AND is_admin", (organization,)).fetchone()

    async def page(request: Request) -> Response:
        size, number = int(request.query_params["pageSize"]), int(request.query_params.get("page", 0))
        found = rows.execute(CALLS, (organization, size + 1, number * size)).fetchall()
        call_ids = [row[0] for row in found[:size]]
        records = defaultdict[str, list[Any]](list)
        for call_id, *record in rows.execute(RECORDS.format(places=",".join("?" * len(call_ids))), call_ids):
            records[call_id].append(_record(*record))
        answer: dict[str, Any] = {"data": [_call(row, records[row[0]]) for row in found[:size]]}
        if len(found) > size:
            answer["_links"] = {"next": f"http://127.0.0.1/v2/calls?pageSize={size}&page={number + 1}"}
        return Response(orjson.dumps(answer), media_type="application/json")

    async def originate(request: Request) -> Response:
        number, new_id, now = orjson.loads(await request.body())["phoneNumber"].lstrip("+"), str(uuid.uuid4()), time.time()
        started, extension = int(now * 1000), person[1].split()[0]
        due = time.strftime("%Y-%m-%dT%H:%M:%S.000000+00:00", time.gmtime(now + 3600))
        called = (new_id, organization, person[0], extension, number, started, started + 65, str(started), new_id, started + 3_600_000)
        rows.execute("BEGIN IMMEDIATE")
        rows.execute(CALL, called)
        rows.execute(TASK, (due, orjson.dumps({"call": new_id}).decode()))
        rows.execute("COMMIT")
        call = {"status": "queued", "organizationId": organization, "userId": person[0], "id": new_id, "phoneNumberCalled": number[1:]}
        return Response(orjson.dumps({"call": call}), media_type="application/json")

    return Starlette(routes=[Route("/calls", page), Route("/calls", originate, methods=["POST"])])


def _record(own_id: str, module: str, name: str, email: str, description: str, owner_id: str, parent: str) -> dict[str, Any]:
    page = f"{SITE}/lightning/r/{module}/{own_id}"
    return {
        "description": description,
        "editLink": f"{page}/edit",
        "email": email,
        "id": own_id,
        "link": f"{page}/view",
        "module": module,
        "name": name,
        "ownerId": owner_id,
        "parentName": parent,
    }


def _call(row: tuple[Any, ...], records: list[Any]) -> dict[str, Any]:
    call = {
        "id": row[0],
        "userId": row[1],
        "organizationId": row[2],
        "startTime": row[3],
        "phoneNumber": row[4],
        "extension": row[5],
        "duration": row[6],
        "hasCrmErrors": row[7] != "[]",
        "matchedCrmRecordsLength": len(records),
        "matchedCrmRecords": records,
        "isTransfer": bool(row[8]),
        "recordingLink": f"http://127.0.0.1/v2/recordings/{row[9]}",
        "description": row[10],
        "direction": row[11],
        "hasTranscript": bool(row[12]),
        "listeningScore": row[13],
        "isMobile": bool(row[14]),
    }
    if row[9] is None or row[15] != "ended":
        del call["recordingLink"]
    return call


if __name__ == "__main__":
    serve(app(sys.argv[2], sys.argv[3]))
