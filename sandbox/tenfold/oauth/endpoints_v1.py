"""OAuth of v1."""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.authorization import Basic, authorization_of
from sandbox.http.rendering import json_response
from sandbox.oauth2.clients import Client
from sandbox.tenfold.caller import Caller, caller_of
from sandbox.tenfold.errors import AdminsOnly, InvalidField, UserNotFound
from sandbox.tenfold.oauth.tokens import SECONDS, V1_GRANTS, client_of, exchanged, pair_body, pair_for
from sandbox.tenfold.organizations.store import Organization, OrganizationStore
from sandbox.tenfold.permissions import denied
from sandbox.tenfold.reading import form_or_json
from sandbox.tenfold.users.store import UserStore
from sandbox.world import world_of

UNCACHED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
PARTNERS = ("partner", "master_partner")


def token(request: Request) -> Response:
    """T1-01. Errors: InvalidRequest, InvalidClient, InvalidGrant."""
    given, world = form_or_json(request), world_of(request)
    with world.database.begin() as rows:
        pair = exchanged(world, rows, client_of(request, rows, given), given, V1_GRANTS)
    return json_response(pair_body(pair, SECONDS), headers=UNCACHED)


def create(request: Request) -> Response:
    """T1-02. A pair for another person of the organization, or of one that a partner manages.

    With the token of an admin, as the vendor's text has it, or without one, as its sample does: then the client's organization asks.
    Errors: InvalidToken, InvalidClient, AdminsOnly, InvalidField, UserNotFound.
    """
    given, world = form_or_json(request), world_of(request)
    asking = _admin(request)
    with world.database.begin() as rows:
        client = client_of(request, rows, given)
        target = given.get("userId")
        if not isinstance(target, str) or not target:
            raise InvalidField(field="userId", rule="is required")
        user = UserStore(rows).find(target)
        if user is None or not _reaches(OrganizationStore(rows), asking, client, user.organization_id):
            raise UserNotFound(user=target)
        pair = pair_for(world, rows, client, user)
    return json_response(pair_body(pair, SECONDS), headers=UNCACHED)


def _admin(request: Request) -> Caller | None:
    """Who asks; None if only the client does. Raises InvalidToken, AdminsOnly or Forbidden."""
    if request.headers.get("authorization") is None or isinstance(authorization_of(request), Basic):
        return None
    caller = caller_of(request)
    if not caller.is_admin:
        raise denied(world_of(request), AdminsOnly())
    return caller


def _reaches(organizations: OrganizationStore, asking: Caller | None, client: Client, target: str) -> bool:
    own: Organization = organizations.get(asking.organization_id if asking else client.tenant_id or "")
    return target == own.id or (own.type in PARTNERS and organizations.get(target).parent_id == own.id)
