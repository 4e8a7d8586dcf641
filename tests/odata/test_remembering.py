"""Caches that a long text passes by."""

from sandbox.odata.remembering import LONG, remembered


def test_short_texts_are_remembered_and_long_ones_are_not() -> None:
    seen: list[str] = []

    @remembered(4)
    def length(text: str) -> int:
        seen.append(text[:1])
        return len(text)

    for text in ("a", "a", "b" * LONG, "b" * LONG, "c" * (LONG - 1), "c" * (LONG - 1)):
        assert length(text) == len(text)
    assert seen == ["a", "b", "b", "c"]
