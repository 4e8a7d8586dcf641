"""Numbers that put texts into an order, with room for more between them."""

STEP = 256
"""Between two that follow each other in time. Eight calls can halve one gap before the texts behind it have to move."""
OF_ORGANIZATION = 1 << 40
"""Numbers of one organization, which begins in the middle of them: the past has as much room as the future."""


def first_number(ordinal: int) -> int:
    """Of the organization that came so many after the first."""
    return ordinal * OF_ORGANIZATION + OF_ORGANIZATION // 2


def numbers_between(low: int | None, high: int | None, count: int, *, start: int) -> list[int] | None:
    """So many, ascending, strictly between two that are taken; `start` if there are none; None if there is no room."""
    if high is None:
        begin = start if low is None else low + STEP
        return [begin + STEP * position for position in range(count)]
    if low is None:
        return [high - STEP * (count - position) for position in range(count)]
    room = high - low
    return [low + room * position // (count + 1) for position in range(1, count + 1)] if room > count else None
