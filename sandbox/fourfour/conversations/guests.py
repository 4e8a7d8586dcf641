"""Who takes part, of those who were asked for, and who of them speaks."""

from collections.abc import Iterable, Mapping, Sequence

from sandbox.errors import InvalidField
from sandbox.fourfour.conversations.conversation import Person
from sandbox.fourfour.conversations.directory import Directory
from sandbox.fourfour.conversations.wish import Guest, Line

MOST = 1000


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
    if len(guests) > MOST:
        raise InvalidField(field="participants", rule=f"must be {MOST} or fewer")
    seen = set[tuple[str, str]]()
    for at, guest in enumerate(guests):
        if (who := _who(guest)) in seen:
            raise InvalidField(field=f"participants[{at}]", rule="takes part already")
        seen.add(who)
    return tuple(directory.recognise(guests))


def _who(guest: Guest) -> tuple[str, str]:
    return ("email", guest.email.lower()) if guest.email else ("name", (guest.name or "").casefold())


def places_of(guests: Sequence[Guest], people: Sequence[Person]) -> Mapping[str, int]:
    """By all that a line may call them; of two with the same name it means the first."""
    places: dict[str, int] = {}
    for place, (guest, person) in enumerate(zip(guests, people, strict=True)):
        for name in filter(None, (guest.name, person.name, person.email)):
            places.setdefault(name.casefold(), place)
    return places


def place_of(speaker: str, at: int, places: Mapping[str, int]) -> int:
    """Raises InvalidField."""
    place = places.get(speaker.casefold())
    if place is None:
        raise InvalidField(field=f"transcript[{at}].speaker", rule=f"is not one of the participants: {speaker!r}")
    return place
