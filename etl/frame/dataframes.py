"""From a Spark DataFrame to a frame and back."""

from __future__ import annotations

from collections.abc import Iterable

from pyspark.sql import DataFrame, SparkSession

from etl.errors import OptionError
from etl.frame.error_records import Step
from etl.frame.frame import Frame
from etl.frame.physical import logical_struct, quoted, spark_struct, sql_type
from etl.frame.records import Records
from etl.frame.stage import Stage
from etl.frame.transforms.resolve import resolve_choice
from etl.frame.types import Struct

ResolveOption = tuple[str, str, object]
"""The path of a choice, what to do with it (Project, Cast, KeepAsStruct) and the type to make."""


def from_dataframe(df: DataFrame, name: str = "", *, stage: Stage = Stage()) -> Frame:
    """Return a frame of a Spark DataFrame: every record has every field; of columns of one name the last remains.

    Raises:
        OptionError: A column has a type that Glue does not know.
    """
    df = _without_repeats(df)
    schema = logical_struct(df.schema)
    if schema.names != [field.column for field in schema]:
        df = df.toDF(*[field.column for field in schema])
    return Frame.from_resolved(_with_known_types(df, schema), schema, name=name, stage=stage)


def empty_frame(spark: SparkSession, name: str = "") -> Frame:
    """Return a frame without records and without fields."""
    return Frame(lambda: Records(spark.range(0).select(), Struct()), spark, name=name, steps=(Step(Stage()),))


def _without_repeats(df: DataFrame) -> DataFrame:
    last = {column: position for position, column in enumerate(df.columns)}
    if len(last) == len(df.columns):
        return df
    numbered = df.toDF(*[f"_{position}" for position in range(len(df.columns))])
    return numbered.selectExpr(*[f"_{position} AS {quoted(column)}" for column, position in last.items()])


def _with_known_types(df: DataFrame, schema: Struct) -> DataFrame:
    wanted = {field.name: field.dataType for field in spark_struct(schema).fields}
    other = {f.name for f in df.schema.fields if f.dataType.simpleString() != wanted[f.name].simpleString()}
    if not other:
        return df
    columns = [
        f"CAST({quoted(name)} AS {sql_type(type_)}) AS {quoted(name)}" if name in other else quoted(name)
        for name, type_ in wanted.items()
    ]
    return df.selectExpr(*columns)


def to_dataframe(frame: Frame, options: Iterable[ResolveOption] = ()) -> DataFrame:
    """Return the Spark DataFrame of a frame, a choice as a struct of its alternatives unless an option resolves it.

    Args:
        frame: The frame.
        options: For the path of a choice, `Project` keeps the values of one type and drops the others to null, `Cast`
            casts all of them to one type, and `KeepAsStruct` keeps the struct.

    Raises:
        OptionError: An action that does not exist, or one that lacks its target type.
        UnknownNameError: A target type that nobody knows.
    """
    specs = [(path, _spec(action, target)) for path, action, target in options]
    actions = [(path, spec) for path, spec in specs if spec]
    return (resolve_choice(frame, actions) if actions else frame).to_plain()


def _spec(action: str, target: object) -> str:
    """Return the action of resolveChoice that says the same; "" for what toDF does by itself."""
    name = str(action).lower()
    if name not in ("project", "cast", "keepasstruct"):
        raise OptionError("ResolveOption action", action, "expected Project, Cast or KeepAsStruct")
    if name == "keepasstruct":
        return ""
    if target is None:
        raise OptionError("ResolveOption target", target, f"Missing target type for resolve action {action}")
    return f"{name}:{target if isinstance(target, str) else target.simpleString()}"  # type: ignore[attr-defined]
