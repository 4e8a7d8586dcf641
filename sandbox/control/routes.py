"""Every endpoint of our own API."""

from sandbox import errors
from sandbox.control import (
    calls,
    clock,
    conversations,
    crm,
    doctor,
    endpoints,
    environment,
    health,
    jobs,
    oauth,
    organizations,
    people,
    tokens,
    tracking,
    worlds,
)
from sandbox.control.guard import guard
from sandbox.control.pages import landing
from sandbox.control.webhooks import endpoints as webhook_endpoints
from sandbox.control.webhooks import messages as webhook_messages
from sandbox.control.webhooks import trigger as webhook_trigger
from sandbox.http.endpoint import Endpoint
from sandbox.http.router import Surface
from sandbox.tenfold.dashboard import endpoints as dashboard
from sandbox.ui.pages import stylesheet

ENDPOINTS = [
    Endpoint("GET", "/_sandbox", landing.landing),
    Endpoint("GET", "/_sandbox/health", health.health),
    Endpoint("GET", "/_sandbox/ready", health.ready),
    Endpoint("GET", "/_sandbox/doctor", doctor.doctor),
    Endpoint("GET", "/_sandbox/endpoints", endpoints.endpoints),
    Endpoint("GET", "/_sandbox/env", environment.environment),
    Endpoint("GET", "/_sandbox/world", worlds.own),
    Endpoint("POST", "/_sandbox/reset", worlds.reset_own),
    Endpoint("GET", "/_sandbox/worlds", worlds.list_worlds),
    Endpoint("POST", "/_sandbox/worlds", worlds.create),
    Endpoint("GET", "/_sandbox/worlds/{world}", worlds.show),
    Endpoint("PATCH", "/_sandbox/worlds/{world}", worlds.change),
    Endpoint("DELETE", "/_sandbox/worlds/{world}", worlds.drop),
    Endpoint("POST", "/_sandbox/worlds/{world}/reset", worlds.reset),
    Endpoint("POST", "/_sandbox/worlds/{world}/clone", worlds.clone),
    Endpoint("GET", "/_sandbox/clock", clock.show),
    Endpoint("PUT", "/_sandbox/clock", clock.put),
    Endpoint("POST", "/_sandbox/clock/advance", clock.advance),
    Endpoint("GET", "/_sandbox/people", people.list_people),
    Endpoint("GET", "/_sandbox/oauth/clients", oauth.list_clients),
    Endpoint("POST", "/_sandbox/oauth/clients", oauth.create),
    Endpoint("DELETE", "/_sandbox/oauth/clients/{client}", oauth.revoke),
    Endpoint("GET", "/_sandbox/tokens", tokens.list_tokens),
    Endpoint("POST", "/_sandbox/tokens", tokens.mint),
    Endpoint("POST", "/_sandbox/tokens/expire", tokens.expire),
    Endpoint("POST", "/_sandbox/tokens/revoke", tokens.revoke),
    Endpoint("GET", "/_sandbox/jobs", jobs.list_jobs),
    Endpoint("PATCH", "/_sandbox/jobs", jobs.change),
    Endpoint("GET", "/_sandbox/jobs/{job}", jobs.show),
    Endpoint("POST", "/_sandbox/jobs/{job}/step", jobs.step),
    Endpoint("POST", "/_sandbox/jobs/{job}/fail", jobs.fail),
    Endpoint("GET", "/_sandbox/webhooks/endpoints", webhook_endpoints.list_endpoints),
    Endpoint("POST", "/_sandbox/webhooks/endpoints", webhook_endpoints.register),
    Endpoint("GET", "/_sandbox/webhooks/endpoints/{endpoint}", webhook_endpoints.show),
    Endpoint("PATCH", "/_sandbox/webhooks/endpoints/{endpoint}", webhook_endpoints.change),
    Endpoint("DELETE", "/_sandbox/webhooks/endpoints/{endpoint}", webhook_endpoints.remove),
    Endpoint("GET", "/_sandbox/webhooks/endpoints/{endpoint}/secret", webhook_endpoints.show_secret),
    Endpoint("GET", "/_sandbox/webhooks/messages", webhook_messages.list_messages),
    Endpoint("GET", "/_sandbox/webhooks/messages/{message}", webhook_messages.show),
    Endpoint("POST", "/_sandbox/webhooks/messages/{message}/resend", webhook_messages.resend),
    Endpoint("GET", "/_sandbox/webhooks/attempts", webhook_messages.list_attempts),
    Endpoint("POST", "/_sandbox/webhooks/trigger", webhook_trigger.trigger),
    Endpoint("POST", "/_sandbox/webhooks/drain", webhook_messages.drain),
    Endpoint("GET", "/_sandbox/conversations", conversations.list_conversations),
    Endpoint("POST", "/_sandbox/conversations", conversations.create),
    Endpoint("PATCH", "/_sandbox/conversations", conversations.change),
    Endpoint("GET", "/_sandbox/conversations/{conversation}", conversations.show),
    Endpoint("POST", "/_sandbox/conversations/{conversation}/process", conversations.process),
    Endpoint("GET", "/_sandbox/crm/forms", crm.list_forms),
    Endpoint("GET", "/_sandbox/crm/records", crm.list_records),
    Endpoint("GET", "/_sandbox/calls", calls.list_calls),
    Endpoint("POST", "/_sandbox/calls", calls.plant),
    Endpoint("PATCH", "/_sandbox/calls", calls.change),
    Endpoint("POST", "/_sandbox/calls/incoming", calls.ring_in),
    Endpoint("GET", "/_sandbox/calls/{call}", calls.show),
    Endpoint("POST", "/_sandbox/calls/{call}/ring", calls.ring),
    Endpoint("POST", "/_sandbox/calls/{call}/answer", calls.answer),
    Endpoint("POST", "/_sandbox/calls/{call}/talk", calls.talk),
    Endpoint("POST", "/_sandbox/calls/{call}/transfer", calls.transfer),
    Endpoint("POST", "/_sandbox/calls/{call}/hangup", calls.hang_up),
    Endpoint("GET", "/_sandbox/organizations", organizations.list_organizations),
    Endpoint("GET", "/_sandbox/organizations/{organization}", organizations.show),
    Endpoint("PATCH", "/_sandbox/organizations/{organization}", organizations.change),
    Endpoint("GET", "/_sandbox/tracking", tracking.list_events),
    Endpoint("GET", "/_sandbox/tenfold", dashboard.show),
    Endpoint("GET", "/_sandbox/ui/style.css", stylesheet),
]


def surface(admin_token: str | None) -> Surface:
    return Surface(
        prefixes=("_sandbox",),
        endpoints=ENDPOINTS,
        not_found=errors.NotFound,
        wrong_method=errors.MethodNotAllowed,
        too_large=errors.BodyTooLarge,
        unexpected=errors.UnexpectedFailure,
        vendor="sandbox",
        guard=guard(admin_token),
    )
