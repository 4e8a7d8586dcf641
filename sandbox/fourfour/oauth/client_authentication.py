"""Which client calls the token endpoint (RFC 6749, 2.3.1): credentials in the body or in a Basic header, the body first (inferred)."""

from starlette.requests import Request

from sandbox.fourfour.oauth.errors import InvalidClient, InvalidParameter, UnauthorizedClient
from sandbox.fourfour.oauth.parameters import Parameters
from sandbox.http.authorization import Basic, authorization_of
from sandbox.oauth2.clients import Client
from sandbox.oauth2.store import ClientStore


def authenticated_client(request: Request, parameters: Parameters, clients: ClientStore, *, grant: str) -> Client:
    """Raises InvalidParameter, InvalidClient, UnauthorizedClient."""
    shown = authorization_of(request)
    basic = shown if isinstance(shown, Basic) else Basic("", "")
    client_id = parameters.get("client_id") or basic.user
    if not client_id:
        raise InvalidParameter(parameter="client_id")
    client = clients.get(client_id)
    if client is None:
        raise _failed(request)
    if grant not in client.grants:
        raise UnauthorizedClient
    if client.is_confidential:
        secret = parameters.get("client_secret") or basic.password
        if not secret:
            raise InvalidParameter(parameter="client_secret")
        if not client.has_secret(secret):
            raise _failed(request)
    return client


def _failed(request: Request) -> InvalidClient:
    """A client that used the header is told which scheme would do (RFC 6749, 5.2)."""
    return InvalidClient(headers={"WWW-Authenticate": 'Basic realm="OAuth"'} if "authorization" in request.headers else None)
