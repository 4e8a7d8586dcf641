"""The pages of `/oauth/authorize`, and what a person reads when a form of theirs cannot be used."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.oauth.authorization_request import AuthorizationRequest
from sandbox.fourfour.oauth.consent import Ask
from sandbox.fourfour.oauth.people import Person
from sandbox.fourfour.oauth.resources import MCP
from sandbox.fourfour.oauth.scopes import LABELS, READ
from sandbox.fourfour.oauth.session import Browser
from sandbox.oauth2.audiences import Audience, reaches
from sandbox.ui.pages import page

AT_FIRST = 5
"""People who are shown at once; the others are one click away."""

AT_MCP = "Use the MCP server with the same data, its labels and topic models"

MEANING = {
    READ: ("Read conversations with their transcripts, insights, topics and CRM records", AT_MCP),
}
"""What a scope lets a client do, in plain words."""


class BadForm(Exception):
    """A form that cannot be used. The subclasses say it to the person."""

    status = 422
    title = "That did not work"
    text = "Please start again from the application you came from."


class ExpiredForm(BadForm):
    status = 419  # the framework's own for a form whose token does not fit (inferred)
    title = "This page has expired"
    text = "It was open for too long, or you signed out in another tab. Nothing was allowed."


class UnknownPerson(BadForm):
    title = "We do not know this person"
    text = "They are not one of this sandbox's people, or no longer belong to a workspace. Nothing was allowed."


class UnknownWorkspace(BadForm):
    title = "Choose a workspace"
    text = "An application gets access to one workspace that you belong to. Nothing was allowed yet."


def sign_in(request: Request, asked: AuthorizationRequest, browser: Browser, people: list[Person]) -> Response:
    values = {"first": people[:AT_FIRST], "others": people[AT_FIRST:], "client": asked.client.name, "form_token": browser.form_token}
    return page(request, "sign_in.html", values)


def consent(request: Request, asked: AuthorizationRequest, browser: Browser, ask: Ask) -> Response:
    wanted = [(LABELS[scope], _meanings(scope, asked.audience)) for scope in asked.scopes]
    target = urlsplit(asked.back.uri)
    values = {
        "client": asked.client.name,
        "person": ask.person,
        "chosen": ask.chosen,
        "wanted": wanted,
        "target": f"{target.scheme}://{target.netloc}",
        "form_token": browser.form_token,
    }
    return page(request, "consent.html", values)


def _meanings(scope: str, audience: Audience) -> list[str]:
    return [meaning for meaning in MEANING.get(scope, ()) if meaning != AT_MCP or reaches(audience, (MCP,))]


def fault(request: Request, bad: BadForm) -> Response:
    """The same address shows the question anew."""
    again = "?" + request.scope["query_string"].decode("latin-1")
    return page(request, "fault.html", {"title": bad.title, "text": bad.text, "again": again}, status=bad.status)
