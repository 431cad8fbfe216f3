"""Relationalize: flat tables of nested records, joined by keys, as a relational database holds them.

Structs are unnested. Each array becomes a table of its own, with the columns `id`, `index` and `<array>.val`, or
`<array>.val.<field>` for each field of structs; in the place of the array stands a key, the `id` of its elements.
Arrays inside of elements become tables in the same way: `<root>_<outer array>.val.<inner array>`.

The keys of an array field are 1, 2, 3 and so on for those of its records, in their order, that have the array. A
missing array has no key, a null one the key null; an empty array has a key that no row of its table bears. Maps stay
as they are, and so do choices, even between an array and something else: resolve them before. Where a job keeps a
bookmark, the keys go on where its last run ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Protocol

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from etl.errors import OptionError
from etl.frame.frame import Frame
from etl.frame.once import Once
from etl.frame.physical import Sql, is_present, pack, quoted, value_of
from etl.frame.records import Part, Records
from etl.frame.stage import Stage
from etl.frame.transforms.unnest import fields_inside, unnested
from etl.frame.types import INT, LONG, Array, Field, Struct, Type
from etl.jvm.numbered import ArrayNumbers, ArrayPath, repeatable
from etl.notice import warn

_ELEMENT = "_element"
_KEY = "_key"
_ARRAY = "_array"


class JoinKeys(Protocol):
    """The keys that a step has given in earlier runs of the job."""

    def last(self, table: str) -> int:
        """Return the last key of a table; 0 if it had none."""

    def given_by(self, count: Callable[[], Mapping[str, int]]) -> None:
        """Have a function asked in the end for the last key of each table that keys were given to."""


@dataclass(frozen=True)
class _Array:
    """An array of a record, or of the elements of another array.

    Attributes:
        name: What its table is called, after the root's name.
        value: Its expression in the rows that hold it.
        element: The type of its elements.
        place: Its place among all arrays.
        arrays: Those that its elements hold.
    """

    name: str
    value: Sql
    element: Type
    place: int
    arrays: tuple[_Array, ...]


@dataclass(frozen=True)
class _Source:
    """The records, the same each time they are read, and the numbers of their arrays."""

    df: DataFrame
    numbers: ArrayNumbers

    @classmethod
    def of(cls, records: Records, arrays: tuple[_Array, ...], before: Sequence[int]) -> _Source:
        df = repeatable(records.df)
        counted = [f"{_countable(array)} AS {_ARRAY}{array.place}" for array in arrays]
        return cls(df, ArrayNumbers(df.selectExpr(*counted), [_array_path(array, ()) for array in arrays], before))


def relationalize(
    frame: Frame,
    root_name: str,
    staging_path: str = "",  # noqa: ARG001  # nothing needs to be staged
    options: Mapping[str, Any] | None = None,
    *,
    stage: Stage = Stage(),
    join_keys: JoinKeys | None = None,
) -> dict[str, Frame]:
    """Return flat frames by name: `root_name` of the records, and one of the elements of each array.

    Their names need the schema, so that a source which describes itself is read once for it. Keys are made with the
    rows: where these are in several partitions, the first action that needs keys counts the arrays.

    Args:
        frame: The records.
        root_name: The name of their frame; those of arrays are called after it and the array's path.
        staging_path: Where Glue keeps intermediate files; there are none here.
        options: None is known.
        stage: The step's place in the job.
        join_keys: The keys of earlier runs, to go on from; None to begin with 1.

    Raises:
        OptionError: Two fields, or two tables, come to have one name.
    """
    for option in options or {}:
        warn(f"relationalize: there is no option {option!r}; it is ignored")
    arrays = _arrays(unnested(_parts(frame.schema), "relationalize"), count())
    lines = _named(root_name, arrays)
    places = {name: line[-1].place for name, line in lines.items()}
    before = [join_keys.last(name) for name in sorted(places, key=lambda name: places[name])] if join_keys else []
    source = Once(lambda: _Source.of(frame.records, arrays, before))
    if join_keys and arrays:
        join_keys.given_by(lambda: _given(source().numbers.last(), places))
    tables = {root_name: frame.derive(lambda records: _root(records, arrays, source), stage=stage, name=root_name)}
    for name, line in lines.items():
        tables[name] = frame.derive(_maker(source, line), stage=stage, name=name)
    return tables


def _given(last: Sequence[int], places: Mapping[str, int]) -> dict[str, int]:
    """Return the last key of each table; nothing if no query has asked for keys."""
    return {name: last[place] for name, place in places.items()} if last else {}


def _parts(schema: Struct) -> list[Part]:
    return [(field, quoted(field.column)) for field in schema]


def _arrays(parts: list[Part], places: Iterator[int]) -> tuple[_Array, ...]:
    return tuple(_array(part, part[0].type.element, places) for part in parts if isinstance(part[0].type, Array))


def _array(part: Part, element: Type, places: Iterator[int]) -> _Array:
    field, column = part
    place = next(places)
    inner = _arrays(_element_parts(field.name, element), places)
    return _Array(field.name, value_of(field, column), element, place, inner)


def _element_parts(array: str, element: Type) -> list[Part]:
    """Return the fields of the table of an array, but for its keys."""
    field = Field(f"{array}.val", element)
    if not isinstance(element, Struct):
        return [(field, _ELEMENT)]
    return unnested(fields_inside(field, _ELEMENT, f"{field.name}."), "relationalize")


def _named(root_name: str, arrays: tuple[_Array, ...]) -> dict[str, tuple[_Array, ...]]:
    """Return the arrays, each with those around it, the outermost first, by the names of their tables."""
    named: dict[str, tuple[_Array, ...]] = {}
    for line in _lines(arrays, ()):
        name = f"{root_name}_{line[-1].name}"
        if name in named:
            raise OptionError("relationalize: table", name, "two arrays have it; rename one with rename_field before")
        named[name] = line
    return named


def _lines(arrays: tuple[_Array, ...], above: tuple[_Array, ...]) -> Iterator[tuple[_Array, ...]]:
    for array in arrays:
        line = (*above, array)
        yield line
        yield from _lines(array.arrays, line)


def _root(records: Records, arrays: tuple[_Array, ...], source: Once[_Source]) -> Records:
    parts = unnested(records.parts(), "relationalize")
    return _table(source(), source().df, parts, arrays) if arrays else records.select(parts)


def _maker(source: Once[_Source], line: tuple[_Array, ...]) -> Callable[[Records], Records]:
    return lambda _: _child(source(), line)


def _child(source: _Source, line: tuple[_Array, ...]) -> Records:
    *outer, array = line
    df = source.df
    for holder in outer:
        df = df.selectExpr(f"explode({holder.value}) AS {_ELEMENT}")
    number = source.numbers.of_each(array.place).alias("id")
    df = df.where(f"{array.value} IS NOT NULL").select(number, F.expr(array.value).alias(_ARRAY))
    df = df.selectExpr("id", f"posexplode({_ARRAY}) AS (index, {_ELEMENT})")
    keys: list[Part] = [(Field("id", LONG, null=False), "id"), (Field("index", INT, null=False), "index")]
    return _table(source, df, keys + _element_parts(array.name, array.element), array.arrays, "id")


def _table(source: _Source, df: DataFrame, parts: list[Part], arrays: tuple[_Array, ...], *numbers: str) -> Records:
    """Return a table of `parts` with keys in the place of the arrays among them; `df` has columns of `numbers`."""
    keys = {array.name: f"{_KEY}{array.place}" for array in arrays}
    if keys:
        df = df.select("*", *[_numbered(source, array).alias(keys[array.name]) for array in arrays])
    return Records(source.numbers.counted(df, [*keys.values(), *numbers]), Struct()).select(
        _key(part, keys[part[0].name]) if isinstance(part[0].type, Array) else part for part in parts
    )


def _numbered(source: _Source, array: _Array) -> Column:
    return F.when(F.expr(f"{array.value} IS NOT NULL"), source.numbers.of_next(array.place))


def _key(part: Part, number: Sql) -> Part:
    """Return the key in the place of an array: its number, or null for a null that is not absence."""
    field, column = part
    key = pack(field, number, is_present(field, column)) if field.boxed else number
    return replace(field, type=LONG), key


def _countable(array: _Array) -> Sql:
    """Return what is needed of an array of a record to count it and those inside it."""
    return array.value if array.arrays else f"CASE WHEN {array.value} IS NOT NULL THEN 0 END"


def _array_path(array: _Array, path: tuple[int, ...]) -> ArrayPath:
    inner = zip(array.arrays, _paths(array.element), strict=True)
    return ArrayPath(array.place, path, tuple(_array_path(child, steps) for child, steps in inner))


def _paths(holder: Type) -> Iterator[tuple[int, ...]]:
    """Return the way to each array in a value through structs: of each its width, and which of its fields leads on."""
    if isinstance(holder, Array):
        yield ()
    if isinstance(holder, Struct):
        for ordinal, field in enumerate(holder):
            step = (len(holder), ordinal, *((1, 0) if field.boxed else ()))
            yield from ((*step, *rest) for rest in _paths(field.type))
