"""How tokens are told to a client."""

from typing import Any

import orjson
from starlette.responses import Response

from sandbox.oauth2.tokens import Pair

HEADERS = {"Cache-Control": "no-store", "Pragma": "no-cache", "Content-Type": "application/json; charset=UTF-8"}
"""Inferred: league/oauth2-server."""


def pair_body(pair: Pair) -> dict[str, Any]:
    """Confirmed: the members and their order are those of the vendor's example; there is no `scope`."""
    refresh = {"refresh_token": pair.refresh.value} if pair.refresh else {}
    token = pair.access.token
    seconds = int((token.expires_at - token.issued_at).total_seconds())
    return {"access_token": pair.access.value, **refresh, "token_type": "Bearer", "expires_in": seconds}


def token_response(pair: Pair) -> Response:
    return Response(orjson.dumps(pair_body(pair)), headers=HEADERS)
