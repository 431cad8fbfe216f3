"""Extract JSON path: parts of a JSON text as columns."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import OptionError
from etl.frame.physical import literal, quoted
from etl.studio.names import Names, column, listed, others, unquoted


def extract_json(df: DataFrame, name: str, paths: Names, new_names: Names, *, drop: bool = False) -> DataFrame:
    """Return the rows with a column of texts for each path into the JSON text of a column.

    Args:
        df: The rows.
        name: The column.
        paths: Paths such as `$.a.b` or `$['a b']`; the name of a property is one, too.
        new_names: The new columns, in the same order.
        drop: Leave the column of JSON out.

    Raises:
        OptionError: There are not as many names as paths.
    """
    texts, steps, made = column(df, name), listed(paths), [unquoted(each) for each in listed(new_names)]
    if len(steps) != len(made):
        raise OptionError("gs_extract_json colList", new_names, f"expected {len(steps)}, one for each path")
    found = {
        new: F.expr(f"get_json_object({texts}, {literal(_path(step))})") for step, new in zip(steps, made, strict=True)
    }
    rows = df.withColumns(found)
    return rows if not drop or unquoted(name) in made else rows.select(*map(quoted, others(rows, [name])))


def _path(step: str) -> str:
    return step if step.startswith("$") else f"$.{step}"
