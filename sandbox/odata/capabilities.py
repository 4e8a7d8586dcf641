"""What a service says of its own abilities in `$metadata` (odata-wire.md, 5.2): plain values, for XML and JSON alike.

They are the engine's, word for word: they speak of what its driver can do and not of the data, so a set without searchable properties
is Searchable too. What cannot be written is said to be so.
"""

from typing import TypeAlias

CORE, CAPABILITIES = "Org.OData.Core.V1", "Org.OData.Capabilities.V1"


class Member(str):
    """A member of an enumeration: it stands in XML under another name than a string."""

    __slots__ = ()


Value: TypeAlias = "bool | str | dict[str, Value] | list[Value]"
Annotations: TypeAlias = dict[str, Value]
"""Values by the qualified names of their terms."""

ENTITY_SET: Annotations = {
    f"{CAPABILITIES}.CountRestrictions": {"Countable": True},
    f"{CAPABILITIES}.TopSupported": True,
    f"{CAPABILITIES}.SkipSupported": True,
    f"{CAPABILITIES}.FilterRestrictions": {"Filterable": True},
    f"{CAPABILITIES}.SortRestrictions": {"Sortable": True},
    f"{CAPABILITIES}.ExpandRestrictions": {"Expandable": True},
    f"{CAPABILITIES}.SearchRestrictions": {"Searchable": True},
    f"{CAPABILITIES}.InsertRestrictions": {"Insertable": False},
    f"{CAPABILITIES}.UpdateRestrictions": {"Updatable": False, "DeltaUpdateSupported": True},
    f"{CAPABILITIES}.DeleteRestrictions": {"Deletable": False},
    f"{CAPABILITIES}.ReadRestrictions": {"Readable": True},
    f"{CAPABILITIES}.IndexableByKey": True,
    f"{CAPABILITIES}.SelectSupport": {"Supported": True},
    f"{CAPABILITIES}.DeepInsertSupport": {"Supported": True, "ContentIDSupported": True},
}

CONTAINER: Annotations = {
    f"{CORE}.ConventionalIDs": True,
    f"{CORE}.DefaultNamespace": True,
    f"{CORE}.DereferencableIDs": True,  # so spelled by the engine; the vocabulary has DereferenceableIDs
    f"{CORE}.ODataVersions": "4.01",
    f"{CAPABILITIES}.AsynchronousRequestsSupported": True,
    f"{CAPABILITIES}.BatchSupported": True,
    f"{CAPABILITIES}.BatchSupport": {
        "Supported": True,
        "EtagReferencesSupported": True,
        "SupportedFormats": ["application/json", "multipart/mixed"],
    },
    f"{CAPABILITIES}.CallbackSupported": {"CallbackProtocols": [{"Id": "http"}]},
    f"{CAPABILITIES}.ConformanceLevel": Member(f"{CAPABILITIES}.ConformanceLevelType/Advanced"),
    f"{CAPABILITIES}.KeyAsSegmentSupported": True,
    f"{CAPABILITIES}.QuerySegmentSupported": True,
    f"{CAPABILITIES}.SupportedFormats": [
        f"application/json;metadata={level};IEEE754Compatible=true;streaming=true" for level in ("full", "minimal", "none")
    ],
    f"{CAPABILITIES}.SupportedMetadataFormats": ["application/json", "application/xml"],
}
