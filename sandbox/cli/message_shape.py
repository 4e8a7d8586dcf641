"""Where a vendor's message has what is printed of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.fourfour.webhooks import dialect as fourfour
from sandbox.tenfold.webhooks import dialect as tenfold


@dataclass(frozen=True, kw_only=True)
class Shape:
    """`signature` is a header, the others are fields of the body. `told` are those of the subject that fit on a line, empty for all."""

    signature: str
    fields: tuple[str, ...]
    event: str
    subject: str
    told: tuple[str, ...] = ()

    def brief(self, message: Mapping[str, Any]) -> Any:
        """The subject, as far as it is told on a line."""
        subject = message[self.subject]
        if not self.told or not isinstance(subject, dict):
            return subject
        return {name: subject[name] for name in self.told if name in subject}


SHAPES = {
    fourfour.VENDOR: Shape(
        signature=fourfour.DIALECT.signature_header,
        fields=("event", "timestamp", "tenant", "payload"),
        event="event",
        subject="payload",
    ),
    tenfold.VENDOR: Shape(
        signature=tenfold.DIALECT.signature_header,
        fields=("type", "call", "timestamp"),
        event="type",
        subject="call",
        told=("id", "status", "direction", "phoneNumber", "duration"),
    ),
}
"""By the `vendor` of an endpoint."""
