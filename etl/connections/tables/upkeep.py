"""Deletes the files of tables that have been kept long enough, or gives them another storage class."""

from __future__ import annotations

from pyspark.sql import SparkSession

from etl.connections.tables.reading import table_folders
from etl.connections.tables.table import Table
from etl.options import Options
from etl.storage import upkeep

_PREDICATE = "partitionPredicate"


def purge_table(spark: SparkSession, table: Table, options: Options) -> None:
    """Delete the files of a table that were last changed before the retention period, and partitions left without any.

    Args:
        spark: The session that decides about partitions.
        table: The table.
        options: Those of `etl.storage.upkeep.purge`, and `partitionPredicate`.

    Raises:
        OptionError: An option that cannot be used, or a table that is not in a bucket.
    """
    folders = table_folders(spark, table, str(options.get(_PREDICATE) or ""), _PREDICATE)
    upkeep.purge([folder for _, folder in folders], _others(options), place="options of purge_table")
    gone = [partition["Values"] for partition, folder in folders if partition and upkeep.is_empty(folder)]
    if gone:
        table.catalog.delete_partitions(table.database, table.name, gone)


def transition_table(spark: SparkSession, table: Table, storage_class: str, options: Options) -> None:
    """Give the files of a table another storage class; the rest is as with `purge_table`, and no partition goes."""
    folders = table_folders(spark, table, str(options.get(_PREDICATE) or ""), _PREDICATE)
    paths = [folder for _, folder in folders]
    upkeep.transition(paths, storage_class, _others(options), place="options of transition_table")


def _others(options: Options) -> Options:
    return {name: value for name, value in options.items() if name != _PREDICATE}
