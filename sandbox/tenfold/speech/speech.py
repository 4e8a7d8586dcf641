"""What was said on a call, by whom and when."""

from dataclasses import dataclass

AGENT, CLIENT = "agent", "client"
SPEAKERS = (AGENT, CLIENT)
"""In the order of the vendor's samples."""


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """At least one word. `start` and `end` are seconds from the start of the call, with two decimals."""

    speaker: str
    start: float
    end: float
    text: str

    @property
    def words(self) -> list[str]:
        """As they stand, with what punctuation they carry: the vendor's sample has `rocks!`."""
        return self.text.split()

    @property
    def seconds(self) -> float:
        return round(self.end - self.start, 2)


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Utterances follow each other and never overlap. `id` is the transcript's own."""

    call_id: str
    organization_id: str
    id: str
    language: str
    utterances: tuple[Utterance, ...]

    def of(self, speaker: str) -> list[Utterance]:
        return [each for each in self.utterances if each.speaker == speaker]
