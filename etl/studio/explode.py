"""Explode array or map into rows."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, DataType, MapType

from etl.errors import OptionError
from etl.frame.physical import quoted
from etl.studio.names import Names, check_free, column, folding, listed, unquoted

_OPTION = "gs_explode newCol"


def explode(df: DataFrame, name: str, new_names: Names | None = None, *, outer: bool = False) -> DataFrame:
    """Return a row for each value of an array, or for each entry of a map.

    Args:
        df: The rows.
        name: The column of arrays or maps, which stays unless a new one has its name.
        new_names: The column of an array's values, or the columns of a map's keys and of its values; `key` and
            `value` unless both are given.
        outer: Keep rows that have null or nothing in it, with null as the value.

    Raises:
        OptionError: The column holds neither arrays nor maps, or a new one has the name of another one that stays.
    """
    value, same = F.expr(column(df, name)), folding(df)
    made = _made(df.select(value).schema[0].dataType, name, new_names)
    replaced = {same(unquoted(name))} & set(map(same, made))
    kept = [each for each in df.columns if same(each) not in replaced]
    check_free(_OPTION, made, kept, same)
    return df.select(*map(quoted, kept), (F.explode_outer if outer else F.explode)(value).alias(*made))


def _made(type_: DataType, name: str, new_names: Names | None) -> list[str]:
    names = [unquoted(each) for each in listed(_OPTION, new_names)] if new_names else []
    if isinstance(type_, MapType):
        if len(names) > 2:
            raise OptionError(_OPTION, new_names, "expected a name for the keys of a map and one for its values")
        return names if len(names) == 2 else ["key", "value"]
    if not isinstance(type_, ArrayType):
        raise OptionError(
            "gs_explode colName", name, f"expected a column of arrays or maps; it is {type_.simpleString()}"
        )
    if len(names) != 1:
        raise OptionError(_OPTION, new_names, "expected one name, of the column for the values of an array")
    return names
