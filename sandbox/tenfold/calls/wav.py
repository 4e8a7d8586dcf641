"""Sound in place of what was said: a soft note each second, so that a player has something to play."""

import io
import math
import struct
import wave
from functools import cache

RATE = 8000
"""Samples a second, of 16 bits: what telephones carry."""
LONGEST = 30
"""Seconds. Longer calls sound no different."""
NOTES = (392.0, 440.0, 523.25, 440.0)
"""Hertz, in turn."""


def recording_of(seconds: float) -> bytes:
    """A WAV file of that length, at least one second and at most LONGEST."""
    length = min(max(round(seconds), 1), LONGEST)
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(b"".join(_second(NOTES[at % len(NOTES)]) for at in range(length)))
    return file.getvalue()


@cache
def _second(frequency: float) -> bytes:
    """A note that dies away within half a second, and silence."""
    loudness = (3000 * math.exp(-8 * at / RATE) * (at < RATE // 2) for at in range(RATE))
    samples = (round(loud * math.sin(2 * math.pi * frequency * at / RATE)) for at, loud in enumerate(loudness))
    return struct.pack(f"<{RATE}h", *samples)
