"""Every refusal of Tenfold (contract: tenfold.md, 4). Statuses are confirmed unless marked; bodies are proposed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from sandbox.http.errors import ApiError


class TenfoldError(ApiError):
    """`{"code": 404, "name": "NotFoundError", "message": ..., "details": [...]}`; `details` only for validation."""

    name: ClassVar[str] = "InternalServerError"

    def body(self) -> Mapping[str, Any]:
        return {"code": self.status, "name": self.name, "message": self.message}


class ServerError(TenfoldError):
    status, template = 500, "Something went wrong, please try again later"


class NotFound(TenfoldError):
    status, name, template = 404, "NotFoundError", "Nothing is at {path}"


class UserNotFound(TenfoldError):
    """For those of other organizations, and those whom the caller may not see, too (proposed)."""

    status, name, template = 404, "NotFoundError", "There is no user {user}"


class TeamNotFound(TenfoldError):
    """For one that the caller may not see, too (proposed)."""

    status, name, template = 404, "NotFoundError", "There is no team {team}"


class OrganizationNotFound(TenfoldError):
    status, name, template = 404, "NotFoundError", "There is no organization {organization}"


class ContactListNotFound(TenfoldError):
    """For other people's, too (proposed)."""

    status, name, template = 404, "NotFoundError", "There is no contact list {list}"


class ContactNotFound(TenfoldError):
    status, name, template = 404, "NotFoundError", "There is no contact {contact} in the list"


class RecordNotFound(TenfoldError):
    """For one of another module or organization, too (proposed)."""

    status, name, template = 404, "NotFoundError", "There is no {module} {record}"


class FormNotFound(TenfoldError):
    """Proposed; for another organization's, too."""

    status, name, template = 404, "NotFoundError", "There is no form {form}"


class CallNotFound(TenfoldError):
    """For those of other organizations and those whom the caller may not see, too (proposed)."""

    status, name, template = 404, "NotFoundError", "There is no call {call}"


class NoTranscript(TenfoldError):
    """Of words, keywords and figures alike (proposed)."""

    status, name, template = 404, "NotFoundError", "There is no transcript of call {call}"


class CallNotActive(TenfoldError):
    """Also for a recording of a call on which nobody is talking yet (inferred)."""

    status, name, template = 400, "BadRequestError", "Call {call} is {state}"


class NotSupported(TenfoldError):
    status, name, template = 400, "BadRequestError", "The phone system {phone_system} does not support {capability}"


class NoPhoneSystem(TenfoldError):
    """Proposed."""

    status, name, template = 400, "BadRequestError", "No phone system is configured for the organization"


class NoExtension(TenfoldError):
    """Proposed."""

    status, name, template = 400, "BadRequestError", "User {user} has no extension to call from"


class MethodNotAllowed(TenfoldError):
    status, name, template = 405, "MethodNotAllowedError", "{path} does not support {method}"


class BodyTooLarge(TenfoldError):
    status, name, template = 400, "BadRequestError", "The body is larger than {limit} bytes"  # 413 is not in the vendor's table


class MalformedBody(TenfoldError):
    status, name, template = 400, "BadRequestError", "The body {rule}"


class InvalidField(TenfoldError):
    """Names the field and the rule, once more in `details`."""

    status, name, template = 400, "ValidationError", "{field} {rule}"

    def body(self) -> Mapping[str, Any]:
        return {**super().body(), "details": [{"field": self.fields["field"], "message": self.message, "name": self.name}]}


class NoCrm(TenfoldError):
    """Proposed."""

    status, name, template = 400, "BadRequestError", "The organization has no CRM"


class CustomEditsInactive(TenfoldError):
    """That the feature is needed is confirmed, the status proposed."""

    status, name = 400, "BadRequestError"
    template = "custom needs the feature editRecord with the preference professionalServicesCustomization"


class WrongPassword(TenfoldError):
    status, name, template = 401, "UnauthorizedError", "The username or the password is wrong"


class AdminsOnly(TenfoldError):
    """Proposed: no 403 is in the vendor's table."""

    status, name, template = 401, "UnauthorizedError", "Only an admin may do this"


class Forbidden(TenfoldError):
    """Proposed, and sent only in worlds that want it (`permissions.denied`)."""

    status, name, template = 403, "ForbiddenError", "You are not permitted to do this"


class OAuthError(ApiError):
    """`{"code": 400, "error": "invalid_grant", "error_description": ...}`, never cached (inferred: node-oauth2-server 2)."""

    status: ClassVar[int] = 400
    error: ClassVar[str] = "invalid_request"

    def __init__(self, **fields: Any) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "Pragma": "no-cache"} | self.challenge(), **fields)

    def challenge(self) -> dict[str, str]:
        return {}

    def body(self) -> Mapping[str, Any]:
        return {"code": self.status, "error": self.error, "error_description": self.message}


class InvalidToken(OAuthError):
    """A missing one too: the vendor's table says 401, the library 400."""

    status, error, template = 401, "invalid_token", "The access token is missing, invalid or has expired"


class SeveralTokens(OAuthError):
    template = "Only one method may be used to authenticate at a time (Auth header, GET or POST)."


class InvalidRequest(OAuthError):
    template = "{complaint}"


class InvalidClient(OAuthError):
    error, template = "invalid_client", "{complaint}"

    def challenge(self) -> dict[str, str]:
        return {"WWW-Authenticate": 'Basic realm="Service"'}


class InvalidGrant(OAuthError):
    error, template = "invalid_grant", "{complaint}"
