"""Every refusal of our own API under `/_sandbox`, and of the addressing of worlds. All of it is ours; no vendor says any of this."""

from collections.abc import Mapping
from typing import Any, ClassVar

from sandbox.http.errors import ApiError


class ControlError(ApiError):
    """`{"error": {"code": ..., "message": ...}}`; the code is stable, the message is for people."""

    code: ClassVar[str] = "internal_error"

    def body(self) -> Mapping[str, Any]:
        return {"error": {"code": self.code, "message": self.message}}


class UnexpectedFailure(ControlError):
    status, code, template = 500, "internal_error", "The sandbox failed; its stderr says where. This is a bug"


class ServerLeaves(ControlError):
    status, code, template = 503, "server_leaves", "The server has been told to stop"


class NoSpace(ControlError):
    """Told to whoever asks, vendors' clients too: no vendor is to blame."""

    status, code, template = 507, "no_space", "The sandbox's disk takes no more; make room and try again"


class NotFound(ControlError):
    status, code, template = 404, "not_found", "Nothing is at {path}"


class MethodNotAllowed(ControlError):
    status, code, template = 405, "method_not_allowed", "{path} does not take {method}; it takes {allowed}"


class BodyTooLarge(ControlError):
    status, code, template = 413, "body_too_large", "The body is larger than {limit} bytes"


class UnknownWorld(ControlError):
    status, code, template = 404, "unknown_world", "There is no world {world!r}; POST /_sandbox/worlds makes one"


class WorldExists(ControlError):
    status, code, template = 409, "world_exists", "There is a world {world!r} already"


class WorldReset(ControlError):
    status, code, template = 409, "world_reset", "The world {world!r} was reset meanwhile; ask again"


class UnknownJob(ControlError):
    status, code, template = 404, "unknown_job", "There is no import job {job!r}"


class UnknownWebhook(ControlError):
    status, code, template = 404, "unknown_webhook", "There is no webhook endpoint {endpoint!r}"


class UnknownMessage(ControlError):
    status, code, template = 404, "unknown_message", "There is no webhook message {message!r}"


class UnknownMail(ControlError):
    status, code, template = 404, "unknown_mail", "There is no mail {mail!r}"


class NoSuchPart(ControlError):
    status, code, template = 404, "no_such_part", "Mail {mail!r} has no {part}"


class UnknownConversation(ControlError):
    status, code, template = 404, "unknown_conversation", "There is no conversation {conversation!r}"


class UnknownCall(ControlError):
    status, code, template = 404, "unknown_call", "There is no call {call!r}"


class UnknownFault(ControlError):
    status, code, template = 404, "unknown_fault", "There is no fault {fault!r}"


class TooManyFaults(ControlError):
    status, code, template = 409, "too_many_faults", "A world has at most {most} faults; DELETE /_sandbox/faults removes them"


class UnfitCall(ControlError):
    """The call, or the phone it should be on, is not in a state for it."""

    status, code, template = 409, "unfit_call", "{complaint}"


class UnknownOrganization(ControlError):
    status, code, template = 404, "unknown_organization", "There is no organization {organization!r}; GET /_sandbox/organizations has all"


class InvalidField(ControlError):
    status, code, template = 400, "invalid_field", "{field} {rule}"


class AdminTokenNeeded(ControlError):
    status, code, template = (
        401,
        "admin_token_needed",
        "The control API needs the admin token, as a Bearer token or as the password of Basic",
    )


class ForeignHost(ControlError):
    status, code, template = 403, "foreign_host", "Without an admin token the control API answers to localhost only, not to {host!r}"


class ForeignOrigin(ControlError):
    status, code, template = 403, "foreign_origin", "The control API takes no requests from the pages of {origin}"
