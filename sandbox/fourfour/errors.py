"""Every refusal of Four/Four beside those of its OData engine and its OAuth. Bodies are inferred from Laravel and Passport."""

from collections.abc import Mapping
from typing import Any

from sandbox.http.errors import ApiError


class FourFourError(ApiError):
    """`{"message": ...}`, the framework's shape (inferred)."""

    def body(self) -> Mapping[str, Any]:
        return {"message": self.message}


class ServerError(FourFourError):
    status, template = 500, "Server Error"


class NotFound(FourFourError):
    status, template = 404, "Not Found"  # proposed


class MethodNotAllowed(FourFourError):
    status, template = 405, "The {method} method is not supported for {path}. Supported methods: {allowed}."  # inferred


class BodyTooLarge(FourFourError):
    status, template = 413, "The request body is larger than {limit} bytes."  # proposed


class Unauthenticated(FourFourError):
    """401 is confirmed (fourfour.ai/developers), the body inferred. OData adds a Basic challenge, so that BI clients prompt (proposed)."""

    status, template = 401, "Unauthenticated."


class InvalidScope(FourFourError):
    status, template = 403, "Invalid scope(s) provided."  # inferred
