"""The options that Glue documents for databases, and those of Spark's that it passes on."""

from __future__ import annotations

import json
from typing import Any

from etl.errors import OptionError
from etl.options import Option, flag, names, one_of, positive_number, text, whole_number


def _given(option: str, value: Any) -> str:
    if not text(option, value).strip():
        raise OptionError(option, value, "expected a text that is not empty")
    return str(value).strip()


def _columns(option: str, value: Any) -> list[str]:
    """Return the columns of a list, or of a text that lists them in JSON or between commas."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            value = [name.strip() for name in value.split(",")]
    return names(option, value)


_WAY_OUT = "Use a connection of the Data Catalog: connectionName."
_REDSHIFT = "It is an option of Redshift's."

_PLACE = (
    Option("url", "The JDBC address, the name of the database in it.", convert=_given),
    Option("user", "The name to log in with."),
    Option("password", "The password."),
    Option("dbtable", "A table, such as public.orders, or a query in parentheses and its alias.", convert=_given,
           aliases=("dbTable",)),
    Option("className", "The class of the driver.", convert=_given, aliases=("customJdbcDriverClassName",)),
    Option("customJdbcDriverS3Path", "The jar of the driver.", convert=_given),
    Option("useConnectionProperties", "Whether connectionName tells url, user and password.", default=True,
           convert=flag),
    Option("connectionName", "A connection of the Data Catalog, for what is not given here.", convert=_given),
    Option("secretId", "A secret of Secrets Manager.", unsupported=_WAY_OUT),
)  # fmt: skip

READ_OPTIONS = (
    *_PLACE,
    Option("query", "A query, in the place of a table.", convert=_given),
    Option("sampleQuery", "A query, in the place of a table, of which no bookmark is kept.", convert=_given),
    Option("sampleSize", "Rows of a sampleQuery.", convert=lambda _, value: value,
           unsupported="Give the sampleQuery a limit."),
    Option("enablePartitioningForSampleQuery", "Whether hashfield divides a sampleQuery.", default=False, convert=flag,
           unsupported="Use query, which hashfield divides."),
    Option("hashfield", "A column by whose values several tasks share a table.", convert=_given),
    Option("hashexpression", "The same, as SQL that gives a whole number.", convert=_given),
    Option("hashpartitions", "How many tasks share it.", default=7, convert=positive_number),
    Option("jobBookmarkKeys", "Columns that only grow, by which a job bookmark knows new rows.", default=(),
           convert=_columns),
    Option("jobBookmarkKeysSortOrder", "Whether they grow (asc) or shrink (desc).", default="asc",
           convert=one_of("asc", "desc"), aliases=("jobBookmarksKeysSortOrder",)),
    Option("filterPredicate", "A condition in SQL of the rows to read.", default="", convert=text),
    Option("dataTypeMapping", "Other types for those of JDBC.", convert=lambda _, value: value,
           unsupported="Use ApplyMapping."),
    Option("partitionColumn", "Spark's: a column whose range several tasks share.", spark="partitionColumn"),
    Option("lowerBound", "Spark's: where that range begins.", convert=lambda _, value: str(value), spark="lowerBound"),
    Option("upperBound", "Spark's: where it ends.", convert=lambda _, value: str(value), spark="upperBound"),
    Option("numPartitions", "Spark's: how many tasks share it.", convert=positive_number, spark="numPartitions"),
    Option("fetchsize", "Spark's: rows that are fetched at once.", convert=whole_number, spark="fetchsize"),
    Option("queryTimeout", "Spark's: seconds that a query may take.", convert=whole_number, spark="queryTimeout"),
    Option("sessionInitStatement", "Spark's: SQL at the beginning of each session.", spark="sessionInitStatement"),
    Option("customSchema", "Spark's: types of columns.", spark="customSchema"),
)  # fmt: skip

WRITE_OPTIONS = (
    *_PLACE,
    Option("bulkSize", "Rows that are inserted at once.", convert=positive_number, spark="batchsize",
           aliases=("batchsize",)),
    Option("preactions", "SQL before the write.", default="", unsupported=_REDSHIFT),
    Option("postactions", "SQL after the write.", default="", unsupported=_REDSHIFT),
    Option("isolationLevel", "Spark's: how transactions are kept apart.", spark="isolationLevel"),
    Option("createTableOptions", "Spark's: what follows CREATE TABLE.", spark="createTableOptions"),
    Option("createTableColumnTypes", "Spark's: types of a new table's columns.", spark="createTableColumnTypes"),
    Option("numPartitions", "Spark's: how many connections write at once.", convert=positive_number,
           spark="numPartitions"),
)  # fmt: skip
