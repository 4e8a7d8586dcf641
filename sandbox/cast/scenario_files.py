"""Reading scenarios. A scenario is a file `NAME.toml`, or a folder `NAME` with `scenario.toml` and one folder of parts per workspace.

The parts of a workspace are read in the order of their names and their lists are joined. `extends = "NAME"` starts from another
scenario: a workspace is added, `[growth.KEY]` is merged key by key, every other key replaces the one of the base.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_origin

from sandbox.cast.binding import Place, bind, bind_value, bindable, suggestion
from sandbox.cast.checks import check_workspace
from sandbox.cast.errors import ScenarioError
from sandbox.cast.scenario import Credentials, Growth, Scenario, Workspace
from sandbox.cast.scenario_checks import check_scenario

COLLECTIONS = tuple(name for name, (_, hint) in bindable(Workspace).items() if get_origin(hint) is tuple and is_dataclass(hint.__args__[0]))
"""The lists of records that a workspace has."""
_KEYS = {"title": str, "seed": int, "extends": str, "credentials": dict, "workspaces": dict, "growth": dict}


def load_scenario(path: Path, *, _extending: tuple[Path, ...] = ()) -> Scenario:
    """The scenario in the file or folder `path`; its name is the name of the file. Raises ScenarioError."""
    if path in _extending:
        raise Place(path.name, "extends").error("the scenario extends itself")
    file = path / "scenario.toml" if path.is_dir() else path
    place = Place(_shown(path, file))
    table = _read(file, place)
    _check_keys(table, place)
    base = _base(table, path, place, (*_extending, path))
    scenario = _scenario(path, table, base, place)
    check_scenario(scenario, place)
    return scenario


def scenario_paths(folder: Path) -> dict[str, Path]:
    """Every scenario in `folder` by name."""
    found = [*folder.glob("*.toml"), *(file.parent for file in folder.glob("*/scenario.toml"))]
    return {path.stem: path for path in sorted(found)}


def _scenario(path: Path, table: dict[str, Any], base: Scenario | None, place: Place) -> Scenario:
    values = {field.name: getattr(base, field.name) for field in fields(base)} if base else {}
    values |= {key: table[key] for key in ("title", "seed") if key in table}
    if "credentials" in table:
        values["credentials"] = bind(Credentials, table["credentials"], place.inside("credentials"))
    for key in ("title", "seed", "credentials"):
        if key not in values:
            raise place.error(f"the key {key!r} is missing")
    workspaces = (*values.get("workspaces", ()), *_workspaces(path, table.get("workspaces", {}), place))
    _check_unique([workspace.key for workspace in workspaces], place.inside("workspaces"))
    growth = _growth(table.get("growth", {}), base, place.inside("growth"))
    return Scenario(**values | {"name": path.stem, "workspaces": workspaces, "growth": growth})


def _base(table: dict[str, Any], path: Path, place: Place, extending: tuple[Path, ...]) -> Scenario | None:
    if "extends" not in table:
        return None
    known = scenario_paths(path.parent)
    if table["extends"] not in known:
        raise place.inside("extends").error(f"no scenario {table['extends']!r}{suggestion(table['extends'], known)}")
    return load_scenario(known[table["extends"]], _extending=extending)


def _growth(table: dict[str, Any], base: Scenario | None, place: Place) -> dict[str, Growth]:
    growth = dict(base.growth) if base else {}
    for key, counts in table.items():
        bound = bind(Growth, counts, place.inside(key))
        growth[key] = replace(growth.get(key, Growth()), **{name: getattr(bound, name) for name in counts})
    return growth


def _workspaces(path: Path, inline: dict[str, Any], place: Place) -> Iterator[Workspace]:
    for key, table in inline.items():
        folder = path / key
        files = sorted(folder.glob("*.toml")) if path.is_dir() else []
        parts = [(place.inside(f"workspaces.{key}"), table)]
        parts += [(part, _read(file, part)) for file in files for part in (Place(_shown(path, file)),)]
        yield _workspace(key, parts, place)


def _workspace(key: str, parts: list[tuple[Place, Any]], place: Place) -> Workspace:
    """Joins the parts; the checks still know which file each record came from."""
    known = bindable(Workspace)
    values: dict[str, Any] = {"key": key}
    collections: dict[str, list[tuple[Place, Any]]] = {}
    for part, table in parts:
        for name, value in table.items():
            if name not in known or name == "key":
                raise part.inside(name).error(f"unknown key {name!r}{suggestion(name, known)}")
            if name in COLLECTIONS:
                collections.setdefault(name, []).extend(_records(name, value, part))
            elif name in values:
                raise part.inside(name).error("this key stands in another file of the workspace too")
            else:
                values[name] = bind_value(known[name], value, part.inside(name))
    for name in ("crm", "calendar", "company"):
        if name not in values:
            raise place.inside(f"workspaces.{key}").error(f"the key {name!r} is missing")
    check_workspace(collections)
    values |= {name: tuple(record for _, record in records) for name, records in collections.items()}
    return Workspace(**values)


def _records(collection: str, value: Any, part: Place) -> Iterator[tuple[Place, Any]]:
    kind = bindable(Workspace)[collection][1].__args__[0]
    if not isinstance(value, list):
        raise part.inside(collection).error(f"expected a list of tables, written [[{collection}]]")
    for at, table in enumerate(value):
        name = table.get("key", at) if isinstance(table, dict) else at
        place = Place(part.file, f"{part.key}.{collection}[{name}]".lstrip("."))
        yield place, bind(kind, table, place)


def _check_keys(table: dict[str, Any], place: Place) -> None:
    for key, value in table.items():
        if key not in _KEYS:
            raise place.inside(key).error(f"unknown key {key!r}{suggestion(key, _KEYS)}")
        if type(value) is not _KEYS[key]:
            raise place.inside(key).error(f"expected {_KEYS[key].__name__}, found {value!r}")


def _check_unique(keys: list[str], place: Place) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise place.error(f"{key!r} stands twice")


def _read(file: Path, place: Place) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as complaint:
        raise ScenarioError(f"{place.file}: {complaint}") from complaint


def _shown(path: Path, file: Path) -> str:
    return str(file.relative_to(path.parent))
