"""Settings of local-glue: a command's flags, then ETL_* variables, then pyproject.toml, then the defaults."""

from __future__ import annotations

import functools
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from etl.errors import OptionError, UnknownNameError
from etl.storage import endpoint

STATE_FOLDER = ".etl"
"""Name of the folder that holds all state of a project: buckets, catalog, bookmarks, runs."""

_PATHS = ("state", "s3_root", "catalog_root")

_TABLE = "tool.local-glue"
"""Where pyproject.toml holds settings: `[tool.local-glue]`, names with hyphens."""


@dataclass(frozen=True)
class Settings:
    """What may be set, as it is in effect.

    Attributes:
        state: The folder of the project's state; by default `.etl` in the working folder or the nearest one above it.
        s3_root: The folder whose subfolders are the buckets of s3://; by default `s3` in the state folder.
        glue_version: The version of Glue asked for; empty for the one that fits the installed Spark.
        s3_endpoint: The address of a server that speaks S3's API, or `aws` for S3 itself; `local` for folders.
        catalog_root: The folder of the Data Catalog; by default `catalog` in the state folder.
        glue_endpoint: The address of a server that speaks Glue's API, or `aws` for Glue itself; `local` for files.
    """

    state: Path
    s3_root: Path
    glue_version: str = ""
    s3_endpoint: str = endpoint.LOCAL
    catalog_root: Path = Path(STATE_FOLDER, "catalog")
    glue_endpoint: str = endpoint.LOCAL

    @property
    def is_local(self) -> bool:
        """Whether buckets are folders."""
        return self.s3_endpoint == endpoint.LOCAL

    def to_environment(self) -> dict[str, str]:
        """Return the variables that give a process these settings, whatever its working folder."""
        return {_variable(field.name): str(getattr(self, field.name)) for field in fields(self)}


def load(
    flags: Mapping[str, str | None] | None = None,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Settings:
    """Return the settings in effect.

    Args:
        flags: What a command line gives, by setting; None for what it does not give.
        environment: The variables to read.
        folder: The working folder.

    Raises:
        UnknownNameError: pyproject.toml sets what nobody knows.
        OptionError: A setting whose value cannot be used.
    """
    here = (folder or Path.cwd()).resolve()
    given = {name: value for name, value in (flags or {}).items() if value}
    merged = _of_project(here) | _of_environment(environment, here) | given
    state = _absolute(here, merged["state"]) if "state" in merged else _find_state(here)
    return Settings(
        state,
        s3_root=_absolute(here, merged["s3_root"]) if "s3_root" in merged else state / "s3",
        glue_version=merged.get("glue_version", ""),
        s3_endpoint=endpoint.checked(merged.get("s3_endpoint", endpoint.LOCAL)),
        catalog_root=_absolute(here, merged["catalog_root"]) if "catalog_root" in merged else state / "catalog",
        glue_endpoint=endpoint.checked(merged.get("glue_endpoint", endpoint.LOCAL), "glue-endpoint"),
    )


@functools.cache
def current() -> Settings:
    """Return the settings of this process, as they were when first asked for."""
    return load()


def put_into_effect(flags: Mapping[str, str | None]) -> Settings:
    """Return the settings in effect given a command's flags; this process and those that it starts keep to them."""
    settings = load(flags)
    os.environ.update(settings.to_environment())
    current.cache_clear()
    return settings


def _variable(name: str) -> str:
    return f"ETL_{name.upper()}"


def _names() -> list[str]:
    return [field.name for field in fields(Settings)]


def _of_environment(environment: Mapping[str, str], here: Path) -> dict[str, str]:
    given = {name: environment.get(_variable(name)) for name in _names()}
    return _with_absolute_paths({name: value for name, value in given.items() if value}, here)


def _of_project(here: Path) -> dict[str, str]:
    project = next((path for path in _upwards(here, "pyproject.toml") if path.is_file()), None)
    if project is None:
        return {}
    given = {name.replace("-", "_"): value for name, value in _table(project).items()}
    for name, value in given.items():
        _check(project, name, value)
    return _with_absolute_paths(given, project.parent)


def _table(project: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(project.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError("pyproject.toml", str(project), f"it is no TOML: {error}") from error
    tool, _, name = _TABLE.partition(".")
    table: dict[str, Any] = content.get(tool, {}).get(name, {})
    return table


def _check(project: Path, name: str, value: object) -> None:
    if name not in _names():
        known = [known.replace("_", "-") for known in _names()]
        raise UnknownNameError(f"setting in [{_TABLE}] of {project}:", name.replace("_", "-"), known)
    if not isinstance(value, str):
        raise OptionError(f"{name.replace('_', '-')} in {project}", value, 'expected a text in quotes, such as "6.0"')


def _with_absolute_paths(given: Mapping[str, str], base: Path) -> dict[str, str]:
    return dict(given) | {name: str(_absolute(base, given[name])) for name in _PATHS if name in given}


def _absolute(base: Path, path: str) -> Path:
    return (base / Path(path).expanduser()).resolve()


def _find_state(here: Path) -> Path:
    return next((path for path in _upwards(here, STATE_FOLDER) if path.is_dir()), here / STATE_FOLDER)


def _upwards(here: Path, name: str) -> Iterator[Path]:
    return (folder / name for folder in (here, *here.parents))
