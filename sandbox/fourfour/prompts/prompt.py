"""A prompt of the Analyst. That shared and own ones are MCP prompts is confirmed, that they take no arguments is proposed."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """`name` tells it apart in its workspace."""

    name: str
    title: str
    description: str
    text: str
