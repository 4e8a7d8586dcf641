"""How an MCP client finds its way to a token by itself (fourfour.md, 7.1; all inferred from the framework's MCP library).

A client that knows a world by its address, `https://host/w/name/mcp`, looks for its metadata at the root of the host with the path at
the end (RFC 8414, 3.1; RFC 9728, 3.1), so both documents stand there too (sandbox/addressing.py).
"""

from starlette.requests import Request
from starlette.responses import Response

from sandbox.fourfour.oauth.scopes import FOR_CLIENTS
from sandbox.http.public_url import public_url
from sandbox.http.rendering import json_response
from sandbox.oauth2.clients import GRANTS
from sandbox.oauth2.pkce import S256


def protected_resource(request: Request) -> Response:
    """FF-OA-70 (RFC 9728)."""
    base = public_url(request)
    return json_response({"resource": f"{base}/mcp", "authorization_servers": [base], "scopes_supported": list(FOR_CLIENTS)})


def authorization_server(request: Request) -> Response:
    """FF-OA-71 (RFC 8414)."""
    base = public_url(request)
    metadata = {
        "issuer": base,
        "authorization_endpoint": f"{base}/oauth/authorize",
        "token_endpoint": f"{base}/oauth/token",
        "registration_endpoint": f"{base}/oauth/register",
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": [S256],
        "grant_types_supported": list(GRANTS),
        "scopes_supported": list(FOR_CLIENTS),
    }
    return json_response(metadata)
