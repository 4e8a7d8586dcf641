"""OAuth of v2, which puts where others post (confirmed; `lenient` has what becomes of POST)."""

from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.rendering import json_response
from sandbox.oauth2.store import ClientStore, CodeStore
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.errors import InvalidClient, InvalidRequest
from sandbox.tenfold.oauth.endpoints_v1 import UNCACHED
from sandbox.tenfold.oauth.lenient import fields_of
from sandbox.tenfold.oauth.realm import REALM, mint_of
from sandbox.tenfold.oauth.tokens import SECONDS, V2_GRANTS, client_of, exchanged, pair_body
from sandbox.world import world_of


def authorize(request: Request) -> Response:
    """T2-35. 302 to the client's address with a code, or with `error=access_denied` unless `allow` is yes.

    Errors: InvalidToken, InvalidRequest, InvalidClient: told here, and not by a redirect (inferred).
    """
    caller, given, world = caller_of(request), fields_of(request), world_of(request)
    if given.get("response_type") != "code":
        raise InvalidRequest(complaint='Invalid response_type parameter (must be "code")')
    with world.database.begin() as rows:
        client = ClientStore(rows, REALM).get(str(given.get("client_id")))
        if client is None or client.revoked_at is not None:
            raise InvalidClient(complaint="Invalid client credentials")
        uri = given.get("redirect_uri")
        if not isinstance(uri, str) or not client.may_redirect_to(uri):
            raise InvalidRequest(complaint="redirect_uri does not match")
        if given.get("allow") != "yes":
            told = {"error": "access_denied", "error_description": "The user denied access to your application"}
        else:
            mint, now = mint_of(world), world.clock.now()
            grant = mint.grant(client_id=client.id, user_id=caller.user_id, tenant_id=caller.organization_id, scopes=())
            value, code = mint.code(grant, redirect_uri=None, challenge=None, at=now)
            CodeStore(rows, REALM).add(code)
            told = {"code": value}
    state = {"state": given["state"]} if isinstance(given.get("state"), str) else {}
    return Response(status_code=302, headers={"Location": f"{uri}{'&' if urlsplit(uri).query else '?'}{urlencode(told | state)}"})


def token(request: Request) -> Response:
    """T2-36. `expires_in` is a string here (confirmed). Errors: InvalidRequest, InvalidClient, InvalidGrant."""
    given, world = fields_of(request), world_of(request)
    with world.database.begin() as rows:
        pair = exchanged(world, rows, client_of(request, rows, given), given, V2_GRANTS)
    return json_response(pair_body(pair, str(SECONDS)), headers=UNCACHED)
