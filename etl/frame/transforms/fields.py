"""Transforms that keep, drop, rename or split off fields and leave the values alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from etl.errors import OptionError
from etl.frame.frame import Frame
from etl.frame.paths import ELEMENTS, Path, as_list, parse_path, show_path
from etl.frame.physical import Sql, any_of, is_present, member, named_struct, pack, transform, value_of
from etl.frame.place import find
from etl.frame.records import Part, Records, struct_of_parts
from etl.frame.stage import Stage
from etl.frame.types import NULL, Array, Choice, Field, Struct, Type

Paths: TypeAlias = str | Sequence[str]
Tree: TypeAlias = "dict[str, Tree]"
"""Paths as nested names; the end of a path is an empty tree."""

Changed: TypeAlias = "tuple[Type, Sql] | None"


def drop_fields(frame: Frame, paths: Paths, *, stage: Stage = Stage()) -> Frame:
    """Return a frame without the given fields; a path that leads nowhere is passed over.

    Paths go through structs and into the structs of arrays. A struct that loses its last field goes as well.
    """
    tree = _tree(map(parse_path, as_list(paths)))
    return frame.derive(lambda records: _drop(records, tree), stage=stage)


def null_fields(frame: Frame) -> list[str]:
    """Return the paths of the fields that are null or missing in every record, arrays of nothing else included."""
    return [show_path(path) for path in _null_paths(frame.schema, ())]


def drop_null_fields(frame: Frame, *, stage: Stage = Stage()) -> Frame:
    """Return a frame without the fields that are null or missing in every record."""
    return frame.derive(
        lambda records: _drop(records, _tree(_null_paths(records.schema, ()))),
        stage=stage,
    )


def select_fields(frame: Frame, paths: Paths, *, stage: Stage = Stage()) -> Frame:
    """Return a frame of the given fields only, in the order of the records; nested paths keep their structs."""
    tree = _tree(map(parse_path, as_list(paths)))
    return frame.derive(lambda records: records.select(_kept(records.parts(), tree)), stage=stage)


def split_fields(frame: Frame, paths: Paths, name1: str, name2: str, *, stage: Stage = Stage()) -> dict[str, Frame]:
    """Return two frames: `name1` of the given fields, `name2` of the others."""
    first = select_fields(frame, paths, stage=stage).named(name1)
    return {name1: first, name2: drop_fields(frame, paths, stage=stage).named(name2)}


def rename_field(frame: Frame, old: str, new: str, *, stage: Stage = Stage()) -> Frame:
    """Return a frame in which the field `old` is the last one of its record and called `new`, which may be nested.

    A path `old` that leads nowhere changes nothing.
    """
    return frame.derive(lambda records: _renamed(records, parse_path(old), parse_path(new)), stage=stage)


def _tree(paths: Iterable[Path]) -> Tree:
    """Return the paths as nested names; arrays are gone through, whether a path says `[]` or not."""
    root: Tree = {}
    for path in paths:
        node = root
        for name in filter(ELEMENTS.__ne__, path):
            node = node.setdefault(name, {})
        node.clear()
    return root


def _null_paths(struct: Struct, above: Path) -> Iterable[Path]:
    for field in struct:
        path = (*above, field.name)
        inner = field.type
        while isinstance(inner, Array):
            inner = inner.element
        if inner == NULL:
            yield path
        elif isinstance(inner, Struct):
            yield from _null_paths(inner, path)


def _drop(records: Records, tree: Tree) -> Records:
    if all(not inner for inner in tree.values()):
        kept = [field for field in records.schema if field.name not in tree]
        dropped = [field.column for field in records.schema if field.name in tree]
        return Records(records.df.drop(*dropped) if dropped else records.df, Struct(tuple(kept)))
    return records.select(_without(records.parts(), tree))


def _without(parts: Iterable[Part], tree: Tree) -> list[Part]:
    changed = (
        _field_changed(part, tree[part[0].name], _drop_inside) if part[0].name in tree else part for part in parts
    )
    return [part for part in changed if part is not None]


def _kept(parts: Iterable[Part], tree: Tree) -> list[Part]:
    changed = (_field_changed(part, tree[part[0].name], _keep_inside) for part in parts if part[0].name in tree)
    return [part for part in changed if part is not None]


def _field_changed(part: Part, tree: Tree, change: Callable[[Type, Sql, Tree], Changed]) -> Part | None:
    field, column = part
    changed = change(field.type, value_of(field, column), tree)
    if changed is None:
        return None
    type_, value = changed
    return field.with_type(type_), pack(field, value, is_present(field, column))


def _drop_inside(type_: Type, value: Sql, tree: Tree) -> Changed:
    """Return what is left of a value without the fields in `tree`; None if nothing is."""
    if not tree:
        return None
    return _inside(type_, value, lambda parts: _without(parts, tree), lambda t, v: _drop_inside(t, v, tree))


def _keep_inside(type_: Type, value: Sql, tree: Tree) -> Changed:
    if not tree:
        return type_, value
    if not isinstance(type_, Struct | Array | Choice):
        return None
    return _inside(type_, value, lambda parts: _kept(parts, tree), lambda t, v: _keep_inside(t, v, tree))


def _inside(
    type_: Type, value: Sql, of_struct: Callable[[list[Part]], list[Part]], of_element: Callable[[Type, Sql], Changed]
) -> Changed:
    """Return a value with the structs in it changed; anything else stays as it is."""
    match type_:
        case Struct(fields):
            parts = of_struct([(field, member(value, field.column)) for field in fields])
            if not parts:
                return None
            struct, made = struct_of_parts(parts)
            return struct, f"CASE WHEN {value} IS NOT NULL THEN {made} END"
        case Array(element):
            inner = of_element(element, "item")
            return inner and (Array(inner[0]), transform(value, lambda item: _changed_sql(of_element, element, item)))
        case Choice(options):
            return _inside_choice(options, value, of_element)
    return type_, value


def _changed_sql(of_element: Callable[[Type, Sql], Changed], type_: Type, value: Sql) -> Sql:
    changed = of_element(type_, value)
    assert changed is not None
    return changed[1]


def _inside_choice(options: tuple[Type, ...], value: Sql, of_element: Callable[[Type, Sql], Changed]) -> Changed:
    changed = [
        of_element(option, member(value, option.name))
        if isinstance(option, Struct | Array)
        else (option, member(value, option.name))
        for option in options
    ]
    left = [(type_, sql) for type_, sql in (c for c in changed if c is not None)]
    if len(left) < 2:
        return left[0] if left else None
    struct = named_struct([(type_.name, sql) for type_, sql in left])
    return Choice(tuple(type_ for type_, _ in left)), f"CASE WHEN {value} IS NOT NULL THEN {struct} END"


def _renamed(records: Records, old: Path, new: Path) -> Records:
    place = find(records.schema, old)
    if place is None or old == new:
        return records
    if new[: len(old)] == old or old[: len(new)] == new:
        raise OptionError("rename_field", show_path(new), f"a field cannot move into or onto {show_path(old)!r}")
    moved = replace(place.field, name=new[-1])
    without = _without(records.parts(), _tree([old]))
    part = moved, pack(moved, place.value, place.present)
    return records.select(_put(without, new, part, place.present))


def _put(parts: list[Part], path: Path, part: Part, present: Sql) -> list[Part]:
    """Return `parts` with one more in the struct that `path` leads to, made where there is none.

    It is the last of the fields that the first record with it has. `present` tells whether a record has it.
    """
    name, *rest = path
    others = [other for other in parts if other[0].name != name]
    if not rest:
        end = 1 + max((i for i, (field, _) in enumerate(others) if field.since <= part[0].since), default=-1)
        return [*others[:end], part, *others[end:]]
    at = next((i for i, (field, _) in enumerate(parts) if field.name == name and isinstance(field.type, Struct)), None)
    if at is None:
        return _put(others, (name,), _wrapped(name, _put([], tuple(rest), part, present), present), present)
    return [*parts[:at], _put_inside(parts[at], tuple(rest), part, present), *parts[at + 1 :]]


def _put_inside(struct: Part, path: Path, part: Part, present: Sql) -> Part:
    """Return a struct with one more field; a record that lacks the struct gets one if it has the field."""
    field, column = struct
    assert isinstance(field.type, Struct)
    value = value_of(field, column)
    whole = not (field.absent or field.null)
    inner = [_inner(f, value, whole) for f in field.type]
    type_, made = struct_of_parts(_put(inner, path, part, present))
    kept = field.with_type(type_)
    held = made if whole else f"CASE WHEN {value} IS NOT NULL OR {present} THEN {made} END"
    return kept, pack(kept, held, any_of([is_present(field, column), present]) if field.absent else "true")


def _inner(field: Field, struct: Sql, whole: bool) -> Part:
    column = member(struct, field.column)
    if whole:
        return field, column
    loose = replace(field, absent=True)
    return loose, pack(loose, value_of(field, column), f"{struct} IS NOT NULL AND {is_present(field, column)}")


def _wrapped(name: str, parts: list[Part], present: Sql) -> Part:
    """Return a struct of one field, which is there where the field is."""
    ((field, _),) = parts
    struct, value = struct_of_parts(parts)
    made = Field(name, struct, absent=field.absent, null=False, since=field.since)
    return made, pack(made, value, present)
