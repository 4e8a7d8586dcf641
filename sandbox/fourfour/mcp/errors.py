"""What the MCP server refuses before a tool is looked for, and what a tool itself refuses. Unmarked statuses are the specification's."""

from collections.abc import Mapping
from typing import Any

from sandbox.fourfour.errors import FourFourError
from sandbox.http.errors import ApiError

UNSUPPORTED_VERSION = -32022
"""Of JSON-RPC errors, as the SDK and its clients number them."""


class MisdirectedHost(FourFourError):
    status, template = 421, "{host} is no name of this server."  # proposed: the SDK's own status


class ForeignOrigin(FourFourError):
    status, template = 403, "Pages of {origin} may not call this server."


class UnsupportedVersion(ApiError):
    """`MCP-Protocol-Version` names a version that is not spoken here."""

    status, template = 400, "Unsupported protocol version"

    def body(self) -> Mapping[str, Any]:
        data = {"supported": list(self.fields["supported"]), "requested": self.fields["requested"]}
        return {"jsonrpc": "2.0", "id": None, "error": {"code": UNSUPPORTED_VERSION, "message": self.message, "data": data}}


class Refused(Exception):
    """A tool's no, told to the model: a result with `isError`, not an error of the protocol (inferred: the framework's library)."""
