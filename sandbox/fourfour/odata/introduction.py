"""What Four/Four's OpenAPI document says ahead of everything, and how one signs in to what it describes."""

from typing import Any

from sandbox.fourfour.oauth.scopes import LABELS, READ
from sandbox.odata.model import Introduction

DESCRIPTION = """\
Read-only OData 4.01 over the records of one workspace.

This is a **sandbox** that behaves like the vendor's service, not the service itself. The entity sets, `me` and a few lists of \
properties are the vendor's; other properties and all navigations are proposed by the sandbox, because the vendor publishes no schema.

A `top` is the size of a page: the answer carries a next link as long as there are more entities. Options may be written with or \
without `$`."""


def _security(root: str) -> dict[str, dict[str, Any]]:
    """`root` is that of the OData service, which stands beside `/oauth`. All three ways are confirmed, their names proposed."""
    oauth = root.removesuffix("odata/") + "oauth"
    flow = {
        "authorizationUrl": f"{oauth}/authorize",
        "tokenUrl": f"{oauth}/token",
        "refreshUrl": f"{oauth}/token",
        "scopes": {READ: LABELS[READ]},
    }
    return {
        "oauth2": {"type": "oauth2", "flows": {"authorizationCode": flow}},
        "bearer": {"type": "http", "scheme": "bearer", "description": "A personal access token, or one that OAuth 2 gave."},
        "basic": {"type": "http", "scheme": "basic", "description": "Any user name, and a token as the password."},
    }


INTRODUCTION = Introduction("Four/Four API", DESCRIPTION, _security)
