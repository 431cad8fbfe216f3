"""Finding what a path names in a record: its type, its value and whether the record has it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from etl.errors import UnknownNameError
from etl.frame.paths import Path, show_path
from etl.frame.physical import Sql, is_present, member, quoted, value_of
from etl.frame.types import Choice, Field, Struct, Type


@dataclass(frozen=True)
class Place:
    """What a path leads to.

    Attributes:
        field: The field, `absent` and `null` as seen from the record's root.
        value: The expression of its value.
        present: The expression of whether the record has it.
    """

    field: Field
    value: Sql
    present: Sql

    @property
    def type(self) -> Type:
        return self.field.type


def find(schema: Struct, path: Path, *, case_sensitive: bool = True) -> Place | None:
    """Return the place that `path` names, through structs and struct alternatives of choices; None if there is none."""
    place = _step(schema, path[0], None, case_sensitive)
    for name in path[1:]:
        if place is None:
            return None
        place = _step(place.type, name, place, case_sensitive)
    return place


def require(schema: Struct, path: Path, kind: str) -> Place:
    """Return the place that `path` names.

    Raises:
        UnknownNameError: There is none; the message calls it `kind` and tells the fields that there are.
    """
    place = find(schema, path)
    if place is None:
        raise UnknownNameError(kind, show_path(path), map(show_path, _siblings(schema, path)))
    return place


def _siblings(schema: Struct, path: Path) -> list[Path]:
    """Return the paths that there are instead of `path`, on the deepest level that it reaches."""
    for length in range(len(path) - 1, 0, -1):
        parent = find(schema, path[:length])
        if parent is not None and isinstance(parent.type, Struct):
            return [(*path[:length], name) for name in parent.type.names]
    return [(name,) for name in schema.names]


def _step(type_: Type, name: str, parent: Place | None, case_sensitive: bool) -> Place | None:
    if isinstance(type_, Choice) and parent is not None:
        return _step_into_choice(type_, name, parent, case_sensitive)
    field = _field(type_, name, case_sensitive) if isinstance(type_, Struct) else None
    if field is None:
        return None
    column = member(parent.value, field.column) if parent else quoted(field.column)
    absent = field.absent or bool(parent and parent.field.absent)
    null = field.null or bool(parent and parent.field.null)
    present = is_present(field, column) if field.absent or parent is None else parent.present
    return Place(replace(field, absent=absent, null=null), value_of(field, column), present)


def _step_into_choice(choice: Choice, name: str, parent: Place, case_sensitive: bool) -> Place | None:
    struct = next((option for option in choice.options if isinstance(option, Struct)), None)
    if struct is None:
        return None
    value = member(parent.value, struct.name)
    inside = Field(parent.field.name, struct, absent=True, null=False)
    return _step(struct, name, Place(inside, value, f"{value} IS NOT NULL"), case_sensitive)


def _field(struct: Struct, name: str, case_sensitive: bool) -> Field | None:
    exact = struct.get(name)
    if exact is not None or case_sensitive:
        return exact
    return next((field for field in struct if field.name.lower() == name.lower()), None)
