"""Hands a message on as it came."""

from sandbox.webhooks.exchange import Answer, Request, exchange
from sandbox.webhooks.reception import Delivery

OF_THE_CONNECTION = {"connection", "content-length", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"}
"""Headers that belong to one connection or one host, and are made anew (RFC 9110, 7.6.1)."""
PATIENCE = 30.0


def forward(url: str, delivery: Delivery) -> Answer:
    """What was answered there; 502, so that the sender tries again, if nothing was."""
    answer = exchange(url, Request(headers=dict(_to_hand_on(delivery.headers)), body=delivery.body), patience=PATIENCE)
    if answer.status is None:
        return Answer(status=502, body=answer.error.encode(), error=answer.error)
    return Answer(status=answer.status, headers=tuple(_to_hand_on(answer.headers)), body=answer.body)


def _to_hand_on(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in OF_THE_CONNECTION]
