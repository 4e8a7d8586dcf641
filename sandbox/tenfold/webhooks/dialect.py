"""Tenfold's habits as a sender. Proposed but for the event: the vendor's page shows what is sent and not how (tenfold.md, 6)."""

from sandbox.webhooks.endpoint import Dialect

VENDOR = "tenfold"
CALL_UPDATE = "call-update"
"""The only type of event. Confirmed (the vendor's page)."""

DIALECT = Dialect(
    signature_header="X-Tenfold-Signature",
    headers={"User-Agent": "Tenfold/1.0", "Content-Type": "application/json"},  # that JSON is posted is inferred
    waits=(10.0, 100.0, 1000.0),
    patience=3.0,
)
"""Retries are as often and as far apart as those of the other vendor, so that a receiver of both learns one rhythm."""
