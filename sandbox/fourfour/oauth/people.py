"""Who can sign in, and where they belong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workspace:
    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """`workspaces` by name; nobody is without one, for such a person cannot sign in."""

    id: str
    name: str
    email: str
    is_admin: bool
    """Has "Manage connections" in at least one of them."""
    workspaces: tuple[Workspace, ...]

    @property
    def initials(self) -> str:
        words = self.name.split() or [self.email]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    def workspace(self, workspace_id: str | None) -> Workspace | None:
        return next((workspace for workspace in self.workspaces if workspace.id == workspace_id), None)
