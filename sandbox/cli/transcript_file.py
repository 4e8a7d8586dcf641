"""A file of what people said: a line for each utterance."""

from typing import TextIO

import click

transcript_file = click.File(encoding="utf-8", errors="strict")


def read_lines(transcript: TextIO) -> list[dict[str, str]]:
    """Of the form `speaker: words`. Empty lines are passed over."""
    lines = []
    for number, line in enumerate(_text(transcript).split("\n"), start=1):
        speaker, colon, text = line.strip().partition(": ")
        if colon:
            lines.append({"speaker": speaker, "text": text})
        elif line.strip():
            raise click.BadParameter(f"line {number} is not of the form `speaker: words`", param_hint="--transcript")
    return lines


def _text(transcript: TextIO) -> str:
    try:
        return transcript.read()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise click.BadParameter(f"line {line} is not UTF-8", param_hint="--transcript") from None
