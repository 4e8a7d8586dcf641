"""Where our answers differ from the samples, and why: each exception names its rule in tenfold.md."""

from typing import NamedTuple


class Allowed(NamedTuple):
    """`place` and `what` as a Difference has them; `why` is a section or a contradiction of the contract."""

    endpoint: str
    place: str
    what: str
    why: str


EXCEPTIONS = [
    Allowed("T1-04", "users[].rolesId", "missing", "5, UserV1: optional, as the sample's second person shows; no roles are kept"),
    Allowed("T1-09", "calls[].endTime", "missing", "6: a call that goes on or that nobody answered has none"),
    Allowed("T1-09", "calls[].duration", "missing", "6: a call that goes on has none in v1"),
    Allowed("T2-01", "_links", "new", "1, paging: only where a page lies beside this one"),
    Allowed("T2-01", "data[].recordingLink", "missing", "5, CallV2: left out where there is no recording"),
    Allowed("T2-01", "data[].description", "null", "5: a call without notes"),
    Allowed("T2-01", "data[].listeningScore", "number", "10.11: null in this sample, a number in those of one call"),
    Allowed("T2-01", "data[].matchedCrmRecords[].description", "null", "5, RecordPlain: what a record has not"),
    Allowed("T2-01", "data[].matchedCrmRecords[].email", "null", "5, RecordPlain: what a record has not"),
    Allowed("T2-01", "data[].matchedCrmRecords[].parentName", "null", "5, RecordPlain: optional by the vendor's SDK"),
    Allowed("T2-11", "data[].pictureUrl", "null", "5, UserV2: nobody but the caller has a picture here"),
]

NEVER_SEEN = {"T1-04": {"users[].rolesId"}}
"""Documented keys that we do not send: those of the exceptions above that no item has."""

NOT_YET = {f"T2-{number}" for number in range(21, 31)}
"""Analytics: an id leaves this set when its question is in `asking/` and its sample in `samples/`."""
