"""What the MCP server refuses before a tool is looked for, and what a tool itself refuses. Unmarked statuses are the specification's."""

from collections.abc import Mapping
from typing import Any

from sandbox.fourfour.errors import FourFourError
from sandbox.http.errors import ApiError


class MisdirectedHost(FourFourError):
    status, template = 421, "{host} is no name of this server."  # proposed: the SDK's own status


class ForeignOrigin(FourFourError):
    status, template = 403, "Pages of {origin} may not call this server."


class ProtocolError(ApiError):
    """A refusal of a message as a whole, in JSON-RPC's shape; what a known request gets wrong is the SDK's to say."""

    status, code = 400, -32600

    def body(self) -> Mapping[str, Any]:
        data = {"data": self.fields} if self.fields else {}
        return {"jsonrpc": "2.0", "id": None, "error": {"code": self.code, "message": self.message, **data}}


class NoJson(ProtocolError):
    code, template = -32700, "Parse error"


class InvalidMessage(ProtocolError):
    template = "Invalid Request: the body must be one JSON-RPC 2.0 message"  # several at once are of version 2025-03-26 alone


class UnsupportedVersion(ProtocolError):
    """`MCP-Protocol-Version` names a version that is not spoken here."""

    code, template = -32022, "Unsupported protocol version"  # as the SDK and its clients number it


class Refused(Exception):
    """A tool's no, told to the model: a result with `isError`, not an error of the protocol (inferred: the framework's library)."""
