"""What a client asks for when it sends a person's browser to `/oauth/authorize` (fourfour.md, 2.2)."""

from dataclasses import dataclass

from sandbox.fourfour.oauth import errors
from sandbox.fourfour.oauth.errors import InvalidClient, InvalidTarget, OAuthError
from sandbox.fourfour.oauth.parameters import Parameters
from sandbox.fourfour.oauth.resources import Resources, audience_of
from sandbox.fourfour.oauth.scopes import FOR_CLIENTS, asked_scopes
from sandbox.oauth2 import pkce
from sandbox.oauth2.audiences import Audience
from sandbox.oauth2.clients import AUTHORIZATION_CODE, Client
from sandbox.oauth2.codes import Challenge
from sandbox.oauth2.redirects import with_answer
from sandbox.oauth2.scopes import Scopes, first_outside
from sandbox.oauth2.store import ClientStore


class SentBack(Exception):
    """A refusal that the client hears of through the person's browser, at `location`."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(location)


@dataclass(frozen=True, kw_only=True)
class Return:
    """The way back to the client. `named` is what the request said of it; nothing if the client has only one."""

    uri: str
    named: str | None
    state: str | None

    def approved(self, code: str) -> str:
        return self._with({"code": code})

    def refused(self, error: OAuthError) -> SentBack:
        return SentBack(self._with({name: str(value) for name, value in error.body().items()}))

    def _with(self, answer: dict[str, str]) -> str:
        return with_answer(self.uri, answer if self.state is None else {**answer, "state": self.state})


@dataclass(frozen=True, kw_only=True)
class AuthorizationRequest:
    client: Client
    back: Return
    scopes: Scopes
    audience: Audience
    challenge: Challenge | None
    prompt: str | None
    """`none`, `login`, `consent`; any other is passed over (inferred)."""


def read_authorization_request(given: Parameters, clients: ClientStore, resources: Resources) -> AuthorizationRequest:
    """Raises InvalidParameter, UnsupportedGrantType, InvalidClient and the like, and SentBack for a scope or resource that cannot be had.

    The order of the checks is that of league/oauth2-server: what is wrong before the way back is known is no redirect.
    """
    if given.required("response_type") != "code":
        raise errors.UnsupportedGrantType
    client = _client(given.required("client_id"), clients)
    back = _way_back(given, client)
    return AuthorizationRequest(
        client=client,
        back=back,
        scopes=_scopes(given, back),
        audience=_audience(given, back, resources),
        challenge=_challenge(given, client),
        prompt=given.get("prompt"),
    )


def _client(client_id: str, clients: ClientStore) -> Client:
    client = clients.get(client_id)
    if client is None:
        raise InvalidClient
    if AUTHORIZATION_CODE not in client.grants:
        raise errors.UnauthorizedClient
    return client


def _way_back(given: Parameters, client: Client) -> Return:
    named = given.get("redirect_uri")
    if not (client.may_redirect_to(named) if named else len(client.redirect_uris) == 1):
        raise InvalidClient
    given.get("state")  # refuses an array
    return Return(uri=named or client.redirect_uris[0], named=named, state=given.exact("state"))


def _scopes(given: Parameters, back: Return) -> Scopes:
    scopes = asked_scopes(given.get("scope"))
    unknown = first_outside(scopes, FOR_CLIENTS)
    if unknown is not None:
        raise back.refused(errors.InvalidScope(scope=unknown))
    return scopes


def _audience(given: Parameters, back: Return, resources: Resources) -> Audience:
    try:
        return audience_of(given.every("resource"), resources) or ()
    except InvalidTarget as refusal:
        raise back.refused(refusal) from None


def _challenge(given: Parameters, client: Client) -> Challenge | None:
    value, method = given.get("code_challenge"), given.get("code_challenge_method") or pkce.PLAIN
    if value is None:
        if not client.is_confidential:
            raise errors.ChallengeMissing
        return None
    if method not in pkce.METHODS:
        raise errors.UnknownChallengeMethod
    if not pkce.is_well_formed(value):
        raise errors.ChallengeMalformed
    return Challenge(value, method)
