"""What was said, for the conversations of one page."""

from typing import Any

from sandbox.fourfour.mcp.conditions import quoted
from sandbox.fourfour.mcp.reading import Query, Row, read
from sandbox.fourfour.mcp.results import many, perhaps, shape
from sandbox.fourfour.mcp.tool import Result
from sandbox.fourfour.mcp.visit import Visit

LONGEST = 2000
"""Pieces of one transcript; what is beyond is in OData (proposed)."""

TRANSCRIPT = many(shape(speaker=perhaps({"type": "string"}), text={"type": "string"}, start=perhaps({"type": "number"})))


def add_transcript(visit: Visit, result: Result) -> None:
    """FF-MC-22. In the order in which it was said, by name."""
    where = [f"conversation_id eq {quoted(result['id'])}"]
    query = Query(entity_set="Fragments", select="text,start", expand="participant($select=name)", order="position", where=where)
    result["transcript"] = [_piece(row) for row in read(visit, query, top=LONGEST)[0]]


def _piece(row: Row) -> dict[str, Any]:
    return {"speaker": row["participant"] and row["participant"]["name"], "text": row["text"], "start": row["start"]}
