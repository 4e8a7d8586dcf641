"""One server that behaves like the APIs of Four/Four and Tenfold. Public: `create_app` and `Settings`; the command is `sandbox`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.app import create_app
    from sandbox.settings import Settings

__all__ = ["Settings", "create_app"]


def __getattr__(name: str) -> Any:
    """Both are looked up when they are asked for: a command that only talks to a server must not import one."""
    if name == "create_app":
        from sandbox.app import create_app

        return create_app
    if name == "Settings":
        from sandbox.settings import Settings

        return Settings
    raise AttributeError(name)
