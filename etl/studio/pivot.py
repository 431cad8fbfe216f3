"""Pivot rows into columns."""

from __future__ import annotations

import json

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import UnknownNameError
from etl.frame.physical import Sql, quoted
from etl.options import text
from etl.studio.names import Names, check_free, column, listed, others

_FUNCTIONS = {
    **{
        name: f"{name}({{}})"
        for name in (
            "avg", "count", "first", "kurtosis", "last", "max", "mean", "min", "skewness", "stddev", "stddev_pop",
            "stddev_samp", "sum", "var_pop", "var_samp", "variance",
        )
    },
    "countDistinct": "count(DISTINCT {})",
    "sumDistinct": "sum(DISTINCT {})",
}  # fmt: skip

_NAMES = "__pivot"


def pivot(df: DataFrame, value: str, function: str, names: Names) -> DataFrame:
    """Return a column for each value of some columns, of the aggregate of another one; the rest are the groups.

    Args:
        df: The rows.
        value: The column to aggregate.
        function: How.
        names: The columns whose values name the new ones, joined by `_` if there are several; a null is `null`.

    Raises:
        UnknownNameError: A function or a column that does not exist.
        OptionError: Two columns would have one name, or an argument is of another type.
    """
    if text("gs_pivot aggFunction", function) not in _FUNCTIONS:
        raise UnknownNameError("aggFunction of gs_pivot", function, _FUNCTIONS)
    given = listed("gs_pivot colList", names)
    made, groups = [column(df, name) for name in given], others(df, [value, *given])
    named = df.withColumn(_NAMES, F.expr(made[0] if len(made) == 1 else _together(made)))
    aggregate = F.expr(_FUNCTIONS[function].format(column(df, value)))
    rows = named.groupBy(*[F.col(quoted(name)) for name in groups]).pivot(_NAMES).agg(aggregate)
    found = rows.columns[len(groups) :]
    joined = found if len(made) == 1 else list(map(_joined, found))
    check_free("gs_pivot colList", joined, groups)
    return rows.toDF(*groups, *joined)


def _together(values: list[Sql]) -> Sql:
    """Return several values as one text, another one for other values."""
    return f"to_json(array({', '.join(f'CAST({value} AS string)' for value in values)}))"


def _joined(values: str) -> str:
    return "_".join("null" if value is None else value for value in json.loads(values))
