"""How a call's number and duration are spelled for a reader, on a page or in a mail. All of it is ours."""

LONGEST_WITHOUT_COUNTRY = 10
"""Digits: what is longer begins with the code of a country."""


def number_text(phone_number: str, direction: str) -> str:
    """With a + where the country's code comes first: extensions and numbers of one place have none."""
    is_whole = direction != "Internal" and len(phone_number) > LONGEST_WITHOUT_COUNTRY
    return f"+{phone_number}" if is_whole else phone_number


def clock_time(duration: int) -> str:
    """`3:07`, or `1:03:07`; of milliseconds, to the nearest second."""
    seconds = (duration + 500) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
