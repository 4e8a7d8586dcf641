"""What holds a workspace together beyond its types: keys that are unique, references and quotes that lead somewhere."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.cast.binding import Place, references, suggestion
from sandbox.cast.dialogue import Dialogue
from sandbox.cast.people import Office

SPEAKERS = ("colleagues", "people", "leads")
"""Anyone of these may take part in a dialogue, so their keys are unique together."""

Collections = Mapping[str, Sequence[tuple[Place, Any]]]


def check_workspace(collections: Collections) -> None:
    keys = _unique_keys(collections)
    for records in collections.values():
        for place, record in records:
            _check_references(record, place, keys)
            if isinstance(record, Dialogue):
                _check_dialogue(record, place)
            if isinstance(record, Office):
                _check_timezone(record, place)


def _unique_keys(collections: Collections) -> dict[str, set[str]]:
    keys: dict[str, set[str]] = {}
    for name, records in collections.items():
        rivals = SPEAKERS if name in SPEAKERS else (name,)
        keys[name] = set()
        for place, record in records:
            if any(record.key in keys.get(rival, ()) for rival in rivals):
                raise place.error(f"the key {record.key!r} stands twice")
            keys[name].add(record.key)
    return keys


def _check_references(record: Any, place: Place, keys: Mapping[str, set[str]]) -> None:
    for collections, key, here in references(record, place):
        known = set().union(*(keys.get(name, set()) for name in collections))
        if key not in known:
            raise here.error(f"{key!r} is none of the {' or '.join(collections)}{suggestion(key, sorted(known))}")


def _check_dialogue(dialogue: Dialogue, place: Place) -> None:
    if not dialogue.transcript:
        raise place.inside("transcript").error("nobody says anything")
    for at, utterance in enumerate(dialogue.transcript):
        if utterance.speaker not in dialogue.participants:
            raise place.inside(f"transcript[{at}]").error(f"{utterance.speaker!r} is none of the participants")
        if dialogue.is_spoken and utterance.sent:
            raise place.inside(f"transcript[{at}]").error("what is spoken has no time of its own")
        if not dialogue.is_spoken and at and not utterance.sent:
            raise place.inside(f"transcript[{at}]").error("a message after the first needs its moment, as in '[-3 14:05] sam: Hello'")
    for at, insight in enumerate(dialogue.insights):
        if not any(insight.quote in utterance.text for utterance in dialogue.transcript):
            raise place.inside(f"insights[{at}].quote").error(f"nobody says {insight.quote!r}")


def _check_timezone(office: Office, place: Place) -> None:
    try:
        ZoneInfo(office.timezone)
    except (ValueError, OSError, KeyError):  # what an odd path, a folder and an unknown name raise
        raise place.inside("timezone").error(f"{office.timezone!r} is no IANA time zone") from None
