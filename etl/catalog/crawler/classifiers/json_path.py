"""JSON paths, as Glue's classifiers take them: `$`, `.name`, `['name']`, `[n]`, `[*]`, `.*`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from etl.catalog.errors import InvalidInputException

_STEP = re.compile(r"\.(?P<name>[^.\[\]*]+)|\[(['\"])(?P<quoted>.+?)\2\]|\[(?P<place>\d+)\]|(?P<all>\[\*\]|\.\*)")

Step = str | int | None
"""The name of a field, the place of an element, or None for all that there are."""


def steps_of(path: str) -> tuple[Step, ...]:
    """Return the steps of a path from the whole document.

    Raises:
        InvalidInputException: It is none.
    """
    if not path.startswith("$"):
        raise InvalidInputException(f"The JSON path {path!r} does not begin with $.")
    steps, at = [], 1
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            raise InvalidInputException(f"The JSON path {path!r} cannot be read from {path[at:]!r} on.")
        steps.append(_step(step))
        at = step.end()
    return tuple(steps)


def values_at(value: Any, steps: tuple[Step, ...]) -> Iterator[Any]:
    """Yield the values of a document at the end of a path; none where it does not lead."""
    if not steps:
        yield value
        return
    for inner in _inner(value, steps[0]):
        yield from values_at(inner, steps[1:])


def _step(found: re.Match[str]) -> Step:
    if found["all"]:
        return None
    return int(found["place"]) if found["place"] else found["name"] or found["quoted"]


def _inner(value: Any, step: Step) -> list[Any]:
    match step, value:
        case None, list():
            return value
        case None, dict():
            return list(value.values())
        case int(), list():
            return value[step : step + 1]
        case str(), dict() if step in value:
            return [value[step]]
    return []
