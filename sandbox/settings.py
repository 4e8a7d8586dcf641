"""What a person can set, once: flag over environment over default. The README's table and the flags are made from these fields."""

# ruff: noqa: RUF009 - `setting` makes a dataclass field anew at each call; no default is shared

import difflib
import importlib.util
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.clock import read_moment
from sandbox.http.addresses import VISIBLE, is_public_url, is_smtp_url

PREFIX = "SANDBOX_"
CLIENT_NAMES = frozenset({"SANDBOX_URL", "SANDBOX_WORLD"})
"""Twins of the flags of commands that talk to a running server; a server meets them in a shell that ran `sandbox env`."""


class SettingError(ValueError):
    """A setting that cannot be used; the text names it and the rule."""


def whole_number(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text.strip()):  # what a database column can keep, and a little less
        raise SettingError("must be a whole number of 18 digits at most")
    return int(text)


def positive_number(text: str) -> int:
    number = whole_number(text)
    if number < 1:
        raise SettingError("must be 1 or more")
    return number


def port_number(text: str) -> int:
    number = whole_number(text)
    if not 0 <= number <= 65535:
        raise SettingError("must be between 0 and 65535")
    return number


def yes_or_no(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if text.strip().lower() not in known:
        raise SettingError("must be yes or no")
    return known[text.strip().lower()]


def moment(text: str) -> datetime:
    """ISO 8601; without an offset it is UTC."""
    try:
        return read_moment(text)
    except ValueError as error:
        raise SettingError(str(error)) from None


def address(text: str) -> str:
    if not is_public_url(text):
        raise SettingError("must be an address such as https://sandbox.example")
    return text.rstrip("/")


def secret(text: str) -> str:
    """What can travel in a header as it is."""
    if not VISIBLE.fullmatch(text):
        raise SettingError("must be of letters, digits and signs without spaces")
    return text


def smtp_server(text: str) -> str:
    if not is_smtp_url(text):
        raise SettingError("must be an address such as smtp://name:password@mail.example:587, or smtps://")
    return text


SECRETS = (secret, smtp_server)
"""How what nobody should read on a screen is read."""


def targets(text: str) -> str:
    if text not in ("public", "loopback", "any"):
        raise SettingError("must be public, loopback or any")
    return text


def packaged_fixtures() -> Path:
    """Where the installed package keeps its scenarios and contract facts; a checkout's is the folder `fixtures` itself."""
    spec = importlib.util.find_spec("sandbox_fixtures")
    if spec is None or not spec.submodule_search_locations:
        raise SettingError("SANDBOX_FIXTURES must be set: this installation came without fixtures")
    return Path(next(iter(spec.submodule_search_locations)))


def setting(default: Any, read: Callable[[str], Any], text: str, *, shown: str | None = None) -> Any:
    """A field of Settings. `shown` is what the README says of a default that is not a plain value."""
    how = {"default": default} if not callable(default) else {"default_factory": default}
    return field(**how, metadata={"read": read, "help": text, "shown": shown})


@dataclass(frozen=True, kw_only=True)
class Settings:
    host: str = setting("127.0.0.1", str, "Address to listen on. Anything but loopback needs an admin token.")
    port: int = setting(4410, port_number, "Port to listen on; 0 picks a free one.")
    data: Path = setting(Path(".sandbox"), Path, "Folder of the worlds; it is made if need be.")
    ephemeral: bool = setting(False, yes_or_no, "Keep the worlds in a temporary folder that is removed at the end.")
    scenario: str = setting("demo", str, "What new worlds are planted with: empty, demo, large.")
    seed: int | None = setting(None, whole_number, "Makes every id, token and pick repeatable.", shown="strong randomness")
    frozen: datetime | None = setting(None, moment, "Moment at which the clock of new worlds stands still.", shown="real time")
    public_url: str | None = setting(None, address, "Address that links start with.", shown="taken from each request")
    admin_token: str | None = setting(None, secret, "Bearer token that the control API at `/_sandbox` demands.", shown="none on loopback")
    auto_approve: str | None = setting(None, str, "E-mail of the person who approves every OAuth client without a page.", shown="nobody")
    page_size: int = setting(200, positive_number, "Rows of an OData page when the client names no size.")
    max_page_size: int | None = setting(None, positive_number, "The most rows of an OData page.", shown="no limit")
    webhook_targets: str | None = setting(
        None, targets, "Where webhooks may go: public, loopback (this machine too) or any.", shown="loopback on loopback, else public"
    )
    smtp_url: str | None = setting(
        None, smtp_server, "Server that mail is sent by, such as `smtp://name:password@host:587`.", shown="none: mail is kept here alone"
    )
    access_log: bool = setting(False, yes_or_no, "Write a line per request to stderr.")
    fixtures: Path = setting(packaged_fixtures, Path, "Folder of the scenarios and contract facts.", shown="the packaged ones")


def variable(name: str) -> str:
    return PREFIX + name.upper()


def flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def default_of(spec: Field[Any]) -> str:
    """The default as the README and `--help` show it."""
    if spec.default is False:
        return "no"
    return str(spec.metadata["shown"] or spec.default)


def read_settings(environment: Mapping[str, str], flags: Mapping[str, str] | None = None) -> Settings:
    """Raises SettingError, naming the flag or variable, for a value that cannot be read and for a `SANDBOX_` name that does not exist."""
    refuse_unknown_names(environment)
    values: dict[str, Any] = {}
    for spec in fields(Settings):
        if flags and spec.name in flags:
            values[spec.name] = _read(spec, flag(spec.name), flags[spec.name])
        elif variable(spec.name) in environment:
            values[spec.name] = _read(spec, variable(spec.name), environment[variable(spec.name)])
    return Settings(**values)


def _read(spec: Field[Any], source: str, given: str) -> Any:
    if not given.strip():
        raise SettingError(f"{source} is empty")
    try:
        return spec.metadata["read"](given)
    except SettingError as error:
        shown = "" if spec.metadata["read"] in SECRETS else f", not {given!r}"
        raise SettingError(f"{source} {error}{shown}") from None


def given_settings(environment: Mapping[str, str], flags: Mapping[str, str]) -> set[str]:
    """The names of the settings that do not have their value by default."""
    return {spec.name for spec in fields(Settings) if spec.name in flags or variable(spec.name) in environment}


def refuse_unknown_names(environment: Mapping[str, str]) -> None:
    known = {variable(spec.name) for spec in fields(Settings)} | CLIENT_NAMES
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise SettingError(f"{name} is no setting; did you mean {nearest}?")
