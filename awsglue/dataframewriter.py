"""What `glue_context.write_data_frame` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awsglue._arguments import database_of
from awsglue._typing import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from awsglue.context import GlueContext


class DataFrameWriter:
    """Writes Spark DataFrames with the connections and options of Glue."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_catalog(
        self,
        frame: DataFrame,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: Options = {},
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DataFrame:
        """Write a DataFrame to a table of the Data Catalog."""
        database, table_name = database_of(database, table_name, kwargs)
        return self._glue_context.write_data_frame_from_catalog(
            frame, database, table_name, redshift_tmp_dir, transformation_ctx, additional_options, catalog_id
        )

    def from_options(
        self,
        frame: DataFrame,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
        **kwargs: Any,
    ) -> DataFrame:
        """Write a DataFrame to a connection.

        Differs from AWS Glue: the published library lacks the method, though documentation of connections uses it.
        """
        return self._glue_context.write_data_frame_from_options(
            frame, connection_type, connection_options, format, format_options, transformation_ctx
        )
