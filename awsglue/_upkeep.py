"""Methods of the context that look after stored data: deleting files, storage classes, transactions."""

from __future__ import annotations

from pyspark.sql import SparkSession

from awsglue._typing import Options
from awsglue._unsupported import unsupported
from etl.connections.tables import find_table, purge_table, transition_table
from etl.runtime.catalog import current_catalog
from etl.storage import upkeep


class UpkeepMethods:
    """A part of GlueContext."""

    spark_session: SparkSession

    def purge_table(
        self,
        database: str,
        table_name: str,
        options: Options = {},
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> None:
        """Delete the files of a table that were last changed before the retention period.

        A partition none of whose files is left is deleted from the catalog.

        Args:
            database: The database.
            table_name: The table, whose folder is an s3:// address.
            options: Those of `purge_s3_path`, and `partitionPredicate`, a condition on the partition keys.
            transformation_ctx: The name of the step.
            catalog_id: The account of the catalog; here there is the catalog that the settings name.
        """
        purge_table(self.spark_session, find_table(current_catalog(), database, table_name), options)

    def purge_s3_path(self, s3_path: str, options: Options = {}, transformation_ctx: str = "") -> None:
        """Delete the files of a folder, at any depth, that were last changed before the retention period.

        Args:
            s3_path: The folder, an s3:// address.
            options: `retentionPeriod` in hours (168; -1 keeps nothing), `excludeStorageClasses`, and
                `manifestFilePath`, a folder in which Success.csv and Failed.csv tell what was deleted and what could
                not be.
            transformation_ctx: The name of the step.
        """
        upkeep.purge([s3_path], options)

    def transition_table(
        self,
        database: str,
        table_name: str,
        transition_to: str,
        options: Options = {},
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> None:
        """Give the files of a table another storage class, if they are older than the retention period.

        Args:
            database: The database.
            table_name: The table, whose folder is an s3:// address.
            transition_to: The storage class; on folders it is recorded.
            options: Those of `transition_s3_path`, and `partitionPredicate`, a condition on the partition keys.
            transformation_ctx: The name of the step.
            catalog_id: The account of the catalog; here there is the catalog that the settings name.
        """
        table = find_table(current_catalog(), database, table_name)
        transition_table(self.spark_session, table, transition_to, options)

    def transition_s3_path(
        self, s3_path: str, transition_to: str, options: Options = {}, transformation_ctx: str = ""
    ) -> None:
        """Give the files of a folder another storage class, if they are older than the retention period.

        Args:
            s3_path: The folder, an s3:// address.
            transition_to: The storage class; on folders it is recorded.
            options: Those of `purge_s3_path`, and `accountId` and `roleArn`, which Glue needs.
            transformation_ctx: The name of the step.
        """
        upkeep.transition([s3_path], transition_to, options)

    def start_transaction(self, read_only: bool) -> str:
        """Begin a transaction on governed tables."""
        raise unsupported("GlueContext.start_transaction")

    def commit_transaction(self, transaction_id: str, wait_for_commit: bool = True) -> bool:
        """End a transaction on governed tables."""
        raise unsupported("GlueContext.commit_transaction")

    def cancel_transaction(self, transaction_id: str) -> None:
        """Undo a transaction on governed tables."""
        raise unsupported("GlueContext.cancel_transaction")
