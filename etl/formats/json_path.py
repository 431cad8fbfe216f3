"""JSON paths, as Glue takes them: `$`, `.name`, `['name']`, `[n]`, `[*]`, `.*`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from etl.errors import OptionError

_STEP = re.compile(r"\.(?P<name>[^.\[\]*,'\"]+)|\[(['\"])(?P<quoted>.+?)\2\]|\[(?P<place>\d+)\]|(?P<all>\[\*\]|\.\*)")
_ALL = "*"

Step = str | int | None
"""The name of a field, the place of an element, or None for all that there are."""


def steps_of(option: str, path: Any) -> tuple[Step, ...]:
    """Return the steps of a path from the whole document.

    Raises:
        OptionError: It is none.
    """
    if not isinstance(path, str) or not path.startswith("$"):
        raise OptionError(option, path, "a JSON path begins with $, as $.items[*]")
    steps, at = [], 1
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            raise OptionError(option, path, f"it cannot be read from {path[at:]!r} on: .name, ['name'], [n], [*]")
        steps.append(_step(step))
        at = step.end()
    return tuple(steps)


def path_lines(option: str, path: Any) -> str:
    """Return the steps of a path as `localglue.JsonPath` reads them."""
    return "\n".join(_line(step) for step in steps_of(option, path))


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


def _line(step: Step) -> str:
    if step is None:
        return _ALL
    return str(step) if isinstance(step, int) else f".{step}"


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
