"""A conversation as find_conversations shows it: with its people and labels and the CRM records that it is linked to (confirmed)."""

from collections.abc import Sequence
from typing import Any

from sandbox.fourfour.mcp.conditions import one_of
from sandbox.fourfour.mcp.reading import Query, Row, read
from sandbox.fourfour.mcp.results import URL, Schema, many, properties_of, shape
from sandbox.fourfour.mcp.transcript import TRANSCRIPT
from sandbox.fourfour.mcp.visit import Visit

OWN = "id,name,type,purpose,summary,started_at,ended_at,duration,language"
PEOPLE = {"participants": ("Participants", "id,name,email,role,persona_role,domain,is_internal"), "labels": ("Labels", "id,name")}
RECORDS = {
    "accounts": ("Accounts", "id,name"),
    "contacts": ("Contacts", "id,first_name,last_name,email"),
    "leads": ("Leads", "id,first_name,last_name,company"),
    "opportunities": ("Opportunities", "id,name,stage,amount,currency"),
}
EXPAND = ",".join(f"{way}($select={names})" for way, (_, names) in {**PEOPLE, **RECORDS}.items())

REMEMBERED = 500
"""Conversations, until something is written: they are asked for again and again, and each takes seven reads."""


def conversations(visit: Visit, ids: Sequence[str]) -> list[dict[str, Any]]:
    """In that order. Raises Refused."""
    memory = visit.world.database.memory("fourfour.mcp.conversations", REMEMBERED)
    known = {own_id: memory.get((visit.workspace_id, visit.url, own_id)) for own_id in ids}
    missing = [own_id for own_id, found in known.items() if found is None]
    for row in _rows(visit, missing) if missing else ():
        known[row["id"]] = _linked(visit, row)
        memory.put((visit.workspace_id, visit.url, row["id"]), known[row["id"]])
    return [dict(known[own_id]) for own_id in ids]  # a copy each: a transcript may be added


def _rows(visit: Visit, ids: Sequence[str]) -> list[Row]:
    query = Query(entity_set="Conversations", select=OWN, expand=EXPAND, order="id", where=[one_of("id", ids)])
    return read(visit, query, top=len(ids))[0]


def _linked(visit: Visit, row: Row) -> dict[str, Any]:
    for way, (entity_set, _) in RECORDS.items():
        for record in row[way]:
            record["url"] = visit.link(entity_set, record["id"])
    return row | {"url": visit.link("Conversations", row["id"])}


def _parts() -> dict[str, Schema]:
    people = {way: many(shape(**properties_of(*each))) for way, each in PEOPLE.items()}
    return people | {way: many(shape(**properties_of(*each), url=URL)) for way, each in RECORDS.items()}


CONVERSATION = shape(**properties_of("Conversations", OWN), **_parts(), url=URL)
CONVERSATION["properties"]["transcript"] = TRANSCRIPT  # which only those have that were asked for it
