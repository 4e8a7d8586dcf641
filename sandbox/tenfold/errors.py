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


class MethodNotAllowed(TenfoldError):
    status, name, template = 405, "MethodNotAllowedError", "{path} does not support {method}"


class BodyTooLarge(TenfoldError):
    status, name, template = 400, "BadRequestError", "The body is larger than {limit} bytes"  # 413 is not in the vendor's table
