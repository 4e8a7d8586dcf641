"""Every endpoint of Four/Four: a URL pasted into a search finds one line here, and the line names the function."""

from dataclasses import replace

from sandbox.fourfour import errors
from sandbox.fourfour.developers import endpoints as developers
from sandbox.fourfour.imports import endpoints as imports
from sandbox.fourfour.mcp import endpoint as mcp
from sandbox.fourfour.oauth import discovery, endpoints_browser, registration
from sandbox.fourfour.oauth import endpoints as oauth
from sandbox.fourfour.oauth.errors import ServerError as OAuthServerError
from sandbox.fourfour.odata import endpoints as odata
from sandbox.fourfour.odata import endpoints_office as office
from sandbox.fourfour.odata import monitors
from sandbox.fourfour.refusals import mcp_refusal, oauth_refusal, odata_refusal, refusal
from sandbox.http.endpoint import ANY, Endpoint
from sandbox.http.router import Surface
from sandbox.odata import errors as odata_errors

NO_CACHE = b"no-cache, private"
"""The framework's own (inferred; odata-wire.md, 3, for OData)."""

OAUTH = [
    Endpoint("GET", "/oauth/authorize", endpoints_browser.authorize, fact="FF-OA-03", answers_head=False),  # it may issue a code
    Endpoint("POST", "/oauth/authorize", endpoints_browser.answer, fact="FF-OA-24"),
    Endpoint("POST", "/oauth/token", oauth.token, fact="FF-OA-30"),
    Endpoint("POST", "/oauth/register", registration.register, fact="FF-OA-72"),
]

ENDPOINTS = [
    Endpoint("GET", "/.well-known/oauth-protected-resource", discovery.protected_resource, fact="FF-OA-70"),
    Endpoint("GET", "/.well-known/oauth-protected-resource/mcp", discovery.protected_resource, fact="FF-OA-70"),
    Endpoint("GET", "/.well-known/oauth-authorization-server", discovery.authorization_server, fact="FF-OA-71"),
]

DEVELOPERS = [
    Endpoint("GET", "/developers", developers.home, fact="FF-OD-75"),
    Endpoint("GET", "/developers/api", developers.reference, fact="FF-OD-75"),
    Endpoint("GET", "/developers/api/{file}", developers.bundled, fact="FF-OD-76"),
]

ODATA_ENDPOINTS = [  # one catch-all, as in the vendor's engine: which set, entity or property a path means is read in odata/paths.py
    Endpoint(ANY, "/odata/$metadata", odata.read_metadata, fact="FF-OD-02"),
    Endpoint(ANY, "/odata/openapi.json", odata.read_metadata, fact="FF-OD-66"),
    Endpoint("GET", "/odata/_lodata/odata.pbids", office.power_bi, fact="FF-OD-72"),
    Endpoint("GET", "/odata/_lodata/{entity_set}.odc", office.excel, fact="FF-OD-73"),
    Endpoint(ANY, "/odata/_lodata/monitor/{monitor}", monitors.monitor, fact="FF-OD-93"),
    Endpoint(ANY, "/odata", odata.read, fact="FF-OD-01"),
    Endpoint(ANY, "/odata/{path:path}", odata.read, fact="FF-OD-01"),
]

IMPORT = [
    Endpoint("PUT", "/import/crm/{type}", imports.put, fact="FF-IM-01", streams=True),
    Endpoint("DELETE", "/import/crm/{type}", imports.delete, fact="FF-IM-02", streams=True),
    Endpoint("GET", "/import/crm/{type}/{id:path}", imports.show, fact="FF-IM-03"),
    Endpoint("GET", "/import/job/{job}", imports.show_job, fact="FF-IM-04"),
]

MCP = [
    Endpoint("POST", "/mcp", mcp.post, fact="FF-MC-10", tool_of=mcp.tool_of),
]

WEBSITE = Surface(
    prefixes=("",),  # every path that nobody else owns
    endpoints=[*ENDPOINTS, *DEVELOPERS, *IMPORT],
    not_found=errors.NotFound,
    wrong_method=errors.MethodNotAllowed,
    too_large=errors.BodyTooLarge,
    unexpected=errors.ServerError,
    cache_control=NO_CACHE,
    vendor="fourfour",
    refusal=refusal,
)

SURFACES = (  # what the framework refuses, it refuses alike everywhere
    replace(
        WEBSITE,
        prefixes=("oauth",),
        endpoints=OAUTH,
        unexpected=OAuthServerError,
        carried=oauth.carried_credential,
        refusal=oauth_refusal,
    ),
    replace(
        WEBSITE,
        prefixes=("odata",),
        endpoints=ODATA_ENDPOINTS,
        too_large=odata_errors.BodyTooLarge,
        unexpected=odata_errors.ServerError,
        refusal=odata_refusal,
    ),
    replace(WEBSITE, prefixes=("mcp",), endpoints=MCP, refusal=mcp_refusal),
    WEBSITE,
)
