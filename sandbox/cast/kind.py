"""Kinds of conversation. They stand alone because a server that has nothing to plant needs no more of the cast."""

from enum import StrEnum


class Kind(StrEnum):
    MEETING = "meeting"
    CALL = "call"
    EMAIL = "email"
    TICKET = "ticket"
    CHAT = "chat"


SPOKEN = (Kind.MEETING, Kind.CALL)
"""The others are threads of messages."""
