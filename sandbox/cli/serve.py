"""`sandbox serve`: the server, from its settings to the line `Ready.`"""

import errno
import gc
import os
import signal
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

from sandbox.cli.listener import BACKLOG, bind
from sandbox.cli.open_files import allow_many_files
from sandbox.cli.options import setting_flags
from sandbox.http.addresses import is_loopback
from sandbox.settings import SettingError, Settings, given_settings, read_settings

if TYPE_CHECKING:
    from sandbox.app import Sandbox


class StartFailed(click.ClickException):
    """One clear line on stderr and exit code 1."""


@click.command()
@setting_flags
def serve(**flags: str | None) -> None:
    """Runs the server until it is told to stop."""
    gc.set_threshold(50_000)  # starting makes much and throws little away; the default would look through it all again and again
    given = {name: text for name, text in flags.items() if text is not None}
    try:
        settings = read_settings(os.environ, given)
        refuse_open_door(settings)
        refuse_missing_fixtures(settings)
    except SettingError as error:
        raise click.UsageError(str(error)) from None
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    run(settings, given_settings(os.environ, given))


def refuse_open_door(settings: Settings) -> None:
    """The control API can do anything to the worlds, so it does not face a network without a token."""
    if not is_loopback(settings.host) and not settings.admin_token:
        raise SettingError(f"--host {settings.host} is not loopback: set --admin-token (SANDBOX_ADMIN_TOKEN) too")


def refuse_missing_fixtures(settings: Settings) -> None:
    if not settings.fixtures.is_dir():
        raise SettingError(f"--fixtures {settings.fixtures}: there is no such folder")


def leave(number: int, frame: FrameType | None) -> NoReturn:
    """Being told to stop while data is planted is no failure either."""
    sys.exit(0)


def run(settings: Settings, given: Collection[str]) -> None:
    with refusing_port(settings):
        listener = bind(settings.host, settings.port)
    allow_many_files()
    with without_collections():
        from sandbox.cli.server import answer_requests  # with all the application

    app = open_app(settings)
    try:
        with refusing_port(settings):
            listener.listen(BACKLOG)
        answer_requests(app, listener, given)
    finally:
        app.worlds.close()


@contextmanager
def refusing_port(settings: Settings) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        at_fault = "--port" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "--host"
        raise StartFailed(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}; choose another {at_fault}") from None


@contextmanager
def without_collections() -> Iterator[None]:
    """While modules are imported all that is made stays, and looking for what does not takes a tenth of the time."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def open_app(settings: Settings) -> "Sandbox":
    from sandbox.app import create_app
    from sandbox.cast.errors import ScenarioError, UnknownScenario
    from sandbox.cli.planting import PlantingBar
    from sandbox.data_folder import DataFolderError
    from sandbox.database.engine import FAILURES
    from sandbox.database.snapshot import UnusableFile

    try:
        with PlantingBar(settings.scenario) as bar:
            return create_app(settings, progress=bar.update)
    except (UnknownScenario, SettingError) as error:
        raise click.UsageError(str(error)) from None
    except (DataFolderError, UnusableFile, ScenarioError) as error:
        raise StartFailed(str(error)) from None
    except (OSError, *FAILURES) as error:
        raise StartFailed(f"the data folder {settings.data} cannot be used: {getattr(error, 'orig', error)}") from None
