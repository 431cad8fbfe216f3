"""Types as Hive, and so the Data Catalog, writes them: `bigint`, `array<struct<id:int>>`."""

from __future__ import annotations

from etl.frame.types import Array, Choice, Decimal, Map, Struct, Type

_NAMES = {"long": "bigint", "short": "smallint", "byte": "tinyint", "null": "string"}
_SIGNS = frozenset("<>,:()")


def hive_type(type_: Type, *, choice_as_struct: bool = False) -> str:
    """Return the name of a type in a table's columns.

    Args:
        type_: The type.
        choice_as_struct: Whether a choice is in the files as a struct of its alternatives; else it is a text.

    Example:
        >>> from etl.frame.types import LONG
        >>> hive_type(Array(LONG))
        'array<bigint>'
    """

    def inner(part: Type) -> str:
        return hive_type(part, choice_as_struct=choice_as_struct)

    match type_:
        case Array(element):
            return f"array<{inner(element)}>"
        case Map(value, key):
            return f"map<{inner(key)},{inner(value)}>"
        case Struct(fields):
            return (
                f"struct<{','.join(f'{_named(field.name)}:{inner(field.type)}' for field in fields)}>"
                if fields
                else "string"
            )
        case Choice(options):
            named = ",".join(f"{option.name}:{inner(option)}" for option in options)
            return f"struct<{named}>" if choice_as_struct else "string"
        case Decimal(precision, scale):
            return f"decimal({precision},{scale})"
    return _NAMES.get(type_.name, type_.name)


def _named(field: str) -> str:
    """Return the name of a field, between back-ticks where it has signs of types in it."""
    return f"`{field}`" if _SIGNS.intersection(field) else field
