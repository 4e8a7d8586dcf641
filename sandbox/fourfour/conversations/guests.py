"""Who takes part, of those who were asked for, and who of them speaks."""

from collections.abc import Iterable, Sequence

from sandbox.errors import InvalidField
from sandbox.fourfour.conversations.conversation import Person
from sandbox.fourfour.conversations.directory import Directory
from sandbox.fourfour.conversations.wish import Guest, Line


def speakers(transcript: Iterable[Line]) -> tuple[Guest, ...]:
    """Everybody once, however each line writes them."""
    names: dict[str, str] = {}
    for line in transcript:
        names.setdefault(line.speaker.casefold(), line.speaker)
    return tuple(Guest(email=name) if "@" in name else Guest(name=name) for name in names.values())


def people_of(guests: Sequence[Guest], directory: Directory) -> tuple[Person, ...]:
    """Raises InvalidField."""
    if not guests:
        raise InvalidField(field="participants", rule="has nobody")
    for at, guest in enumerate(guests):
        if any(_same(guest, other) for other in guests[:at]):
            raise InvalidField(field=f"participants[{at}]", rule="takes part already")
    return tuple(directory.recognise(guest.name, guest.email) for guest in guests)


def _same(one: Guest, other: Guest) -> bool:
    if one.email or other.email:
        return bool(one.email and other.email and one.email.lower() == other.email.lower())
    return (one.name or "").casefold() == (other.name or "").casefold()


def place_of(speaker: str, at: int, guests: Sequence[Guest], people: Sequence[Person]) -> int:
    """Raises InvalidField."""
    for place, (guest, person) in enumerate(zip(guests, people, strict=True)):
        known = {name.casefold() for name in (guest.name, person.name, person.email) if name}
        if speaker.casefold() in known:
            return place
    raise InvalidField(field=f"transcript[{at}].speaker", rule=f"is not one of the participants: {speaker!r}")
