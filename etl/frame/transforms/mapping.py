"""ApplyMapping: new records made of chosen fields of the old ones, renamed, nested and cast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from etl.errors import OptionError
from etl.frame.casting import cast, is_lossless, widens
from etl.frame.fold import with_columns
from etl.frame.frame import Frame
from etl.frame.paths import Path, parse_path, show_path
from etl.frame.physical import Sql, any_of, member, null_of, pack, spark_type
from etl.frame.place import Place, find
from etl.frame.records import Records, missing, struct_of_parts
from etl.frame.source import Source
from etl.frame.stage import Stage
from etl.frame.type_names import Bare, parse_type
from etl.frame.types import NULL, Atomic, Choice, Decimal, Field, Struct, Type
from etl.notice import warn


@dataclass(frozen=True)
class Mapping:
    """One line of a mapping; a type that is None is whatever the source has."""

    source: Path
    source_type: Type | None
    target: Path
    target_type: Type | None


def apply_mapping(
    frame: Frame, mappings: Iterable[Sequence[object]], case_sensitive: bool = False, *, stage: Stage = Stage()
) -> Frame:
    """Return a frame of the mapped fields only, in the order of the mapping.

    Args:
        frame: The records to map.
        mappings: Tuples (source path, source type, target path, target type), or (source path, target path) that
            keep the type. Dots in a target path make structs.
        case_sensitive: Whether source names are compared with case.
        stage: The step's place in the job.

    A value that has not the declared source type is null, and so is one that cannot be cast. Where all source types
    are given and flat, a source that describes itself is read without a pass to find its schema.

    Raises:
        OptionError: A mapping of the wrong form.
        UnknownNameError: A type that does not exist.
    """
    lines = [_parse(mapping) for mapping in mappings]
    source = frame.source
    if source is not None and _is_declared(lines, case_sensitive):
        return _declared(frame, source, lines, case_sensitive, stage)
    return frame.derive(lambda records: _mapped(records, lines, case_sensitive), stage=stage)


def _parse(mapping: Sequence[object]) -> Mapping:
    if isinstance(mapping, str) or len(mapping) not in (2, 4):
        raise OptionError("mapping", mapping, "expected (source, source type, target, target type) or (source, target)")
    if len(mapping) == 2:
        return Mapping(_path(mapping[0]), None, _path(mapping[1]), None)
    source, source_type, target, target_type = mapping
    return Mapping(_path(source), _type(source_type), _path(target), _type(target_type))


def _path(given: object) -> Path:
    return parse_path(given)  # type: ignore[arg-type]  # parse_path checks


def _type(given: object) -> Type | None:
    return None if given is None or given == "" else parse_type(given)  # type: ignore[arg-type]


def _is_declared(lines: list[Mapping], case_sensitive: bool) -> bool:
    """Return whether the mapping says enough of the source to read it unseen."""
    sources: dict[Path, Type | None] = {}
    for line in lines:
        path = line.source if case_sensitive else tuple(name.lower() for name in line.source)
        if not isinstance(line.source_type, Atomic | Decimal) or line.source_type == NULL:
            return False
        if sources.setdefault(path, line.source_type) != line.source_type:
            return False
    return bool(lines) and not any(a != b and b[: len(a)] == a for a in sources for b in sources)


def _declared(frame: Frame, source: Source, lines: list[Mapping], case_sensitive: bool, stage: Stage) -> Frame:
    schema = _declared_schema(lines, case_sensitive)

    def read() -> Records:
        rows = Records(source.read(schema, case_sensitive=case_sensitive), schema)
        return _mapped(rows, lines, case_sensitive)

    return frame.derive_from(read, stage=stage)


def _declared_schema(lines: list[Mapping], case_sensitive: bool) -> Struct:
    root = _Node()
    for line in lines:
        path = line.source if case_sensitive else tuple(name.lower() for name in line.source)
        assert line.source_type is not None
        names = root.spelling(path, line.source)
        root.put(names, _Leaf(Field(names[-1], line.source_type, absent=True, null=True)))
    return _struct_of(root)


def _struct_of(node: _Node) -> Struct:
    fields = [
        Field(name, _struct_of(child), absent=True, null=True) if isinstance(child, _Node) else child.field
        for name, child in node.children.items()
    ]
    return Struct(with_columns(fields))


def _mapped(records: Records, lines: list[Mapping], case_sensitive: bool) -> Records:
    root = _Node()
    for line in lines:
        part = _part(records.schema, line, case_sensitive)
        if part is not None:
            root.put(line.target, part)
    return records.select((leaf.field, leaf.column) for leaf in _leaves(root))


def _part(schema: Struct, line: Mapping, case_sensitive: bool) -> _Leaf | None:
    name = line.target[-1]
    place = find(schema, line.source, case_sensitive=case_sensitive)
    if place is None:
        target = _target(line, NULL)
        field_ = Field(name, target, absent=True, null=False)
        return None if target == NULL else _Leaf(field_, missing(field_), "false")
    return _from_place(name, line, place)


def _from_place(name: str, line: Mapping, place: Place) -> _Leaf:
    source, value = _declared_value(line, place)
    target = _target(line, source)
    is_null = place.field.null or source != place.type or not is_lossless(source, target)
    made = Field(name, target, place.field.absent, is_null)
    return _Leaf(made, pack(made, cast(source, value, target), place.present), place.present)


def _declared_value(line: Mapping, place: Place) -> tuple[Type, str]:
    """Return the type and the value that the declared source type selects."""
    declared = line.source_type
    if declared is None or declared.name == place.type.name:
        return place.type, place.value
    if isinstance(place.type, Choice):
        fitting = [option for option in place.type.options if widens(option, declared)]
        if fitting:
            _say_what_is_lost(line, place.type, fitting)
            kind = fitting[0] if len(fitting) == 1 else declared
            values = [cast(option, member(place.value, option.name), kind) for option in fitting]
            return kind, f"coalesce({', '.join(values)})"
    if widens(place.type, declared):
        return place.type, place.value
    if place.type != NULL:
        warn(
            f"apply_mapping: {show_path(line.source)!r} is {place.type.label} in the data, the mapping says "
            f"{declared.label}: its values become null, as on AWS Glue"
        )
    kind = declared.filled(NULL) if isinstance(declared, Bare) else declared
    return (NULL, "null") if isinstance(kind, Bare) or kind == NULL else (kind, null_of(spark_type(kind)))


def _say_what_is_lost(line: Mapping, choice: Choice, kept: list[Type]) -> None:
    lost = [option.label for option in choice.options if option not in kept]
    if lost:
        warn(
            f"apply_mapping: {show_path(line.source)!r} has several types in the data, and its values of type "
            f"{', '.join(lost)} become null, as on AWS Glue; resolveChoice keeps them"
        )


def _target(line: Mapping, source: Type) -> Type:
    wanted = line.target_type
    if wanted is None:
        return source
    return wanted.filled(source) if isinstance(wanted, Bare) else wanted


@dataclass(frozen=True)
class _Leaf:
    """A field of the new records: its column and whether a record has it."""

    field: Field
    column: Sql = ""
    present: Sql = ""


@dataclass
class _Node:
    """A struct that is being put together from paths; a later value takes the place of an earlier one."""

    children: dict[str, _Node | _Leaf] = field(default_factory=dict)

    def put(self, path: Path, leaf: _Leaf) -> None:
        name, *rest = path
        if not rest:
            self.children[name] = leaf
            return
        child = self.children.get(name)
        if not isinstance(child, _Node):
            child = self.children[name] = _Node()
        child.put(tuple(rest), leaf)

    def spelling(self, path: Path, written: Path) -> Path:
        """Return `path` in the spelling that earlier paths gave to the same names."""
        name = next(
            (known for known in self.children if known in (path[0], written[0]) or known.lower() == path[0]), written[0]
        )
        child = self.children.get(name)
        if len(path) == 1:
            return (name,)
        rest = child.spelling(path[1:], written[1:]) if isinstance(child, _Node) else written[1:]
        return (name, *rest)


def _leaves(node: _Node) -> list[_Leaf]:
    return [_struct_leaf(name, child) if isinstance(child, _Node) else child for name, child in node.children.items()]


def _struct_leaf(name: str, node: _Node) -> _Leaf:
    """Return a struct of what is inside `node`, absent where all of that is."""
    leaves = _leaves(node)
    struct, value = struct_of_parts((leaf.field, leaf.column) for leaf in leaves)
    absent = all(leaf.field.absent for leaf in leaves)
    present = any_of(leaf.present for leaf in leaves) if absent else "true"
    made = Field(name, struct, absent=absent, null=False)
    return _Leaf(made, pack(made, value, present), present)
