"""CSV files as records of strings: their columns, their rows, and what in them cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, SparkSession

from etl.jvm.broken import watched
from etl.jvm.classes import ensure_loaded
from etl.jvm.columns import java_type
from etl.jvm.failures import clear_failures
from etl.jvm.json import ERROR_COLUMNS
from etl.jvm.layout import columns_of
from etl.jvm.rows import rows_of

if TYPE_CHECKING:
    from etl.frame.types import Struct


@dataclass(frozen=True)
class CsvLayout:
    r"""How values stand in CSV files.

    Attributes:
        separator: The character between values.
        quote: The character around a value that may contain separators; doubled, it stands for itself. Empty: none.
        escape: The character that takes the meaning from the next one, but for `\n`, `\r`, `\t` and `\0`. Empty: none.
        header: Whether the first record of each file names its columns. Without it they are col0, col1 and so on.
        skip_first: Whether the first record, that of the names apart, is passed over.
        multi_line: Whether a quoted value may contain ends of line.
    """

    separator: str = ","
    quote: str = '"'
    escape: str = ""
    header: bool = False
    skip_first: bool = False
    multi_line: bool = False


def fold_csv(spark: SparkSession, tasks: list[str], layout: CsvLayout, *, compression: str = "") -> list[str]:
    """Return the names of all columns, as the files bring them; blanks around them are cut off. Runs one Spark job.

    With headers it reads no more than these; without, all records, as the longest one tells the columns.

    Args:
        spark: The session.
        tasks: What `etl.storage.splits.plan_tasks` made.
        layout: How values stand in the files.
        compression: The name of the files' compression; empty: by each file's extension.

    Raises:
        ReadError: A file cannot be read at all.
    """
    with clear_failures():
        tree = json.loads(_files(spark, tasks, layout, compression).fold())
    return list(tree.get("f", ()))


def read_csv(
    spark: SparkSession,
    tasks: list[str],
    schema: Struct,
    layout: CsvLayout,
    *,
    case_sensitive: bool = True,
    compression: str = "",
) -> DataFrame:
    """Return the records as physical rows of `schema`; an action reads them, and only columns that it needs.

    Each file is read by its own header. A value is null in a record too short to have it, and under a field that is no
    string. Of columns of the same name the last one's value counts. A record longer than its header is an error.
    """
    columns = java_type(columns_of(schema))
    files = _files(spark, tasks, layout, compression)
    relation = files.rows(json.dumps(schema.to_json()), case_sensitive, columns)
    return DataFrame(spark._jsparkSession.baseRelationToDataFrame(relation), spark)


def csv_errors(spark: SparkSession, tasks: list[str], layout: CsvLayout, *, compression: str = "") -> DataFrame:
    """Return what cannot be read, with the columns `ERROR_COLUMNS`, in the order of the files."""
    return rows_of(spark, _files(spark, tasks, layout, compression).errors(), ERROR_COLUMNS)


def _files(spark: Any, tasks: list[str], layout: CsvLayout, compression: str) -> Any:
    ensure_loaded(spark.sparkContext)
    session, localglue = spark._jsparkSession, spark.sparkContext._jvm.localglue
    java_layout = localglue.CsvLayout(
        layout.separator, layout.quote, layout.escape, layout.header, layout.skip_first, layout.multi_line
    )
    hadoop = session.sessionState().newHadoopConf()
    return watched(localglue.CsvFiles(session.sqlContext(), hadoop, tasks, java_layout, compression))
