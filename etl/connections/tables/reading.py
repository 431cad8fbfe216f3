"""Records of a table: the files of its folder, or of those of its partitions that a condition leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from etl.bookmarks.job_bookmark import JobBookmark
from etl.catalog.contract import Entity
from etl.catalog.expressions import NULL_VALUE
from etl.catalog.hive_words import parameters_of
from etl.catalog.partition_formats import own_format
from etl.catalog.table_formats import TableFormat
from etl.connections.contract import Request
from etl.connections.file_options import ELSEWHERE, READ_OPTIONS
from etl.connections.files import S3_FILES, local_url
from etl.connections.table_files import PartitionFiles, TableFiles
from etl.connections.tables.database_rows import rows_of
from etl.connections.tables.partitions import PREDICATE, checked_predicate, partitions_of
from etl.connections.tables.table import Table
from etl.formats.partitioning import Partitioning
from etl.formats.registry import get_format
from etl.frame.frame import Frame
from etl.frame.physical import quoted
from etl.frame.stage import Stage
from etl.frame.types import INT, LONG, Struct
from etl.notice import warn
from etl.options import Options, read_options, spellings
from etl.storage.listing import FileInfo, list_files

[READ_OPTIONS_OF_TABLES] = ELSEWHERE.values()
"""Options of `additional_options`, besides those of files."""

_ENCODING, _MAPPING = "serialization.encoding", "mapping."
"""Words of SerDes."""

_OF_FILES = {name for option in READ_OPTIONS for name in (option.name, *option.aliases)} - {"paths", "path"}


def read_table(
    spark: SparkSession,
    table: Table,
    *,
    predicate: str = "",
    options: Options | None = None,
    stage: Stage = Stage(),
    bookmark: JobBookmark | None = None,
) -> Frame:
    """Return the records of a table as a frame, without a Spark job.

    Columns of CSV are named and typed by the table; other files tell their own. Partition keys come behind them.

    Args:
        spark: The session that reads.
        table: The table.
        predicate: A condition of Spark SQL on the partition keys.
        options: Glue's additional_options, those of the format among them; they go before the table's parameters.
        stage: The step of the job.
        bookmark: What the job has read already; the frame has what the step has not read.

    Raises:
        OptionError: A value or condition that cannot be used.
        UnsupportedFeatureError: A format or option that local-glue lacks.
    """
    if table.is_in_database:
        connection, request = rows_of(table, options, predicate=predicate, stage=stage, bookmark=bookmark)
        return connection.read_frame(spark, request)
    given = dict(options or {})
    own = {option.name: given.pop(option.name) for option in READ_OPTIONS_OF_TABLES if option.name in given}
    catalog_predicate = read_options(READ_OPTIONS_OF_TABLES, own, "additional_options")["catalogPartitionPredicate"]
    told = {name: value for name, value in table.parameters.items() if name in _OF_FILES}
    of_format = _of_format(table.format, given)
    partitions = _partitions(spark, table, predicate, catalog_predicate)
    files = TableFiles(
        declared=_declared(table, table.format),
        partitioned=None
        if partitions is None
        else lambda recurse: _partitioned(spark, table, partitions, recurse, of_format),
    )
    paths = [table.location] if partitions is None else [location for _, location in partitions] or [table.location]
    _say_what_is_not_read(table)
    others = {name: value for name, value in given.items() if name not in of_format}
    format_options = {**table.format.options, **of_format}
    request = Request({**told, **others, "paths": paths}, table.format.name, format_options, stage, bookmark)
    return S3_FILES.read_table(spark, request, files)


def _of_format(form: TableFormat, given: Options) -> dict[str, Any]:
    """Return those of the options given that a format has."""
    known = spellings(get_format(form.name).read_options)
    return {name: value for name, value in given.items() if name in known}


def _say_what_is_not_read(table: Table) -> None:
    """Warn of what a table says of its files that frames pass over, as AWS Glue's do."""
    words = parameters_of(table.entity)
    if words.get(_ENCODING, "UTF-8").upper() not in ("UTF-8", "UTF8"):
        warn(f"{table.title}: {_ENCODING} {words[_ENCODING]} is for Spark SQL alone; a frame reads UTF-8.")
    mapped = [word for word in words if word.startswith(_MAPPING)] if table.format.name == "json" else []
    if mapped:
        warn(f"{table.title}: {', '.join(mapped)} is for Spark SQL alone; a frame has the names of the data.")


def read_table_dataframe(
    spark: SparkSession, table: Table, *, predicate: str = "", options: Options | None = None
) -> DataFrame:
    """Return the records of a table as Spark itself reads it; the arguments are those of `read_table`.

    Options of files are for frames: Spark reads what the table says.
    """
    if table.is_in_database:
        connection, request = rows_of(table, options, predicate=predicate)
        return connection.read_dataframe(spark, request)
    given = dict(options or {})
    own = {option.name: given.pop(option.name) for option in READ_OPTIONS_OF_TABLES if option.name in given}
    catalog_predicate = read_options(READ_OPTIONS_OF_TABLES, own, "additional_options")["catalogPartitionPredicate"]
    for name in given:
        warn(
            f"additional_options: {name!r} is ignored: Spark reads the table {table.title} as the catalog describes it."
        )
    df = spark.table(f"{quoted(table.database)}.{quoted(table.name)}")
    if len(table.keys):
        predicate = checked_predicate(spark, table, predicate)
    for condition in filter(None, (predicate, catalog_predicate)):
        df = df.where(condition)
    return df


def table_folders(spark: SparkSession, table: Table, predicate: str, option: str) -> list[tuple[Entity | None, str]]:
    """Return the folders of a table's files, each with the partition that it belongs to, if the table has any.

    Args:
        spark: The session that decides.
        table: The table.
        predicate: A condition of Spark SQL on the partition keys.
        option: The option that gives it, for messages.
    """
    partitions = _partitions(spark, table, predicate, "", option)
    if partitions is None:
        return [(None, table.location)]
    return [(partition, location) for partition, location in partitions]


def _partitions(
    spark: SparkSession, table: Table, predicate: str, catalog_predicate: str, option: str = PREDICATE
) -> list[tuple[Entity, str]] | None:
    """Return the partitions that conditions leave, and their folders; None for a table without keys."""
    if not len(table.keys):
        for condition in filter(None, (predicate, catalog_predicate)):
            warn(f"The condition {condition!r} is ignored: the table {table.title} has no partition keys.")
        return None
    found = partitions_of(spark, table, predicate=predicate, catalog_predicate=catalog_predicate, option=option)
    return [(partition, _folder(table, partition)) for partition in found]


def _folder(table: Table, partition: Mapping[str, Any]) -> str:
    location = str((partition.get("StorageDescriptor") or {}).get("Location") or "")
    if location:
        return location
    pairs = zip(table.keys.names, partition["Values"], strict=True)
    return "/".join([table.location.rstrip("/"), *(f"{key}={value}" for key, value in pairs)])


def _partitioned(
    spark: SparkSession,
    table: Table,
    partitions: Iterable[tuple[Entity, str]],
    recurse: bool,
    given: Options,
) -> PartitionFiles:
    values: dict[str, tuple[str, ...]] = {}
    files: list[FileInfo] = []
    others: list[tuple[TableFormat, set[str]]] = []
    for partition, location in partitions:
        _check_values(table, partition["Values"])
        found = list_files(spark, [local_url(location)], recurse=recurse, missing_ok=True)
        files += found
        values.update({file.path: tuple(partition["Values"]) for file in found})
        own = own_format(table.entity, partition)
        if own is not None:
            _paths_of(own, others).update(file.path for file in found)
    readings = [
        (S3_FILES.reading(form.name, {**form.options, **_of_format(form, given)}, _declared(table, form)), paths)
        for form, paths in others
    ]
    return PartitionFiles(files, Partitioning(table.keys, values), readings)


def _paths_of(form: TableFormat, others: list[tuple[TableFormat, set[str]]]) -> set[str]:
    """Return the paths of a format, which are none yet if it is new."""
    known = next((paths for other, paths in others if other == form), None)
    if known is None:
        known = set()
        others.append((form, known))
    return known


def _declared(table: Table, form: TableFormat) -> Struct | None:
    """Return the columns of files that do not tell their own."""
    return table.columns if get_format(form.name).types_by_table else None


def _check_values(table: Table, values: Iterable[str]) -> None:
    for key, value in zip(table.keys, values, strict=True):
        if key.type in (INT, LONG) and not value.lstrip("+-").isdigit() and value != NULL_VALUE:
            warn(f"{table.title}: the partition {list(values)} has a {key.name} that is no {key.type.label}: null.")
