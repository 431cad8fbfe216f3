"""ResolveChoice: what becomes of fields that have several types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.errors import OptionError, UnknownNameError
from etl.frame.casting import cast, is_lossless, widens
from etl.frame.frame import Frame
from etl.frame.paths import ELEMENTS, Path, parse_path, show_path
from etl.frame.physical import (
    Sql,
    is_present,
    member,
    named_struct,
    null_choice,
    null_of,
    pack,
    spark_type,
    transform,
    transform_values,
    value_of,
)
from etl.frame.records import Part, Records, struct_of_parts
from etl.frame.stage import Stage
from etl.frame.transforms.unnest import distinct
from etl.frame.type_names import Bare, parse_type
from etl.frame.types import Array, Choice, Field, Map, Struct, Type
from etl.notice import warn

_ACTIONS = ("cast", "make_cols", "make_struct", "project", "match_catalog")


@dataclass(frozen=True)
class Action:
    """What to do with a choice: `name` is one of cast, project (both to `target`), make_cols, make_struct."""

    name: str
    target: Type | None = None

    def goal(self, type_: Type) -> Type:
        """Return the type that values of `type_` get."""
        first = type_.options[0] if isinstance(type_, Choice) else type_
        return self.target.filled(first) if isinstance(self.target, Bare) else self.target or first


Plan = Callable[[Path, Type], Action | None]
"""Which action the place at a path with a type gets."""


def resolve_choice(
    frame: Frame,
    specs: Iterable[tuple[str, str]] | None = None,
    choice: str = "",
    catalog_schema: Struct | None = None,
    *,
    stage: Stage = Stage(),
) -> Frame:
    """Return a frame whose choices are resolved.

    Args:
        frame: The records.
        specs: Pairs (path, action), `[]` in a path standing for the elements of an array. `cast:` also casts fields
            that are no choice.
        choice: One action for every choice, at any depth.
        catalog_schema: The columns of the table for the action `match_catalog`.
        stage: The step's place in the job.

    The actions: `cast:type` casts every value, null where that cannot be; `project:type` keeps the values of one type
    and drops the others to null; `make_cols` makes a field per type, named `field_type`; `make_struct` makes a struct
    with a field per type; `match_catalog` casts to the types of `catalog_schema`.

    Raises:
        OptionError: Both of `specs` and `choice`, or none, or a path or action of the wrong form.
        UnknownNameError: An action or type that does not exist.
    """
    if bool(specs) == bool(choice):
        raise OptionError("resolveChoice", {"specs": specs, "choice": choice}, "give exactly one of specs and choice")
    plan, paths = _of_specs(specs) if specs else (_of_choice(choice, catalog_schema), [])
    return frame.derive(lambda records: _resolved(records, plan, paths), stage=stage)


def _of_specs(specs: Iterable[tuple[str, str]]) -> tuple[Plan, list[Path]]:
    actions: dict[Path, Action] = {}
    for spec in specs:
        if isinstance(spec, str) or len(spec) != 2:
            raise OptionError("resolveChoice specs", spec, "expected pairs (path, action)")
        action = _parse(spec[1])
        if action.name == "match_catalog":
            raise OptionError(
                "resolveChoice specs", spec[1], "match_catalog goes with choice=, a database and a table_name"
            )
        actions[parse_path(spec[0])] = action
    return (lambda path, _: actions.get(path)), list(actions)


def _of_choice(choice: str, catalog_schema: Struct | None) -> Plan:
    action = _parse(choice)
    if action.name != "match_catalog":
        return lambda _, type_: action if isinstance(type_, Choice) else None
    if catalog_schema is None:
        raise OptionError("resolveChoice", choice, "match_catalog needs a database and a table_name")
    return lambda path, type_: _catalog_action(catalog_schema, path) if isinstance(type_, Choice) else None


def _catalog_action(schema: Struct, path: Path) -> Action | None:
    """Return the cast to a table's column, whose name is compared without case."""
    type_: Type = schema
    for name in path:
        if isinstance(type_, Array) and name == ELEMENTS:
            type_ = type_.element
            continue
        fields = type_.fields if isinstance(type_, Struct) else ()
        found = next((field for field in fields if field.name.lower() == name.lower()), None)
        if found is None:
            return None
        type_ = found.type
    return Action("cast", type_)


def _parse(text: str) -> Action:
    name, _, target = str(text).partition(":")
    name = name.strip().lower()
    if name not in _ACTIONS:
        raise UnknownNameError("resolveChoice action", text, _ACTIONS)
    if (name in ("cast", "project")) != bool(target):
        raise OptionError("resolveChoice action", text, "cast: and project: need a type, the other actions take none")
    return Action(name, parse_type(target.strip()) if target else None)


def _resolved(records: Records, plan: Plan, paths: list[Path]) -> Records:
    known = set(_paths(records.schema, ()))
    for path in paths:
        if path not in known:
            warn(f"resolveChoice: there is no field {show_path(path)!r}; its action is passed over")
    if not any(plan(path, type_) for path, type_ in _typed_paths(records.schema, ())):
        return records
    return records.select(distinct(_parts(records.parts(), (), plan), "resolveChoice"))


def _paths(type_: Type, above: Path) -> Iterator[Path]:
    return (path for path, _ in _typed_paths(type_, above))


def _typed_paths(type_: Type, above: Path) -> Iterator[tuple[Path, Type]]:
    """Return every place at and below a value, and the type it has."""
    if above:
        yield above, type_
    match type_:
        case Struct(fields):
            for field in fields:
                yield from _typed_paths(field.type, (*above, field.name))
        case Array(element):
            yield from _typed_paths(element, (*above, ELEMENTS))
        case Map(value):
            yield from _typed_paths(value, (*above, ELEMENTS))
        case Choice(options):
            for option in options:
                yield from (below for below in _typed_paths(option, above) if below[0] != above)


def _parts(parts: Iterable[Part], above: Path, plan: Plan) -> list[Part]:
    return [made for part in parts for made in _field(part, (*above, part[0].name), plan)]


def _field(part: Part, path: Path, plan: Plan) -> list[Part]:
    field, column = part
    value, present = value_of(field, column), is_present(field, column)
    action = plan(path, field.type)
    if action and action.name == "make_cols" and isinstance(field.type, Choice):
        return [_column_of(field, option, value, path, plan) for option in field.type.options]
    type_, resolved = _value(field.type, value, path, plan)
    if resolved == value:
        return [part]
    made = Field(field.name, type_, field.absent, field.null or _makes_nulls(field.type, type_, action))
    return [(made, pack(made, resolved, present))]


def _makes_nulls(source: Type, target: Type, action: Action | None) -> bool:
    if action is None or action.name == "make_struct":
        return False
    options = source.options if isinstance(source, Choice) else (source,)
    return action.name == "project" or not all(is_lossless(option, target) for option in options)


def _column_of(field: Field, option: Type, value: Sql, path: Path, plan: Plan) -> Part:
    type_, inner = _value(option, member(value, option.name), path, plan, inside=True)
    return Field(f"{field.name}_{option.name}", type_, absent=True, null=False), inner


def _value(type_: Type, value: Sql, path: Path, plan: Plan, *, inside: bool = False) -> tuple[Type, Sql]:
    """Return a value with the choices at and below it resolved; `inside` an alternative, only those below it."""
    below = [plan(p, t) for p, t in _typed_paths(type_, path) if not (inside and p == path)]
    if not any(below):
        return type_, value
    action = None if inside else plan(path, type_)
    match type_:
        case Choice(options):
            return _choice(options, value, action, path, plan)
        case _ if action is not None:
            return _ordinary(type_, value, action)
        case Struct(fields):
            parts = _parts([(f, member(value, f.column)) for f in fields], path, plan)
            struct, made = struct_of_parts(distinct(parts, "resolveChoice"))
            return struct, f"CASE WHEN {value} IS NOT NULL THEN {made} END"
        case Array(element):
            inner = (*path, ELEMENTS)
            return Array(_value(element, "item", inner, plan)[0]), transform(
                value, lambda item: _value(element, item, inner, plan)[1]
            )
        case Map(element, key):
            inner = (*path, ELEMENTS)
            return Map(_value(element, "item", inner, plan)[0], key), transform_values(
                value, lambda item: _value(element, item, inner, plan)[1]
            )
    return type_, value


def _ordinary(type_: Type, value: Sql, action: Action) -> tuple[Type, Sql]:
    """Return a value that is no choice: cast casts it, project keeps it if it has the type, the rest leaves it."""
    goal = action.goal(type_)
    if action.name == "cast":
        return goal, cast(type_, value, goal)
    if action.name == "project" and not widens(type_, goal):
        return goal, null_of(spark_type(goal))
    return type_, value


def _choice(options: tuple[Type, ...], value: Sql, action: Action | None, path: Path, plan: Plan) -> tuple[Type, Sql]:
    inner = {option: _value(option, member(value, option.name), path, plan, inside=True) for option in options}
    if action is None:
        changed = Choice(tuple(type_ for type_, _ in inner.values()))
        return changed, f"CASE WHEN {value} IS NOT NULL THEN {_alternatives(inner.values())} END"
    if action.name == "cast":
        choice = Choice(options)
        return action.goal(choice), cast(choice, value, action.goal(choice))
    if action.name == "project":
        return _projected(inner, action, path)
    struct = Struct(tuple(Field(type_.name, type_, absent=True, null=False) for type_, _ in inner.values()))
    return struct, f"CASE WHEN NOT {null_choice(Choice(options), value)} THEN {_alternatives(inner.values())} END"


def _projected(inner: Mapping[Type, tuple[Type, Sql]], action: Action, path: Path) -> tuple[Type, Sql]:
    """Return the values of one type, and of alternatives that are narrower numbers of its family."""
    assert action.target is not None
    wanted, names = action.target.name, ", ".join(option.name for option in inner)
    exact = next((made for option, made in inner.items() if option.name == wanted), None)
    if exact is None and isinstance(action.target, Bare):
        raise OptionError(f"resolveChoice of {show_path(path)}", f"project:{wanted}", f"expected one of {names}")
    goal = exact[0] if exact else action.target
    held = [cast(option, made[1], goal) for option, made in inner.items() if made != exact and widens(option, goal)]
    if exact is None and not held:
        warn(f"resolveChoice: project:{wanted} drops every value of {show_path(path)}: {names}; cast:{wanted} converts")
    values = [*([exact[1]] if exact else []), *held]
    return goal, f"coalesce({', '.join([*values, null_of(spark_type(goal))])})" if len(values) != 1 else values[0]


def _alternatives(inner: Iterable[tuple[Type, Sql]]) -> Sql:
    return named_struct([(type_.name, sql) for type_, sql in inner])
