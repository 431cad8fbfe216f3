"""What a condition says, as a tree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Literal:
    """A value in a condition.

    Attributes:
        kind: `string`, `number`, or, for a text behind such a word, `date` or `timestamp`.
        text: What it stands for.
        written: How it stands there.
        place: The offset of its first character.
    """

    kind: str
    text: str
    written: str
    place: int


@dataclass(frozen=True)
class Comparison:
    """A key compared with a value by `=`, `<>`, `<`, `<=`, `>`, `>=` or `LIKE`."""

    key: str
    operator: str
    literal: Literal
    place: int


@dataclass(frozen=True)
class IsNull:
    """A key that is null."""

    key: str
    place: int


@dataclass(frozen=True)
class Not:
    """The contrary."""

    part: Node


@dataclass(frozen=True)
class All:
    """Conditions all of which hold."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Any:
    """Conditions one of which holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Maybe:
    """Something of which nobody can tell here whether it holds."""


Node = Comparison | IsNull | Not | All | Any | Maybe
