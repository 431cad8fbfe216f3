"""Lookup: columns of a table of the Data Catalog, where its keys match."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.frame.paths import parse_path
from etl.frame.physical import quoted
from etl.studio.names import Names, column, listed, others, unquoted


def lookup(df: DataFrame, table: str, keys: Names, names: Names) -> DataFrame:
    """Return the rows with columns of a table; null where no key matches, a row for each match if there are several.

    Args:
        df: The rows.
        table: The table, after its database and a dot.
        keys: The columns to compare; `user_id=id` where the table has another name for it.
        names: The columns of the table to take.
    """
    found = df.sparkSession.table(".".join(map(quoted, parse_path(table))))
    pairs = [_pair(key) for key in listed(keys)]
    taken = [unquoted(name) for name in listed(names)]
    of_table = [f"{column(found, theirs)} AS __key_{n}" for n, (_, theirs) in enumerate(pairs)]
    of_table += [f"{column(found, name)} AS __taken_{n}" for n, name in enumerate(taken)]
    same = " AND ".join(f"{column(df, ours)} = __key_{n}" for n, (ours, _) in enumerate(pairs))
    joined = df.join(found.selectExpr(*of_table), F.expr(same), "left")
    added = [f"__taken_{n} AS {quoted(name)}" for n, name in enumerate(taken)]
    return joined.selectExpr(*map(quoted, others(df, taken)), *added)


def _pair(key: str) -> tuple[str, str]:
    ours, _, theirs = key.partition("=")
    return ours.strip(), theirs.strip() or ours.strip()
