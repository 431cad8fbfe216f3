"""Explode array or map into rows."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, DataType, MapType

from etl.errors import OptionError
from etl.frame.physical import quoted
from etl.studio.names import column, others, unquoted


def explode(df: DataFrame, name: str, new_name: str, *, outer: bool = False) -> DataFrame:
    """Return a row for each value of an array, or for each entry of a map, as the columns `key` and `value`.

    Args:
        df: The rows.
        name: The column of arrays or maps, which stays unless a new one has its name.
        new_name: The column of an array's values.
        outer: Keep rows that have null or nothing in it, with null as the value.

    Raises:
        OptionError: The column holds neither arrays nor maps.
    """
    value = F.expr(column(df, name))
    made = _made(df.select(value).schema[0].dataType, name, new_name)
    exploded = (F.explode_outer if outer else F.explode)(value)
    return df.select(*map(quoted, others(df, made)), exploded.alias(*made))


def _made(type_: DataType, name: str, new_name: str) -> list[str]:
    if isinstance(type_, MapType):
        return ["key", "value"]
    if isinstance(type_, ArrayType):
        return [unquoted(new_name)]
    raise OptionError("gs_explode colName", name, f"expected a column of arrays or maps; it is {type_.simpleString()}")
