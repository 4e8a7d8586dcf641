"""Numbers as JavaScript writes them: a whole one has no point."""


def number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def rounded(value: float, digits: int) -> int | float:
    return number(round(value, digits))


def share(part: float, whole: float) -> int | float:
    """Percent, unrounded (confirmed); 0 of nothing."""
    return number(part / whole * 100) if whole else 0


def mean(total: float, count: int) -> int | float:
    """Unrounded (confirmed); 0 of nothing."""
    return number(total / count) if count else 0


def minutes(duration: int) -> float:
    """Of milliseconds (confirmed)."""
    return duration / 60_000
