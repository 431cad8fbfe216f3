"""CSV files as records of strings: their columns, their rows, and what in them cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, SparkSession

from etl.jvm.columns import java_type
from etl.jvm.failures import clear_failures
from etl.jvm.json import ERROR_COLUMNS
from etl.jvm.layout import columns_of
from etl.jvm.rows import rows_of
from etl.jvm.sources import LINES, Opening, java_sources

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


def fold_csv(spark: SparkSession, tasks: list[str], layout: CsvLayout, opening: Opening = Opening()) -> list[str]:
    """Return the names of all columns, as the files bring them; blanks around them are cut off. Runs one Spark job.

    With headers it reads no more than these; without, all records, as the longest one tells the columns.

    Args:
        spark: The session.
        tasks: What `etl.storage.splits.plan_tasks` made.
        layout: How values stand in the files.
        opening: How the files are opened.

    Raises:
        ReadError: A file cannot be read at all, or a record where `opening` says that this fails the job.
    """
    with clear_failures():
        tree = json.loads(_files(spark, tasks, layout, opening).fold())
    return list(tree.get("f", ()))


def read_csv(
    spark: SparkSession,
    tasks: list[str],
    schema: Struct,
    layout: CsvLayout,
    opening: Opening = Opening(),
    *,
    case_sensitive: bool = True,
    constants: int = 0,
) -> DataFrame:
    """Return the records as physical rows of `schema`; an action reads them, and only columns that it needs.

    Each file is read by its own header. A value is null in a record too short to have it, and under a field that is no
    string. Of columns of the same name the last one's value counts. A record longer than its header is an error.
    Behind the columns of `schema` are those of `constants`, as many values of partitions as the splits bring.
    """
    columns = java_type(columns_of(schema, constants))
    files = _files(spark, tasks, layout, opening)
    relation = files.rows(json.dumps(schema.to_json()), case_sensitive, columns, constants)
    return DataFrame(spark._jsparkSession.baseRelationToDataFrame(relation), spark)


def csv_errors(spark: SparkSession, tasks: list[str], layout: CsvLayout, opening: Opening = Opening()) -> DataFrame:
    """Return what cannot be read, with the columns `ERROR_COLUMNS`, in the order of the files."""
    return rows_of(spark, _files(spark, tasks, layout, opening).errors(), ERROR_COLUMNS)


def _files(spark: Any, tasks: list[str], layout: CsvLayout, opening: Opening) -> Any:
    sources, localglue = java_sources(spark, LINES, opening), spark.sparkContext._jvm.localglue
    java_layout = localglue.CsvLayout(
        layout.separator, layout.quote, layout.escape, layout.header, layout.skip_first, layout.multi_line
    )
    return localglue.CsvFiles(spark._jsparkSession.sqlContext(), tasks, sources, java_layout)
