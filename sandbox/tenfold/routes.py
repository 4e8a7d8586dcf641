"""Every endpoint of Tenfold that answers, with its id; any other path of theirs gets their 404."""

from starlette.requests import Request

from sandbox.http.bodies import Malformed, query_of, single
from sandbox.http.endpoint import ANY, Endpoint
from sandbox.http.router import Surface
from sandbox.tenfold import errors
from sandbox.tenfold.analytics import endpoints as analytics
from sandbox.tenfold.beta import beta
from sandbox.tenfold.calls import endpoints_interactions as interactions
from sandbox.tenfold.calls import endpoints_recordings as recordings
from sandbox.tenfold.calls import endpoints_v1 as calls_v1
from sandbox.tenfold.calls import endpoints_v2 as calls_v2
from sandbox.tenfold.calls.wire import RECORDINGS
from sandbox.tenfold.contact_lists import endpoints as contact_lists
from sandbox.tenfold.crm import endpoints_v1 as crm_v1
from sandbox.tenfold.crm import endpoints_v2 as crm_v2
from sandbox.tenfold.dashboard import endpoints as dashboard
from sandbox.tenfold.oauth import endpoints_v1 as oauth_v1
from sandbox.tenfold.oauth import endpoints_v2 as oauth_v2
from sandbox.tenfold.oauth.lenient import lenient
from sandbox.tenfold.organizations import endpoints as organizations
from sandbox.tenfold.pictures import endpoints as pictures
from sandbox.tenfold.reading import form_or_json, json_object
from sandbox.tenfold.refusals import refusal
from sandbox.tenfold.reports import endpoints as reports
from sandbox.tenfold.search import endpoints as search
from sandbox.tenfold.speech import endpoints as speech
from sandbox.tenfold.tracking import endpoints as tracking
from sandbox.tenfold.users import endpoints_v1 as users_v1
from sandbox.tenfold.users import endpoints_v2 as users_v2

ENDPOINTS = [
    Endpoint("POST", "/api/v1/oauth/token", oauth_v1.token, fact="T1-01"),
    Endpoint("POST", "/api/v1/oauth/token/create", oauth_v1.create, fact="T1-02"),
    # The vendor's sample sends the parameters of this GET as a body.
    Endpoint("GET", "/api/v1/users/login", dashboard.login, fact="T1-03", answers_head=False, takes_body=True),
    Endpoint("GET", "/api/v1/users", users_v1.list_users, fact="T1-04"),
    Endpoint("PUT", "/v1/crm/record", crm_v1.edit, fact="T1-11"),
    Endpoint("PUT", "/api/v1/crm/record", crm_v1.edit, fact="T1-11"),  # where the other v1 paths would have it (proposed)
    Endpoint("POST", "/api/v1/calls/originate", calls_v1.originate, fact="T1-05"),
    Endpoint("POST", "/api/v1/calls/{call}/startRecording", calls_v1.start_recording, fact="T1-06"),
    Endpoint("POST", "/api/v1/calls/{call}/stopRecording", calls_v1.stop_recording, fact="T1-07"),
    Endpoint("POST", "/api/v1/calls/{call}/hangup", calls_v1.hang_up, fact="T1-08"),
    Endpoint("GET", "/api/v1/calls", calls_v1.list_calls, fact="T1-09"),
    Endpoint("GET", "/api/v1/calls/{call}", calls_v1.show, fact="T1-10"),
    Endpoint("GET", "/v2/calls", calls_v2.list_calls, fact="T2-01"),
    Endpoint("GET", "/v2/calls/{call}", calls_v2.show, fact="T2-02"),
    Endpoint("PUT", "/v2/calls/{call}", calls_v2.change, fact="T2-03"),
    Endpoint("PUT", "/v2/calls/{call}/set-matching-record", calls_v2.set_matching_record, fact="T2-04"),
    Endpoint("GET", "/v2/calls/{call}/transfer-history", calls_v2.list_transfers, fact="T2-05"),
    Endpoint("GET", f"{RECORDINGS}/{{name}}", recordings.show, fact="T2-02"),
    Endpoint("PUT", "/v2/users/me/settings", users_v2.change_settings, fact="T2-06"),
    Endpoint("GET", "/v2/users/me/settings", users_v2.show_settings, fact="T2-07"),
    Endpoint("POST", "/v2/users/me/profile-picture", pictures.put, fact="T2-08", streams=True),
    Endpoint("DELETE", "/v2/users/me/profile-picture", pictures.remove, fact="T2-09"),
    Endpoint("GET", f"{pictures.FOLDER}/{{name}}", pictures.show, fact="T2-08"),
    Endpoint("POST", "/v2/users/login", users_v2.login, fact="T2-10"),
    Endpoint("GET", "/v2/users", users_v2.list_users, fact="T2-11"),
    Endpoint("GET", "/v2/users/me", users_v2.me, fact="T2-12"),
    Endpoint("GET", "/v2/users/{user}", users_v2.show, fact="T2-12"),
    Endpoint("GET", "/v2/organizations/health-check", organizations.health_check, fact="T2-14"),
    Endpoint("GET", "/v2/organizations/{organization}", organizations.show, fact="T2-13"),
    Endpoint("POST", "/v2/crm/records", crm_v2.create, fact="T2-15"),
    Endpoint("PUT", "/v2/crm/records/{record}", crm_v2.edit, fact="T2-16"),
    Endpoint("DELETE", "/v2/crm/records/{record}/remove-number", crm_v2.remove_number, fact="T2-17"),
    Endpoint("GET", "/v2/crm/records/{record}/last-interaction", interactions.last, fact="T2-18"),
    Endpoint("GET", "/v2/crm/records/{record}/active-interaction", interactions.active, fact="T2-19"),
    Endpoint("POST", "/v2/tracking", tracking.track, fact="T2-20"),
    Endpoint("GET", "/v2/analytics/search", search.search, fact="T2-21"),
    Endpoint("GET", "/v2/analytics/users/{user}/calls", search.list_calls_of_user, fact="T2-22"),
    Endpoint("GET", "/v2/analytics/calls/{call}/transcript", speech.show_transcript, fact="T2-23"),
    Endpoint("GET", "/v2/analytics/calls/{call}/keywords", speech.show_keywords, fact="T2-24"),
    Endpoint("GET", "/v2/analytics/calls/{call}/conversation", speech.show_conversation, fact="T2-25"),
    Endpoint("GET", "/v2/analytics/calls/{call}/errors", calls_v2.list_crm_errors, fact="T2-26"),
    Endpoint("GET", "/v2/analytics/users/{user}", analytics.user, fact="T2-27"),
    Endpoint("GET", "/v2/analytics/teams", analytics.teams, fact="T2-28"),
    Endpoint("GET", "/v2/analytics/teams/{team}", analytics.team, fact="T2-29"),
    Endpoint("GET", "/v2/analytics/company", analytics.company, fact="T2-30"),
    Endpoint("POST", "/v2/analytics/reports/punch-card", reports.send_punch_card, fact="T2-31"),
    Endpoint("POST", "/v2/analytics/reports/all-calls", reports.send_all_calls, fact="T2-32"),
    Endpoint("POST", "/v2/analytics/reports/user-table", reports.send_user_table, fact="T2-33"),
    Endpoint("POST", "/v2/analytics/reports/call-history", reports.send_call_history, fact="T2-34"),
    # PUT, although RFC 6749 says POST: the vendor's page has it. What other methods come to is up to the world.
    Endpoint("PUT", "/v2/oauth/authorize", oauth_v2.authorize, fact="T2-35"),
    Endpoint(ANY, "/v2/oauth/authorize", lenient(oauth_v2.authorize), fact="T2-35"),
    Endpoint("PUT", "/v2/oauth/token", oauth_v2.token, fact="T2-36"),
    Endpoint(ANY, "/v2/oauth/token", lenient(oauth_v2.token), fact="T2-36"),
    Endpoint("GET", "/v2/contact-lists", beta(contact_lists.list_lists), fact="T2-37"),
    Endpoint("GET", "/v2/contact-lists/{list}", beta(contact_lists.show), fact="T2-38"),
    Endpoint("POST", "/v2/contact-lists", beta(contact_lists.create), fact="T2-39"),
    Endpoint("PUT", "/v2/contact-lists/{list}", beta(contact_lists.change), fact="T2-40"),
    Endpoint("DELETE", "/v2/contact-lists/{list}", beta(contact_lists.remove), fact="T2-41"),
    Endpoint("POST", "/v2/contact-lists/{list}/contacts", beta(contact_lists.add_contact), fact="T2-42"),
    Endpoint("DELETE", "/v2/contact-lists/{list}/contacts/{contact}", beta(contact_lists.remove_contact), fact="T2-43"),
]


RECORD = "/v1/crm/record"
"""With and without `/api` before it: whose body holds a token as `token`."""


def carried_credential(request: Request) -> str | None:
    """A code or a token in the body or the query: it says which world issued it."""
    of_record = request.scope["path"].rstrip("/").endswith(RECORD)
    try:
        given = single(query_of(request)) | (json_object(request) if of_record else form_or_json(request))
    except (errors.TenfoldError, Malformed):
        return None
    found = (given.get(name) for name in (("token",) if of_record else ("code", "refresh_token", "access_token")))
    return next((value for value in found if isinstance(value, str) and value), None)


SURFACE = Surface(
    prefixes=("api", "v1", "v2"),
    endpoints=ENDPOINTS,
    not_found=errors.NotFound,
    wrong_method=errors.MethodNotAllowed,
    too_large=errors.BodyTooLarge,
    unexpected=errors.ServerError,
    carried=carried_credential,
    vendor="tenfold",
    refusal=refusal,
)
