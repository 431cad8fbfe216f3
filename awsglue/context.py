"""The GlueContext, from which a script gets frames and to which it hands them."""

from __future__ import annotations

import time
from typing import Any

from pyspark import SparkContext
from pyspark.sql import DataFrame, SparkSession, SQLContext

from awsglue._arguments import database_of
from awsglue._context import stage_of
from awsglue._gluetypes_conversion import type_text
from awsglue._logger import GlueLogger
from awsglue._request import Request
from awsglue._streaming import StreamingMethods
from awsglue._typing import Options
from awsglue._upkeep import UpkeepMethods
from awsglue.data_sink import DataSink
from awsglue.data_source import DataSource
from awsglue.dataframereader import DataFrameReader
from awsglue.dataframewriter import DataFrameWriter
from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection, DynamicFrameReader, DynamicFrameWriter
from awsglue.gluetypes import DataType
from awsglue.streaming_data_source import StreamingDataSource
from awsglue.utils import callsite, makeOptions
from etl.catalog.secrets import jdbc_conf
from etl.connections.databases.from_catalog import (
    CONNECTION_TYPES,
    completed,
    sink_of_connection,
)
from etl.connections.tables import (
    find_table,
    read_table,
    read_table_dataframe,
    write_table,
    write_table_dataframe,
)
from etl.errors import OptionError
from etl.frame import limit
from etl.frame.physical import spark_struct
from etl.notice import warn
from etl.runtime.catalog import current_catalog
from etl.runtime.job import bookmark_of_source, tell_dataframe
from etl.runtime.session import install

__all__ = [
    "DataFrame",
    "DataFrameReader",
    "DataFrameWriter",
    "DataSink",
    "DataSource",
    "DataType",
    "DynamicFrame",
    "DynamicFrameCollection",
    "DynamicFrameReader",
    "DynamicFrameWriter",
    "GlueContext",
    "SQLContext",
    "SparkSession",
    "StreamingDataSource",
    "callsite",
    "makeOptions",
    "register",
]

Frames = DynamicFrame | DynamicFrameCollection


def register(sc: SparkContext) -> None:
    """Make a SparkContext ready for Glue jobs; every GlueContext does this by itself."""
    install(sc)


class GlueContext(StreamingMethods, UpkeepMethods, SQLContext):
    """The door to Glue on a SparkContext; a process may have several.

    Args:
        sparkContext: A SparkContext or a SparkSession; the active one if None.
        options: `minPartitions` and `targetPartitions`.

    Attributes:
        spark_session: The session.
        create_dynamic_frame: Reads DynamicFrames: `from_options`, `from_catalog`, `from_rdd`.
        create_data_frame: Reads Spark DataFrames: `from_options`, `from_catalog`.
        write_dynamic_frame: Writes DynamicFrames: `from_options`, `from_catalog`, `from_jdbc_conf`.
        write_data_frame: Writes Spark DataFrames: `from_options`, `from_catalog`.

    Differs from AWS Glue: the numbers of partitions are without effect; the size of the data decides.
    """

    Spark_SQL_Formats = {"parquet", "orc"}  # noqa: RUF012 - a set, as published
    Unsupported_Compression_Types = {"lzo"}  # noqa: RUF012 - a set, as published

    def __init__(self, sparkContext: SparkContext | SparkSession | None = None, **options: Any) -> None:
        given = sparkContext or SparkSession.builder.getOrCreate()
        if not isinstance(given, SparkContext | SparkSession):
            raise OptionError("GlueContext", given, "expected a SparkContext or a SparkSession")
        session = install(given)
        super().__init__(session.sparkContext, session)
        self.spark_session = session
        self.create_dynamic_frame = DynamicFrameReader(self)
        self.create_data_frame = DataFrameReader(self)
        self.write_dynamic_frame = DynamicFrameWriter(self)
        self.write_data_frame = DataFrameWriter(self)
        self._glue_logger = GlueLogger()

    def getSource(
        self,
        connection_type: str,
        format: str | None = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **options: Any,
    ) -> DataSource:
        """Return a source to set a format on and read from; `options` are the connection's."""
        request = _request(connection_type, options, format, {}, transformation_ctx, push_down_predicate)
        return DataSource(request, self, request.frame_name())

    def getStreamingSource(
        self,
        connection_type: str,
        format: str | None = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **options: Any,
    ) -> StreamingDataSource:
        """Return a source to set a format on and read a Spark DataFrame from."""
        request = _request(connection_type, options, format, {}, transformation_ctx, push_down_predicate)
        return StreamingDataSource(request, self, request.frame_name())

    def getSink(
        self, connection_type: str, format: str | None = None, transformation_ctx: str = "", **options: Any
    ) -> DataSink:
        """Return a sink to set a format on and write to."""
        return DataSink(_request(connection_type, options, format, {}, transformation_ctx), self)

    def create_dynamic_frame_from_rdd(
        self,
        data: Any,
        name: str,
        schema: Any = None,
        sample_ratio: float | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Return a frame of the items of an RDD or a list, as `spark.createDataFrame` understands them."""
        return self._dynamic_frame_of(self.spark_session.createDataFrame(data, schema, sample_ratio), name)

    def create_dynamic_frame_from_catalog(
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
        """Return a frame of a table of the Data Catalog.

        Args:
            database: The database of the table; `name_space` is an older name of it.
            table_name: The table.
            redshift_tmp_dir: Without effect for tables of files.
            transformation_ctx: A name for this step of the job.
            push_down_predicate: A condition of Spark SQL on the partition keys; other partitions are not listed.
            additional_options: Options of the files, and `catalogPartitionPredicate`.
            catalog_id: The account of the catalog; here there is the catalog that the settings name.
            kwargs: `minPartitions` and `targetPartitions`.
        """
        database, name = database_of(database, table_name, kwargs)
        frame = read_table(
            self.spark_session,
            find_table(current_catalog(), database, name),
            predicate=push_down_predicate,
            options=additional_options,
            stage=stage_of(transformation_ctx),
            bookmark=bookmark_of_source(transformation_ctx),
        )
        return DynamicFrame(frame, self, name)

    def create_data_frame_from_catalog(
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
        """Return a Spark DataFrame of a table of the Data Catalog."""
        database, name = database_of(database, table_name, kwargs)
        tell_dataframe(transformation_ctx)
        table = find_table(current_catalog(), database, name)
        return read_table_dataframe(
            self.spark_session, table, predicate=push_down_predicate, options=additional_options
        )

    def create_sample_dynamic_frame_from_catalog(
        self,
        database: str | None = None,
        table_name: str | None = None,
        num: int | None = None,
        sample_options: Options = {},
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: Options = {},
        catalog_id: str | None = None,
        erieTxId: str = "",
        asOfTime: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """Return a frame of the first records of a table of the Data Catalog, whatever earlier runs have read."""
        database, name = database_of(database, table_name, kwargs)
        frame = read_table(
            self.spark_session,
            find_table(current_catalog(), database, name),
            predicate=push_down_predicate,
            options=additional_options,
            stage=stage_of(transformation_ctx),
        )
        return DynamicFrame(frame if num is None else limit(frame, num), self, name)

    def create_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """Return a frame of what is read from a connection.

        Args:
            connection_type: Where the data is, such as `s3`.
            connection_options: Options of the connection, such as `{"paths": ["s3://bucket/folder/"]}`.
            format: The format of the data, such as `json`.
            format_options: Options of the format.
            transformation_ctx: A name for this step of the job.
            push_down_predicate: A condition on the partitions of a table of the Data Catalog.
            kwargs: `minPartitions` and `targetPartitions`.
        """
        request = _request(
            connection_type, connection_options, format, format_options, transformation_ctx, push_down_predicate
        )
        return DataSource(request, self, request.frame_name()).getFrame(**kwargs)

    def create_sample_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: Options = {},
        num: int | None = None,
        sample_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DynamicFrame:
        """Return a frame of the first records, at most `num`, of what is read from a connection."""
        request = _request(
            connection_type, connection_options, format, format_options, transformation_ctx, push_down_predicate
        )
        return DataSource(request, self, request.frame_name()).getSampleFrame(num, **sample_options)

    def create_data_frame_from_options(
        self,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **kwargs: Any,
    ) -> DataFrame:
        """Return a Spark DataFrame of what is read from a connection, by Spark's own reader."""
        request = _request(
            connection_type, connection_options, format, format_options, transformation_ctx, push_down_predicate
        )
        return StreamingDataSource(request, self, request.frame_name()).getFrame()

    def write_dynamic_frame_from_options(
        self,
        frame: Frames,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
    ) -> Frames:
        """Write a frame, or each frame of a collection, to a connection."""
        return self.write_from_options(
            frame, connection_type, connection_options, format, format_options, transformation_ctx
        )

    def write_from_options(
        self,
        frame_or_dfc: Frames,
        connection_type: str,
        connection_options: Options = {},
        format: str | Options | None = {},
        format_options: Options = {},
        transformation_ctx: str = "",
        **kwargs: Any,
    ) -> Frames:
        """Write a frame, or each frame of a collection to a place of its own name, to a connection."""
        is_collection = isinstance(frame_or_dfc, DynamicFrameCollection)
        options = {**connection_options, "useFrameName": True} if is_collection else connection_options
        name = format if isinstance(format, str) else None
        sink = _request(connection_type, options, name, format_options, transformation_ctx)
        return DataSink(sink, self).write(frame_or_dfc)

    def write_data_frame_from_options(
        self,
        frame: DataFrame,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        transformation_ctx: str = "",
    ) -> DataFrame:
        """Write a Spark DataFrame to a connection, by Spark's own writer.

        Differs from AWS Glue: the published library lacks the method, though documentation of connections uses it.
        """
        sink = _request(connection_type, connection_options, format, format_options, transformation_ctx)
        return DataSink(sink, self).writeDataFrame(frame, self)

    def write_dynamic_frame_from_catalog(
        self,
        frame: Frames,
        database: str | None = None,
        table_name: str | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: Options = {},
        catalog_id: str | None = None,
        **kwargs: Any,
    ) -> Frames:
        """Write a frame to the folder of a table of the Data Catalog, in the table's format.

        Args:
            frame: The frame, or a collection, each frame of which is written.
            database: The database of the table; `name_space` is an older name of it.
            table_name: The table.
            redshift_tmp_dir: Without effect for tables of files.
            transformation_ctx: A name for this step of the job.
            additional_options: `partitionKeys`, `enableUpdateCatalog`, `updateBehavior` and options of the files.
            catalog_id: The account of the catalog; here there is the catalog that the settings name.
            kwargs: `name_space`.
        """
        table = find_table(current_catalog(), *database_of(database, table_name, kwargs))
        frames = [frame] if isinstance(frame, DynamicFrame) else list(frame.values())
        for one in frames:
            write_table(one._jdf, table, additional_options)
        return frame

    def write_data_frame_from_catalog(
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
        """Write a Spark DataFrame to a table of the Data Catalog."""
        table = find_table(current_catalog(), *database_of(database, table_name, kwargs))
        write_table_dataframe(frame, table, additional_options)
        return frame

    def write_dynamic_frame_from_jdbc_conf(
        self,
        frame: Frames,
        catalog_connection: str,
        connection_options: Options = {},
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> Frames:
        """Write a frame, or each frame of a collection, to a table of a database that a connection describes.

        Args:
            frame: The frame, or a collection, each frame of which is written to the same table.
            catalog_connection: A JDBC connection of the Data Catalog.
            connection_options: `dbtable`, and `database` where it is not the connection's own.
            redshift_tmp_dir: Without effect: it is Redshift's.
            transformation_ctx: A name for this step of the job.
            catalog_id: The account of the catalog; here there is the catalog that the settings name.
        """
        return self.write_from_jdbc_conf(frame, catalog_connection, connection_options)

    def write_from_jdbc_conf(
        self,
        frame_or_dfc: Frames,
        catalog_connection: str,
        connection_options: Options = {},
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> Frames:
        """Write a frame, or each frame of a collection; the arguments are those of the method above."""
        sink = sink_of_connection(current_catalog(), catalog_connection, connection_options)
        return DataSink(Request(*sink), self).write(frame_or_dfc)

    def get_catalog_schema_as_spark_schema(
        self, database: str | None = None, table_name: str | None = None, catalog_id: str | None = None
    ) -> Any:
        """Return the schema of a table of the Data Catalog, in Spark's types."""
        table = find_table(current_catalog(), *database_of(database, table_name, {}))
        return spark_struct(table.schema)

    def extract_jdbc_conf(self, connection_name: str, catalog_id: str | None = None) -> dict[str, str]:
        """Return url, user, password and vendor of a connection of the Data Catalog.

        Args:
            connection_name: The connection; its password is a secret of Secrets Manager (`SECRET_ID`), a variable of
                the environment (`env:NAME`), or a literal one.
            catalog_id: The account of the catalog; here there is the catalog that the settings name.
        """
        return jdbc_conf(current_catalog().connection(connection_name))

    def convert_resolve_option(self, path: str, action: str, target: DataType | None) -> tuple[str, str]:
        """Return the pair of path and action, as `resolveChoice` takes it, that a ResolveOption means.

        Differs from AWS Glue: returns a tuple, not a Java object.

        Raises:
            OptionError: No such action exists, or `Project` lacks its target.
        """
        name = action.upper()
        if name == "KEEPASSTRUCT":
            return path, "make_struct"
        if name != "PROJECT":
            raise OptionError("action", action, "Action must be one of KeepAsStruct and Project.")
        if not isinstance(target, DataType):
            raise OptionError("target", target, "Target type must be specified with project action.")
        return path, f"project:{type_text(target)}"

    def get_logger(self) -> GlueLogger:
        """Return a logger: `info`, `warn`, `error`, `debug`."""
        return self._glue_logger

    def currentTimeMillis(self) -> int:
        """Return the time now, in milliseconds since 1970."""
        return round(time.time() * 1000)

    def _dynamic_frame_of(self, dataframe: DataFrame, name: str) -> DynamicFrame:
        return DynamicFrame.fromDF(dataframe, self, name)


def _request(
    connection_type: str,
    options: Options,
    format: str | None,
    format_options: Options,
    transformation_ctx: str,
    push_down_predicate: str = "",
) -> Request:
    if push_down_predicate:
        warn("push_down_predicate is ignored: it is a condition on the partitions of a table of the Data Catalog.")
    given = dict(options or {})
    if str(connection_type).lower() in CONNECTION_TYPES:
        given = completed(current_catalog(), given)
    return Request(connection_type, given, format, dict(format_options or {}), stage_of(transformation_ctx))
