"""FlagDuplicateRows, FlagDuplicatesInColumn and RemoveDuplicates: rows that have come before."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType, DataType, MapType, StructType

from etl.errors import OptionError
from etl.frame.physical import literal, quoted
from etl.options import whole_number
from etl.studio.names import column, others, unquoted

_PLACE = "__place"
_NUMBER = "__number"


def flag_duplicates(
    df: DataFrame, names: Sequence[str], target: str, true: str, false: str, *, index: int | None = None
) -> DataFrame:
    """Return the rows with a text that says whether an earlier row has the same values in some columns.

    Args:
        df: The rows.
        names: The columns to compare; nulls are the same.
        target: The new column.
        true: What it says of a duplicate.
        false: What it says of any other row.
        index: Its place among the columns, the first being 0; the last one by default.

    Raises:
        OptionError: Values of the columns cannot be compared, there are none, or the place is none.
    """
    columns = list(map(quoted, others(df, [target])))
    place = len(columns) if index is None else whole_number("FlagDuplicateRows target_index", index)
    if place > len(columns):
        raise OptionError("FlagDuplicateRows target_index", index, f"expected a number from 0 to {len(columns)}")
    flag = f"if({_NUMBER} > 1, {literal(true)}, {literal(false)}) AS {quoted(unquoted(target))}"
    columns.insert(place, flag)
    return _numbered(df, names).selectExpr(*columns, _PLACE).orderBy(_PLACE).drop(_PLACE)


def drop_duplicates(df: DataFrame, name: str) -> DataFrame:
    """Return the first row of each value of a column; nulls are the same.

    Raises:
        OptionError: Values of the column cannot be compared.
    """
    return _numbered(df, [name]).where(f"{_NUMBER} = 1").orderBy(_PLACE).drop(_PLACE, _NUMBER)


def _numbered(df: DataFrame, names: Sequence[str]) -> DataFrame:
    """Return the rows with their place, and how many rows up to each have its values."""
    if not names:
        raise OptionError("FlagDuplicateRows data_frame", df.columns, "expected columns to compare")
    keys = [column(df, name) for name in names]
    for name, field in zip(names, df.selectExpr(*keys).schema, strict=True):
        if not _is_comparable(field.dataType):
            raise OptionError("column to compare", name, "rows are not compared by maps; make it a text by to_json")
    number = f"row_number() OVER (PARTITION BY {', '.join(keys)} ORDER BY {_PLACE}) AS {_NUMBER}"
    return df.selectExpr("*", f"monotonically_increasing_id() AS {_PLACE}").selectExpr("*", number)


def _is_comparable(type_: DataType) -> bool:
    match type_:
        case StructType(fields=fields):
            return all(_is_comparable(field.dataType) for field in fields)
        case ArrayType():
            return _is_comparable(type_.elementType)
    return not isinstance(type_, MapType)
