"""A payload of an event, for messages that tell of nothing that has happened."""

from typing import Any


def sample_payload(event: str, subject: str) -> dict[str, Any]:
    """Confirmed (fourfour.ai/developers): an event's payload has the id of its subject. Proposed: the names in that of a workflow."""
    if event == "workflow":
        return {"id": subject, "contexts": [{"type": "conversation", "id": subject}]}
    return {"id": subject}
