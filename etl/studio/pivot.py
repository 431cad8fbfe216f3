"""Pivot rows into columns."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import UnknownNameError
from etl.frame.physical import quoted
from etl.studio.names import Names, column, listed, others

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
        names: The columns whose values name the new ones, joined by `_` if there are several.

    Raises:
        UnknownNameError: A function or a column that does not exist.
    """
    if function not in _FUNCTIONS:
        raise UnknownNameError("aggFunction of gs_pivot", function, _FUNCTIONS)
    made = [column(df, name) for name in listed(names)]
    named = df.withColumn(_NAMES, F.expr(made[0] if len(made) == 1 else f"concat_ws('_', {', '.join(made)})"))
    groups = [F.col(quoted(name)) for name in others(df, [value, *listed(names)])]
    return named.groupBy(*groups).pivot(_NAMES).agg(F.expr(_FUNCTIONS[function].format(column(df, value))))
