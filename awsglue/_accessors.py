"""`glue_context.create_dynamic_frame.from_options(...)` and its like: each calls the context's method of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awsglue._arguments import database_of
from awsglue._typing import Options
from etl.notice import warn

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from awsglue.context import GlueContext
    from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection


class DynamicFrameReader:
    """What `glue_context.create_dynamic_frame` is."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_rdd(self, data: Any, name: str, schema: Any = None, sampleRatio: float | None = None) -> DynamicFrame:
        """Return a frame of the items of an RDD or a list, as `spark.createDataFrame` understands them."""
        return self._glue_context.create_dynamic_frame_from_rdd(data, name, schema, sampleRatio)

    def from_options(
        self,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """Return a frame of what is read from a connection."""
        return self._glue_context.create_dynamic_frame_from_options(
            connection_type,
            connection_options,
            format,
            format_options,
            transformation_ctx,
            push_down_predicate,
            **kwargs,
        )

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
    ) -> DynamicFrame:
        """Return a frame of a table of the Data Catalog."""
        database, table_name = database_of(database, table_name, kwargs)
        return self._glue_context.create_dynamic_frame_from_catalog(
            database,
            table_name,
            redshift_tmp_dir,
            transformation_ctx,
            push_down_predicate,
            additional_options,
            catalog_id,
            **kwargs,
        )

    def from_dataframe(self, dataframe: DataFrame, glue_ctx: GlueContext | None = None, name: str = "") -> DynamicFrame:
        """Return a frame of a DataFrame, as `DynamicFrame.fromDF` does.

        Differs from AWS Glue: the method is not there; it is here because scripts call it, and it warns.
        """
        warn("AWS Glue has no create_dynamic_frame.from_dataframe: use DynamicFrame.fromDF(df, glue_context, name).")
        return self._glue_context._dynamic_frame_of(dataframe, name)


class DynamicFrameWriter:
    """What `glue_context.write_dynamic_frame` is."""

    def __init__(self, glue_context: GlueContext) -> None:
        self._glue_context = glue_context

    def from_options(
        self,
        frame: DynamicFrame | DynamicFrameCollection,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
    ) -> DynamicFrame | DynamicFrameCollection:
        """Write a frame, or each frame of a collection, to a connection."""
        return self._glue_context.write_dynamic_frame_from_options(
            frame, connection_type, connection_options, format, format_options, transformation_ctx
        )

    def from_catalog(
        self,
        frame: DynamicFrame | DynamicFrameCollection,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: Options = {},
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> DynamicFrame | DynamicFrameCollection:
        """Write a frame to a table of the Data Catalog."""
        database, table_name = database_of(database, table_name, kwargs)
        return self._glue_context.write_dynamic_frame_from_catalog(
            frame, database, table_name, redshift_tmp_dir, transformation_ctx, additional_options, catalog_id
        )

    def from_jdbc_conf(
        self,
        frame: DynamicFrame | DynamicFrameCollection,
        catalog_connection: str,
        connection_options: Options = {},
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
    ) -> DynamicFrame | DynamicFrameCollection:
        """Write a frame to a database that a connection of the Data Catalog describes."""
        return self._glue_context.write_dynamic_frame_from_jdbc_conf(
            frame, catalog_connection, connection_options, redshift_tmp_dir, transformation_ctx
        )
