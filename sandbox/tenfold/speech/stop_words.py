"""Words that tell nothing of what a conversation is about.

The lists are our own and short: the packages that were looked at take `bill`, `date` and `case` for such words, too.
"""

import tomllib
from functools import cache
from pathlib import Path

LISTS = Path(__file__).with_name("stop_words.toml")


def is_stop_word(word: str, language: str) -> bool:
    """Numbers are some in every language. Of `don't` and `l'est`, each part has to be one."""
    parts, known = word.casefold().split("'"), _stop_words().get(language, frozenset())
    return not any(letter.isalpha() for letter in word) or all(part in known for part in parts)


def languages() -> list[str]:
    return list(_stop_words())


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.casefold().split()) for language, words in tomllib.loads(LISTS.read_text("utf-8")).items()}
