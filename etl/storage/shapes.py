"""What a thing of JSON has to look like, so that whoever reads it can rely on that.

A member that is null is as one that is not there; members that a shape does not name may be anything.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from etl.storage.json_lines import Path

_UNLESS = {
    type(None): ", not null",
    bool: ", not true or false",
    int: ", not a number",
    float: ", not a number",
    list: ", not a list",
    dict: ", not an object",
}


class Problem(NamedTuple):
    """Where something is otherwise than expected, and what was expected there. It tells no values: some are secret."""

    path: Path
    expected: str

    def within(self, part: str | int) -> Problem:
        """Return the same as seen from what has this as a member or an item."""
        return Problem((part, *self.path), self.expected)

    def __str__(self) -> str:
        names = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return f"{names.removeprefix('.')}: expected {self.expected}"


class Shape(ABC):
    """What a value has to look like."""

    @abstractmethod
    def problem(self, value: Any) -> Problem | None:
        """Return the first thing that is wrong with a value; None if nothing is."""


@dataclass(frozen=True)
class Plain(Shape):
    """A value without parts.

    Attributes:
        expected: What it is, in words.
        fits: Returns whether a value is one.
    """

    expected: str
    fits: Callable[[Any], bool]

    def problem(self, value: Any) -> Problem | None:
        return None if self.fits(value) else Problem((), f"{self.expected}{_UNLESS.get(type(value), '')}")


@dataclass(frozen=True)
class ListOf(Shape):
    """A list of items of one shape."""

    item: Shape

    def problem(self, value: Any) -> Problem | None:
        if not isinstance(value, list):
            return _LIST.problem(value)
        for number, item in enumerate(value):
            if found := self.item.problem(item):
                return found.within(number)
        return None


@dataclass(frozen=True)
class MappingOf(Shape):
    """An object whose members have any names and one shape."""

    member: Shape

    def problem(self, value: Any) -> Problem | None:
        if not isinstance(value, dict):
            return _OBJECT.problem(value)
        return _problem_of_members(value, dict.fromkeys(value, self.member))


@dataclass(frozen=True)
class Object(Shape):
    """An object whose members have shapes by their names.

    Attributes:
        members: The shapes.
        required: The members that must be there.
    """

    members: Mapping[str, Shape]
    required: tuple[str, ...] = ()

    def requiring(self, members: Mapping[str, Shape]) -> Object:
        """Return a shape that needs members, too."""
        return replace(self, members={**self.members, **members}, required=(*self.required, *members))

    def problem(self, value: Any) -> Problem | None:
        if not isinstance(value, dict):
            return _OBJECT.problem(value)
        for name in self.required:
            if value.get(name) is None:
                return Problem((), f"a member {name!r}")
        return _problem_of_members(value, self.members)


def _problem_of_members(value: Mapping[str, Any], shapes: Mapping[str, Shape]) -> Problem | None:
    for name, member in value.items():
        if member is not None and name in shapes and (found := shapes[name].problem(member)):
            return found.within(name)
    return None


def exactly(text: str, why: str) -> Plain:
    """Return the shape of one text alone; `why` says why it must be that one."""
    return Plain(f"{text!r}, {why}", lambda value: value == text)


_LIST = Plain("a list", lambda value: isinstance(value, list))
_OBJECT = Plain("an object", lambda value: isinstance(value, dict))

TEXT = Plain("a text", lambda value: isinstance(value, str))
NUMBER = Plain("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool))
FLAG = Plain("true or false", lambda value: isinstance(value, bool))
TEXTS = MappingOf(TEXT)


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


MOMENT = Plain("a time with its zone, such as 2024-01-31T12:00:00+00:00", _is_moment)
