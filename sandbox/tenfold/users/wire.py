"""How people are spelled: by v1, by v2, and by the sign-in of v2 (tenfold.md, 5; keys and their order are confirmed)."""

from typing import Any

from starlette.requests import Request

from sandbox.clock import millisecond_text
from sandbox.tenfold.pictures.endpoints import picture_url
from sandbox.tenfold.users.user import User


def user_v1(user: User) -> dict[str, Any]:
    return {
        "_id": user.id,
        "invitedAt": millisecond_text(user.created_at),
        "username": user.username,
        "name": user.name,
        "features": {"next": {"signatures": []}},
        "deleted": user.deleted,
        "crmId": user.crm_id,
        "extensions": list(user.extensions),
        "analytics": {"visible": user.analytics_visible},
        "inboundEnabled": user.inbound_enabled,
        "organizationId": user.organization_id,
    }


def user_v2(user: User, request: Request) -> dict[str, Any]:
    return _start(user, request) | {"phoneNumbers": list(user.phone_numbers), "did": user.did} | _end(user)


def signed_in_v2(user: User, request: Request) -> dict[str, Any]:
    """Without `phoneNumbers` and `did`."""
    return _start(user, request) | _end(user)


def _start(user: User, request: Request) -> dict[str, Any]:
    return {
        "id": user.id,
        "organizationId": user.organization_id,
        "primaryTeamId": user.primary_team_id,
        "username": user.username,
        "name": user.name,
        "pictureUrl": picture_url(request, user.picture_name) if user.picture_name else None,
        "inboundEnabled": user.inbound_enabled,
        "extensions": list(user.extensions),
    }


def _end(user: User) -> dict[str, Any]:
    return {"createdAt": millisecond_text(user.created_at), "isAdmin": user.is_admin, "agentStatus": None}
