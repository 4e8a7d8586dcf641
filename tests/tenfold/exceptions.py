"""Where our answers differ from the samples, and why: each exception names its rule in tenfold.md."""

from itertools import product
from typing import NamedTuple


class Allowed(NamedTuple):
    """`place` and `what` as a Difference has them; `why` is a section or a contradiction of the contract."""

    endpoint: str
    place: str
    what: str
    why: str


SCORES = list(product([f"T2-{number}" for number in range(27, 31)], ["data.overview.avgListeningScore", "data.members[].listeningScore"]))
"""Where analytics have listening scores."""

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
    Allowed("T2-21", "_links", "new", "1, paging: only where a page lies beside this one"),
    Allowed("T2-21", "data[].recordingLink", "missing", "5, CallV2: left out where there is no recording"),
    Allowed("T2-21", "data[].description", "null", "5: a call without notes"),
    Allowed("T2-21", "data[].listeningScore", "null", "5, CallV2: a number or null; 10.11"),
    Allowed("T2-21", "data[].matchedCrmRecords[].description", "null", "5, RecordPlain: what a record has not"),
    Allowed("T2-21", "data[].matchedCrmRecords[].email", "null", "5, RecordPlain: what a record has not"),
    Allowed("T2-21", "data[].matchedCrmRecords[].parentName", "null", "5, RecordPlain: optional by the vendor's SDK"),
    Allowed("T2-22", "data[].description", "null", "5: a call without notes"),
    Allowed("T2-22", "data[].listeningScore", "null", "5, CallV2: a number or null; 10.11"),
    *(Allowed(id, place, "number", "9.2: null where no call has a score, as in the samples; else their mean") for id, place in SCORES),
]

NEVER_SEEN = {"T1-04": {"users[].rolesId"}}
"""Documented keys that we do not send: those of the exceptions above that no item has."""
