"""Ids of what is planted, which follow from the scenario's keys."""

from sandbox.cast.identifiers import hexadecimal


def organization_id(workspace: str) -> str:
    return hexadecimal(24, "tenfold organization", workspace)


def user_id(workspace: str, key: str) -> str:
    return hexadecimal(24, "tenfold user", workspace, key)


def team_id(workspace: str, key: str) -> str:
    return hexadecimal(24, "tenfold team", workspace, key)
