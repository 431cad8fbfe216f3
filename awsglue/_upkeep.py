"""Methods of the context that look after stored data: deleting files, storage classes, transactions."""

from __future__ import annotations

from awsglue._typing import Options
from awsglue._unsupported import unsupported
from etl.storage import upkeep


class UpkeepMethods:
    """A part of GlueContext."""

    def purge_table(
        self,
        database: str,
        table_name: str,
        options: Options = {},
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> None:
        """Delete the files of a table of the Data Catalog."""
        raise unsupported("GlueContext.purge_table")

    def purge_s3_path(self, s3_path: str, options: Options = {}, transformation_ctx: str = "") -> None:
        """Delete the files of a folder, at any depth, that were last changed before the retention period.

        Args:
            s3_path: The folder, an s3:// address.
            options: `retentionPeriod` in hours (168), `excludeStorageClasses`, and `manifestFilePath`, a folder in
                which Success.csv and Failed.csv tell what was deleted and what could not be.
            transformation_ctx: The name of the step.
        """
        upkeep.purge(s3_path, options)

    def transition_table(
        self,
        database: str,
        table_name: str,
        transition_to: str,
        options: Options = {},
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> None:
        """Give the files of a table another storage class."""
        raise unsupported("GlueContext.transition_table")

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
        upkeep.transition(s3_path, transition_to, options)

    def start_transaction(self, read_only: bool) -> str:
        """Begin a transaction on governed tables."""
        raise unsupported("GlueContext.start_transaction")

    def commit_transaction(self, transaction_id: str, wait_for_commit: bool = True) -> bool:
        """End a transaction on governed tables."""
        raise unsupported("GlueContext.commit_transaction")

    def cancel_transaction(self, transaction_id: str) -> None:
        """Undo a transaction on governed tables."""
        raise unsupported("GlueContext.cancel_transaction")
