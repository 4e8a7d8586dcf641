"""Why an import ends before its file does."""


class JobFailure(Exception):
    """What the job's `error` and `error_line` will say. `line` is the physical line on which the row begins; the header is line 1."""

    def __init__(self, message: str, *, line: int) -> None:
        self.message, self.line = message, line
        super().__init__(f"{message} (line {line})")


def told_to_fail(line: int) -> JobFailure:
    """A test wanted it."""
    return JobFailure("The import was told to fail at this line.", line=line)
