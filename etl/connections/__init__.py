"""Where records come from and go to: one function each for reading and writing, whatever the kind of place."""

from __future__ import annotations

from pyspark.sql import DataFrame, SparkSession

from etl.bookmarks.job_bookmark import JobBookmark
from etl.connections.contract import Connection, Request
from etl.connections.registry import connection_names, get_connection, register_connection
from etl.connections.unsupported import UNSUPPORTED
from etl.frame.frame import Frame
from etl.frame.stage import Stage
from etl.options import Options

__all__ = [
    "UNSUPPORTED",
    "Connection",
    "Request",
    "connection_names",
    "get_connection",
    "read_dataframe",
    "read_frame",
    "register_connection",
    "write_dataframe",
    "write_frame",
]


def read_frame(
    spark: SparkSession,
    connection_type: str,
    options: Options,
    format: str | None = None,  # noqa: A002 - Glue's word for it
    format_options: Options | None = None,
    *,
    stage: Stage | None = None,
    bookmark: JobBookmark | None = None,
) -> Frame:
    """Return the records of a place as a frame, without a Spark job.

    Args:
        spark: The session that reads them, when they are needed.
        connection_type: One of `connection_names()`, in any case.
        options: Glue's connection_options.
        format: One of `etl.formats.format_names()`, where the place is made of files.
        format_options: Glue's format_options.
        stage: The step of the job.
        bookmark: What the job has read already; the frame has what the step has not read.

    Raises:
        EtlError: As `Connection` tells.
    """
    request = Request(options, format, format_options or {}, stage or Stage(), bookmark)
    return get_connection(connection_type).read_frame(spark, request)


def write_frame(
    frame: Frame,
    connection_type: str,
    options: Options,
    format: str | None = None,  # noqa: A002 - Glue's word for it
    format_options: Options | None = None,
) -> None:
    """Add the records of a frame to a place; the arguments are those of `read_frame`."""
    get_connection(connection_type).write_frame(frame, Request(options, format, format_options or {}))


def read_dataframe(
    spark: SparkSession,
    connection_type: str,
    options: Options,
    format: str | None = None,  # noqa: A002 - Glue's word for it
    format_options: Options | None = None,
) -> DataFrame:
    """Return the records of a place as Spark itself would read them; the arguments are those of `read_frame`."""
    return get_connection(connection_type).read_dataframe(spark, Request(options, format, format_options or {}))


def write_dataframe(
    df: DataFrame,
    connection_type: str,
    options: Options,
    format: str | None = None,  # noqa: A002 - Glue's word for it
    format_options: Options | None = None,
) -> None:
    """Add the rows of a DataFrame to a place; the arguments are those of `read_frame`."""
    get_connection(connection_type).write_dataframe(df, Request(options, format, format_options or {}))
