"""What `glue_context.create_data_frame` is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awsglue._arguments import database_of
from awsglue._typing import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from awsglue.context import GlueContext


class DataFrameReader:
    """Reads Spark DataFrames with the connections and options of Glue."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_catalog(
        self,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: Options = {},
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DataFrame:
        """Return a DataFrame of a table of the Data Catalog."""
        database, table_name = database_of(database, table_name, kwargs)
        return self._glue_context.create_data_frame_from_catalog(
            database,
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            push_down_predicate,
            additional_options,
            catalog_id,
            **kwargs,
        )

    def from_options(
        self,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DataFrame:
        """Return a DataFrame of what is read from a connection."""
        return self._glue_context.create_data_frame_from_options(
            connection_type,
            connection_options,
            format,
            format_options,
            transformation_ctx,
            push_down_predicate,
            **kwargs,
        )
