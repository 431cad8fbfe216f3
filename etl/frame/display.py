"""A frame as Glue prints it."""

from __future__ import annotations

from collections.abc import Iterator

from pyspark.sql import functions as F

from etl.frame.physical import quoted
from etl.frame.records import Records
from etl.frame.types import Array, Choice, Map, Struct, Type
from etl.jvm.failures import clear_failures
from etl.jvm.records import record_text

_LEVEL = "|    "


def schema_tree(schema: Struct) -> str:
    """Return a schema as the text that `printSchema` shows.

    Example:
        >>> from etl.frame.types import INT, STRING, Choice, Field
        >>> print(schema_tree(Struct((Field("id", Choice((INT, STRING))),))))
        root
        |-- id: choice
        |    |-- int
        |    |-- string
    """
    return "\n".join(["root", *_lines(schema, "")])


def record_lines(records: Records, rows: int) -> list[str]:
    """Return the first records as JSON objects, without the fields they lack."""
    text = record_text(records.df.sparkSession, records.schema, style="show")
    columns = [F.col(quoted(field.column)) for field in records.schema]
    with clear_failures():
        return [row[0] for row in records.df.select(text(F.struct(*columns))).take(rows)]


def _lines(type_: Type, indent: str) -> Iterator[str]:
    match type_:
        case Struct(fields):
            for field in fields:
                yield f"{indent}|-- {field.name}: {field.type.label}"
                yield from _lines(field.type, indent + _LEVEL)
        case Choice(options):
            for option in options:
                yield f"{indent}|-- {option.label}"
                yield from _lines(option, indent + _LEVEL)
        case Array(element):
            yield f"{indent}|-- element: {element.label}"
            yield from _lines(element, indent + _LEVEL)
        case Map(value, key):
            yield f"{indent}|-- keyType: {key.label}"
            yield f"{indent}|-- valueType: {value.label}"
            yield from _lines(value, indent + _LEVEL)
