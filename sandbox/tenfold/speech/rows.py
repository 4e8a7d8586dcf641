"""Speech as a row, and back."""

from collections.abc import Mapping
from typing import Any

import orjson

from sandbox.tenfold.speech.speech import Speech, Utterance


def speech_values(speech: Speech) -> dict[str, Any]:
    return vars(speech) | {"utterances": orjson.dumps([vars(each) for each in speech.utterances]).decode()}


def speech_of(row: Mapping[str, Any]) -> Speech:
    return Speech(**{**row, "utterances": tuple(Utterance(**each) for each in orjson.loads(row["utterances"]))})
