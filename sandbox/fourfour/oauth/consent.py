"""What comes next for a person whom a client sent: to sign in, to be asked, or to be sent straight back with a code."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.fourfour.oauth.authorization_request import AuthorizationRequest
from sandbox.fourfour.oauth.errors import ConsentRequired, LoginRequired
from sandbox.fourfour.oauth.people import Person, Workspace
from sandbox.oauth2.audiences import reaches
from sandbox.oauth2.grants import Grant
from sandbox.oauth2.scopes import first_outside
from sandbox.oauth2.service import Counter
from sandbox.oauth2.tokens import Token


@dataclass(frozen=True)
class SignIn:
    pass


@dataclass(frozen=True)
class Ask:
    """`chosen` is the workspace that is marked on the page to begin with."""

    person: Person
    chosen: Workspace


@dataclass(frozen=True)
class Approve:
    person: Person
    workspace: Workspace


Step = SignIn | Ask | Approve


def next_step(asked: AuthorizationRequest, person: Person | None, allowed: list[Workspace]) -> Step:
    """`allowed` are the workspaces in which the person allowed the client as much before. Raises SentBack for `prompt=none`.

    Inferred: the order of the checks is Passport's. Proposed: whoever allowed it in several workspaces is asked again.
    """
    if person is None and asked.prompt == "none":
        raise asked.back.refused(LoginRequired())
    if person is None or asked.prompt == "login":
        return SignIn()
    if len(allowed) == 1 and asked.prompt != "consent":
        return Approve(person, allowed[0])
    if asked.prompt == "none":
        raise asked.back.refused(ConsentRequired())
    return Ask(person, (*allowed, *person.workspaces)[0])


def allowed_workspaces(person: Person, asked: AuthorizationRequest, live: list[Token]) -> list[Workspace]:
    """Where the live tokens of the client reach as far as it asks; every token counts for itself alone."""
    reached = {token.grant.tenant_id for token in live if _reaches(token.grant, asked)}
    return [workspace for workspace in person.workspaces if workspace.id in reached]


def _reaches(grant: Grant, asked: AuthorizationRequest) -> bool:
    return first_outside(asked.scopes, grant.scopes) is None and reaches(grant.audience, asked.audience)


def approve(counter: Counter, asked: AuthorizationRequest, person: Person, workspace: Workspace, *, at: datetime) -> str:
    """Makes the code and returns the address that brings it to the client."""
    grant = counter.mint.grant(
        client_id=asked.client.id, user_id=person.id, tenant_id=workspace.id, scopes=asked.scopes, audience=asked.audience
    )
    value, code = counter.mint.code(grant, redirect_uri=asked.back.named, challenge=asked.challenge, at=at)
    counter.codes.add(code)
    return asked.back.approved(value)
