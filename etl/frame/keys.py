"""Keys of two frames in a form in which they are equal exactly where Glue's values are.

Numbers are equal by their value, whatever their types; values of other types are equal to values of the same type
only, a string never to a number. A null equals nothing. A choice is whichever of its types a record has.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from etl.errors import OptionError
from etl.frame.casting import cast
from etl.frame.paths import Path, parse_path, show_path
from etl.frame.physical import Sql, member, named_struct
from etl.frame.place import require
from etl.frame.types import DOUBLE, NULL, Array, Choice, Decimal, Map, Struct, Type
from etl.frame.unify import conform, unify
from etl.notice import warn

_WHOLE = ("byte", "short", "int", "long")
NUMBERS = (*_WHOLE, "float", "double", "decimal")
"""The names of the types whose values are compared as numbers."""

_FAMILY_OF_NUMBERS = "number"

Families = dict[str, list[tuple[Type, Sql]]]
"""The types that a key may have, with the expressions of their values, under the name of what they are compared as."""


def key_paths(keys: str | Sequence[str], argument: str) -> list[Path]:
    """Return the paths of keys given as one or several.

    Raises:
        OptionError: There is none, or a path of the wrong form.
    """
    paths = [keys] if isinstance(keys, str) else list(keys)
    if not paths:
        raise OptionError(argument, keys, "give the path of at least one key")
    return [parse_path(path) for path in paths]


def key_pair(transform: str, left: tuple[Struct, Path], right: tuple[Struct, Path]) -> tuple[Sql, Sql] | None:
    """Return two expressions that are equal where the keys of two frames are; None, with a warning, if they never are.

    Args:
        transform: What compares the keys, for messages.
        left: The schema of the first frame and the path of its key.
        right: The same of the second frame.

    Raises:
        UnknownNameError: A frame has not the key.
        OptionError: A key is or holds a map, which Spark cannot compare.
    """
    first, second = (
        require(*key, f"key of the {which} frame of {transform}") for key, which in ((left, "first"), (right, "second"))
    )
    a, b = _families(first.type, first.value), _families(second.type, second.value)
    goals = {family: _goal([type_ for type_, _ in (*a[family], *b[family])]) for family in a if family in b}
    if goals:
        return _key(a, goals), _key(b, goals)
    warn(
        f"{transform}: {show_path(left[1])!r} is {first.type.label} in the first frame, {show_path(right[1])!r} is "
        f"{second.type.label} in the second: such keys are never equal. Map them to one type first"
    )
    return None


def _families(type_: Type, value: Sql) -> Families:
    families: Families = {}
    for option, given in _alternatives(type_, value):
        if _has_map(option):
            raise OptionError("key", option.label, "maps cannot be compared; take one of their values as the key")
        family = _FAMILY_OF_NUMBERS if option.name in NUMBERS else option.name
        families.setdefault(family, []).append((option, given))
    return families


def _alternatives(type_: Type, value: Sql) -> list[tuple[Type, Sql]]:
    if isinstance(type_, Choice):
        return [(option, member(value, option.name)) for option in type_.options]
    return [] if type_ == NULL else [(type_, value)]


def _has_map(type_: Type) -> bool:
    match type_:
        case Struct(fields):
            return any(_has_map(field.type) for field in fields)
        case Choice(options):
            return any(map(_has_map, options))
        case Array(element):
            return _has_map(element)
    return isinstance(type_, Map)


def _goal(types: list[Type]) -> Type:
    """Return the type that values of all `types` are compared as."""
    names = {type_.name for type_ in types}
    if len(set(types)) == 1 or not names <= set(NUMBERS):
        return reduce(unify, types)
    if names & {"float", "double"}:
        return DOUBLE
    if "decimal" in names:
        return Decimal(38, max(type_.scale for type_ in types if isinstance(type_, Decimal)))
    return max(types, key=lambda type_: _WHOLE.index(type_.name))


def _key(families: Families, goals: dict[str, Type]) -> Sql:
    parts = [(family, _value(families[family], goal)) for family, goal in goals.items()]
    if len(parts) == 1:
        return parts[0][1]
    return f"CASE WHEN {' OR '.join(f'{sql} IS NOT NULL' for _, sql in parts)} THEN {named_struct(parts)} END"


def _value(alternatives: list[tuple[Type, Sql]], goal: Type) -> Sql:
    convert = cast if goal.name in NUMBERS else conform
    values = [convert(type_, value, goal) for type_, value in alternatives]
    return values[0] if len(values) == 1 else f"coalesce({', '.join(values)})"
