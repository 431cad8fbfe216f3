"""Extract JSON path: parts of a JSON text as columns."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.errors import OptionError
from etl.frame.physical import literal, quoted
from etl.studio.derived import with_columns
from etl.studio.names import Names, column, folding, listed, others, unquoted


def extract_json(df: DataFrame, name: str, paths: Names, new_names: Names, *, drop: bool = False) -> DataFrame:
    """Return the rows with a column of texts for each path into the JSON text of a column.

    Args:
        df: The rows.
        name: The column.
        paths: Paths such as `$.a.b` or `$['a b']`; the name of a property is one, too.
        new_names: The new columns, in the same order.
        drop: Leave the column of JSON out.

    Raises:
        OptionError: There are not as many names as paths, or two new columns have one name.
    """
    texts, steps = column(df, name), listed("gs_extract_json jsonPaths", paths)
    names = [unquoted(each) for each in listed("gs_extract_json colList", new_names)]
    if len(steps) != len(names):
        raise OptionError("gs_extract_json colList", new_names, f"expected {len(steps)}, one for each path")
    found = [(new, f"get_json_object({texts}, {literal(_path(step))})") for step, new in zip(steps, names, strict=True)]
    rows, same = with_columns(df, "gs_extract_json colList", found), folding(df)
    is_replaced = same(unquoted(name)) in map(same, names)
    return rows if not drop or is_replaced else rows.select(*map(quoted, others(rows, [name])))


def _path(step: str) -> str:
    return step if step.startswith("$") else f"$.{step}"
