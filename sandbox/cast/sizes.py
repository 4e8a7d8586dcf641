"""Numbers that suit the size of a company."""


def fitting(drawn: int, most: int, employees: int) -> int:
    """`drawn`, a number up to `most`, or the same part of a company that is smaller than that."""
    return drawn if drawn <= employees else max(1, employees * drawn // most)
