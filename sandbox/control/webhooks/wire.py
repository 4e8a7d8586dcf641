"""Endpoints, messages and attempts as our own API tells of them."""

from collections.abc import Mapping
from typing import Any

from sandbox.control.webhooks.vendors import SENDERS, VENDORS
from sandbox.database.schema import utc_text
from sandbox.webhooks.endpoint import Endpoint
from sandbox.webhooks.message import Attempt, Message
from sandbox.webhooks.mischief import named


def endpoint_facts(endpoint: Endpoint) -> dict[str, Any]:
    """All but the secret. Whose it is stands under the vendor's own word."""
    vendor = VENDORS[endpoint.vendor]
    return {
        "id": endpoint.id,
        "vendor": endpoint.vendor,
        "url": endpoint.url,
        "events": list(endpoint.events),
        vendor.tenant: endpoint.tenant_id,
        **({"client": endpoint.client_id} if vendor.client_realm else {}),
        "paused": endpoint.paused,
        "waits": list(endpoint.waits),
        "mischief": named(endpoint.mischief),
        "created_at": utc_text(endpoint.created_at),
    }


def message_facts(message: Message, urls: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": message.id,
        "endpoint": message.endpoint_id,
        "url": urls.get(message.endpoint_id),
        "event": message.event,
        SENDERS[message.event].tenant: message.tenant_id,
        "cause": message.cause,
        "status": message.status.value,
        "attempts": message.attempts,
        "mischief": list(message.mischief),
        "created_at": utc_text(message.created_at),
        "due_at": utc_text(message.due_at) if message.due_at else None,
        "finished_at": utc_text(message.finished_at) if message.finished_at else None,
        "answer": message.answer,
        "error": message.error,
    }


def attempt_facts(attempt: Attempt) -> dict[str, Any]:
    return {
        "number": attempt.ordinal,
        "at": utc_text(attempt.at),
        "duration_ms": attempt.duration_ms,
        "mischief": list(attempt.mischief),
        "status": attempt.answer,
        "error": attempt.error,
        "request_headers": dict(attempt.request_headers),
        "response_body": attempt.answer_body,
    }
