"""Four/Four's habits as a sender (fourfour.md, 6)."""

from sandbox.webhooks.endpoint import Dialect

VENDOR = "fourfour"

DIALECT = Dialect(
    signature_header="Signature",  # confirmed (fourfour.ai/developers)
    headers={"User-Agent": "GuzzleHttp/7", "Content-Type": "application/json"},
    waits=(10.0, 100.0, 1000.0),  # up to three retries, ever longer: confirmed; how long: inferred (ten times as long each time)
    patience=3.0,  # inferred
)
