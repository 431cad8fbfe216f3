"""Texts whose columns a table declares: values are parsed to its types, and what does not parse stays a text."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import DataFrame, SparkSession

from etl.frame.casting import cast, widens
from etl.frame.fold import choice_of
from etl.frame.physical import Sql, named_struct, null_of, pack, quoted, spark_type, sql_type
from etl.frame.source import Source
from etl.frame.types import BOOLEAN, STRING, Array, Choice, Field, Map, Struct, Type
from etl.jvm.failures import clear_failures
from etl.notice import warn


class DeclaredTexts:
    """A `Source` of the columns that a table declares, by their place, over one of strings called col0, col1 and so on.

    Values are parsed to the declared types. A column of which some value does not parse is a choice of the declared
    type and string, as on AWS Glue; to find out, `fold` parses all.

    Args:
        source: The strings; its rows may end with further columns, which stay.
        declared: The columns of the table.
    """

    def __init__(self, source: Source, declared: Struct) -> None:
        self._source = source
        self._declared = Struct(tuple(_as_text(field, source.place) for field in declared))

    @property
    def place(self) -> str:
        return self._source.place

    @property
    def spark(self) -> SparkSession:
        return self._source.spark

    def fold(self) -> Struct:
        columns = [(number, field.type) for number, field in enumerate(self._declared) if field.type != STRING]
        if not columns:
            return self._declared
        tests = [f"coalesce(bool_or({_fails(number, type_)}), false)" for number, type_ in columns]
        with clear_failures():
            row = self._texts([number for number, _ in columns]).selectExpr(*tests).head()
        assert row is not None
        mixed = {number for (number, _), fails in zip(columns, row, strict=True) if fails}
        return Struct(
            tuple(
                field.with_type(choice_of([field.type, STRING])) if number in mixed else field
                for number, field in enumerate(self._declared)
            )
        )

    def read(self, schema: Struct, *, case_sensitive: bool = True) -> DataFrame:
        places = [(field, self._place(field.name, case_sensitive=case_sensitive)) for field in schema]
        rows = self._texts(sorted({place for _, place in places if place is not None}))
        texts = {_text(place) for place in range(len(self._declared))}
        values = [f"{self._value(field, place)} AS {quoted(field.column)}" for field, place in places]
        return rows.selectExpr(*values, *[quoted(name) for name in rows.columns if name not in texts])

    def errors(self) -> DataFrame | None:
        return self._source.errors()

    def _texts(self, places: Sequence[int]) -> DataFrame:
        return self._source.read(Struct(tuple(Field(_text(place), STRING) for place in places)))

    def _place(self, name: str, *, case_sensitive: bool) -> int | None:
        for place, field in enumerate(self._declared):
            if field.name == name or (not case_sensitive and field.name.lower() == name.lower()):
                return place
        return None

    def _value(self, field: Field, place: int | None) -> Sql:
        if place is None:
            return pack(field, null_of(spark_type(field.type)), "false")
        declared = list(self._declared)[place].type
        return pack(field, _parsed_as(field.type, place, declared), "true")


def _as_text(field: Field, place: str) -> Field:
    """Return a field that a text can give; a nested one as its text."""
    if not isinstance(field.type, Array | Map | Struct):
        return field
    warn(f"{place}: the column {field.name!r} is read as the text that it is, not as {field.type.label}.")
    return field.with_type(STRING)


def _text(place: int) -> str:
    return f"col{place}"


def _parsed(place: int, type_: Type) -> Sql:
    """Return the value of a text as one of a type, null where it is none."""
    text = quoted(_text(place))
    if type_ == STRING:
        return text
    if type_ == BOOLEAN:
        return f"CASE lower(trim({text})) WHEN 'true' THEN true WHEN 'false' THEN false END"
    return f"try_cast({text} AS {sql_type(spark_type(type_))})"


def _fails(place: int, type_: Type) -> Sql:
    """Return whether a text is there and is no value of a type; nothing but blanks is a null."""
    return f"(trim({quoted(_text(place))}) <> '' AND {_parsed(place, type_)} IS NULL)"


def _parsed_as(wanted: Type, place: int, declared: Type) -> Sql:
    """Return the value of a text where it has the type that is wanted: the declared one, or string if it fails that."""
    rest = f"CASE WHEN {_fails(place, declared)} THEN {quoted(_text(place))} END"
    if isinstance(wanted, Choice):
        values = {declared.name: _parsed(place, declared), STRING.name: rest}
        return named_struct([(o.name, values.get(o.name, null_of(spark_type(o)))) for o in wanted.options])
    if widens(declared, wanted):
        return cast(declared, _parsed(place, declared), wanted)
    return rest if wanted == STRING else null_of(spark_type(wanted))
