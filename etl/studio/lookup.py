"""Lookup: columns of a table of the Data Catalog, where its keys match."""

from __future__ import annotations

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from etl.errors import UnknownNameError
from etl.frame.paths import parse_path
from etl.frame.physical import quoted
from etl.studio.names import Names, check_free, column, folding, listed, unquoted


def lookup(df: DataFrame, table: str, keys: Names, names: Names) -> DataFrame:
    """Return the rows with columns of a table; null where no key matches, a row for each match if there are several.

    Args:
        df: The rows.
        table: The table, after its database and a dot.
        keys: The columns to compare; `user_id=id` where the table has another name for it.
        names: The columns of the table to take.

    Raises:
        UnknownNameError: A table or a column that does not exist.
        OptionError: The rows have a column of the name of one that is taken.
    """
    pairs = [_pair(key) for key in listed("gs_lookup keyList", keys)]
    taken = [unquoted(name) for name in listed("gs_lookup colList", names)]
    found = _table(df.sparkSession, table)
    check_free("gs_lookup colList", taken, df.columns, folding(df))
    of_table = [f"{column(found, theirs)} AS __key_{n}" for n, (_, theirs) in enumerate(pairs)]
    of_table += [f"{column(found, name)} AS __taken_{n}" for n, name in enumerate(taken)]
    same = " AND ".join(f"{column(df, ours)} = __key_{n}" for n, (ours, _) in enumerate(pairs))
    joined = df.join(found.selectExpr(*of_table), F.expr(same), "left")
    added = [f"__taken_{n} AS {quoted(name)}" for n, name in enumerate(taken)]
    return joined.selectExpr(*map(quoted, df.columns), *added)


def _table(spark: SparkSession, name: str) -> DataFrame:
    path = parse_path(name)
    try:
        return spark.table(".".join(map(quoted, path)))
    except AnalysisException as error:
        if len(path) > 2:
            raise
        *above, table = path
        database = above[0] if above else spark.catalog.currentDatabase()
        databases = [each.name for each in spark.catalog.listDatabases()]
        if database not in databases:
            raise UnknownNameError("database", database, databases) from None
        tables = [each.tableName for each in spark.sql(f"SHOW TABLES IN {quoted(database)}").collect()]
        if table in tables:
            raise
        raise UnknownNameError(f"table of {database}", table, tables) from error


def _pair(key: str) -> tuple[str, str]:
    ours, _, theirs = key.partition("=")
    return ours.strip(), theirs.strip() or ours.strip()
