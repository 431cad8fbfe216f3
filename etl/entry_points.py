"""Objects that other packages bring: found by the entry points these declare, imported when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from etl.errors import EnvironmentMismatchError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Brought = Mapping[str, "Sequence[EntryPoint]"]
"""For each name, in small letters, the entry points of that name."""


def brought_by_packages(group: str) -> Brought:
    """Return the entry points of a group, without importing what they name."""
    from importlib.metadata import entry_points

    found: dict[str, list[EntryPoint]] = {}
    for point in entry_points(group=group):
        found.setdefault(point.name.lower(), []).append(point)
    return found


def load(kind: str, point: EntryPoint, contract: type) -> Any:
    """Return the object of an entry point, or one made of the class that it names.

    Raises:
        EnvironmentMismatchError: It cannot be imported, or is no `contract`.
    """
    try:
        found = point.load()
    except (ImportError, AttributeError) as error:
        raise _unfit(kind, point, f"cannot be imported: {error}") from error
    thing = found() if isinstance(found, type) else found
    if not isinstance(thing, contract):
        raise _unfit(kind, point, f"is no {contract.__module__}.{contract.__name__}: {point.value}")
    return thing


def check_one(kind: str, name: str, points: Sequence[EntryPoint], others: Sequence[str] = ()) -> None:
    """Raise if several packages bring the same name; `others` bring it without an entry point.

    Raises:
        EnvironmentMismatchError: They do; the message names them.
    """
    packages = [*others, *map(package_of, points)]
    if len(packages) > 1:
        raise EnvironmentMismatchError(
            f"The {kind} {name!r} is brought by {' and by '.join(packages)}.",
            f"Uninstall all but one of them: `pip uninstall {packages[-1].split()[0]}`, say.",
        )


def package_of(point: EntryPoint) -> str:
    """Return the name and the version of the package that declares an entry point."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.module


def _unfit(kind: str, point: EntryPoint, problem: str) -> EnvironmentMismatchError:
    return EnvironmentMismatchError(
        f"The {kind} {point.name!r} of {package_of(point)} {problem}.", "Install that package anew, or uninstall it."
    )
