"""What a person's browser meets: the authorization endpoint with its two pages, signing in and consent."""

from collections.abc import Callable
from urllib.parse import urlencode

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.fourfour.oauth import pages
from sandbox.fourfour.oauth.authorization_request import AuthorizationRequest, SentBack, read_authorization_request
from sandbox.fourfour.oauth.consent import Approve, Ask, Step, allowed_workspaces, approve, next_step
from sandbox.fourfour.oauth.errors import AccessDenied
from sandbox.fourfour.oauth.issuing import counter_of
from sandbox.fourfour.oauth.pages import BadForm
from sandbox.fourfour.oauth.parameters import query_parameters
from sandbox.fourfour.oauth.people import Person
from sandbox.fourfour.oauth.resources import known_resources
from sandbox.fourfour.oauth.session import Browser, browser_of, remember, sign_in, sign_out
from sandbox.fourfour.oauth.store import REALM, PeopleStore
from sandbox.http.bodies import form_of, query_of, single
from sandbox.oauth2.store import ClientStore, TokenStore
from sandbox.ui.pages import public_path
from sandbox.world import world_of

Form = dict[str, str]


def authorize(request: Request) -> Response:
    """FF-OA-03 to FF-OA-28, FF-OA-64. Shows a page, or goes straight back to the client. Errors: see read_authorization_request."""
    return _visit(request, _arrive)


def answer(request: Request) -> Response:
    """What a form of one of the pages says; the request for authorization stands in the address, as it did when the page was shown."""
    return _visit(request, _submit)


def _visit(request: Request, act: Callable[[Request, Connection, AuthorizationRequest, Browser], Response]) -> Response:
    try:
        with world_of(request).database.begin() as rows:
            asked = read_authorization_request(query_parameters(request), ClientStore(rows, REALM), known_resources(request))
            return act(request, rows, asked, browser_of(request, rows))
    except SentBack as sent:
        return _to(sent.location)
    except BadForm as fault:
        return pages.fault(request, fault)


def _arrive(request: Request, rows: Connection, asked: AuthorizationRequest, browser: Browser) -> Response:
    step = _step(request, rows, asked, browser.person)
    if isinstance(step, Approve):
        return _approved(request, rows, asked, step)
    if isinstance(step, Ask):
        return remember(pages.consent(request, asked, browser, step), request, browser)
    return remember(pages.sign_in(request, asked, browser, PeopleStore(rows).all()), request, browser)


def _step(request: Request, rows: Connection, asked: AuthorizationRequest, person: Person | None) -> Step:
    world = world_of(request)
    approver = world.switches.auto_approve
    found = PeopleStore(rows).find(approver) if approver else None
    if found:
        return Approve(found, found.workspaces[0])
    live = TokenStore(rows, REALM).live(asked.client.id, person.id, at=world.clock.now()) if person else []
    return next_step(asked, person, allowed_workspaces(person, asked, live) if person else [])


def _submit(request: Request, rows: Connection, asked: AuthorizationRequest, browser: Browser) -> Response:
    form = single(form_of(request))
    if not browser.sent(form.get("form_token", "")):
        raise pages.ExpiredForm
    act = ACTS.get(form.get("act", ""))
    if act is None:
        raise pages.ExpiredForm
    return act(request, rows, asked, browser, form)


def _sign_in(request: Request, rows: Connection, asked: AuthorizationRequest, browser: Browser, form: Form) -> Response:
    person = PeopleStore(rows).find(form.get("person", ""))
    if person is None:
        raise pages.UnknownPerson
    return remember(_again(request), request, sign_in(world_of(request), rows, browser, person))


def _switch_person(request: Request, rows: Connection, asked: AuthorizationRequest, browser: Browser, form: Form) -> Response:
    return remember(_again(request), request, sign_out(world_of(request), rows, browser))


def _allow(request: Request, rows: Connection, asked: AuthorizationRequest, browser: Browser, form: Form) -> Response:
    if browser.person is None:
        raise pages.ExpiredForm
    only = browser.person.workspaces[0] if len(browser.person.workspaces) == 1 else None
    workspace = browser.person.workspace(form["workspace"]) if "workspace" in form else only
    if workspace is None:
        raise pages.UnknownWorkspace
    return _approved(request, rows, asked, Approve(browser.person, workspace))


def _deny(request: Request, rows: Connection, asked: AuthorizationRequest, browser: Browser, form: Form) -> Response:
    raise asked.back.refused(AccessDenied())


ACTS = {"sign_in": _sign_in, "switch_person": _switch_person, "allow": _allow, "deny": _deny}


def _approved(request: Request, rows: Connection, asked: AuthorizationRequest, step: Approve) -> Response:
    world = world_of(request)
    return _to(approve(counter_of(world, rows), asked, step.person, step.workspace, at=world.clock.now()))


def _again(request: Request) -> Response:
    """To the same question, which a fresh sign-in has answered in part."""
    asked = [(name, value) for name, values in query_of(request).items() for value in values if (name, value) != ("prompt", "login")]
    return RedirectResponse(f"{public_path(request)}/oauth/authorize?{urlencode(asked)}", 303, {"Cache-Control": "no-store"})


def _to(location: str) -> Response:
    """Not RedirectResponse: it would write a registered address anew, and addresses are compared character by character."""
    return Response(status_code=302, headers={"Location": location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
