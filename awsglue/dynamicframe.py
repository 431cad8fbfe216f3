"""DynamicFrames: records that describe themselves, of which a field may have several types."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, ValuesView
from typing import Any

from py4j.java_gateway import JavaObject
from pyspark import RDD, SparkContext
from pyspark.sql import DataFrame

from awsglue._accessors import DynamicFrameReader, DynamicFrameWriter
from awsglue._context import session_of, stage_of
from awsglue._gluetypes_conversion import from_glue_struct, to_glue_struct, type_text
from awsglue._typing import (
    Comparisons,
    Context,
    FrameFunction,
    Mappings,
    Options,
    PartitionFunction,
    Paths,
    Predicate,
    RecordFunction,
    Specs,
)  # fmt: skip
from awsglue.gluetypes import DataType, StructType
from etl import frame as engine
from etl.connections import write_frame
from etl.connections.spigot import spigot
from etl.connections.tables import find_table
from etl.errors import OptionError
from etl.frame.rdd import to_rdd
from etl.runtime.catalog import current_catalog
from etl.runtime.job import bookmark_of_step

__all__ = ["DynamicFrame", "DynamicFrameCollection", "DynamicFrameReader", "DynamicFrameWriter", "ResolveOption"]


class ResolveOption:
    """How `toDF` resolves one choice.

    Args:
        path: The path of the choice.
        action: `Project` keeps the values of one type, `Cast` casts all to one type, `KeepAsStruct` keeps the struct.
        target: The type, where the action needs one: of awsglue.gluetypes, of pyspark.sql.types, or a name.
    """

    def __init__(self, path: str, action: str, target: DataType | str | None = None) -> None:
        self.path = path
        self.action = action
        self.target = target


class DynamicFrame:
    """Records with a schema that is computed when it is needed, and the error records made on the way.

    Nothing is read or computed before a result is asked for; each transform returns a new frame. Transforms share these
    arguments:

    - `transformation_ctx`: a name for this step of the job.
    - `info`: text that is kept with the step's error records.
    - `stageThreshold`: how many error records the step may make before the job fails; 0 is no limit.
    - `totalThreshold`: how many error records may have come together up to the step; 0 is no limit.

    Paths separate levels by dots; back-quotes around a name make a dot part of it.

    Args:
        jdf: What holds the records: another frame's `_jdf`, a DataFrame, or a Java Dataset.
        glue_ctx: The GlueContext (or SparkSession) that the frame belongs to.
        name: The name that collections know the frame by.

    Differs from AWS Glue: `_jdf` is an object of this library, not a Java object.
    """

    def __init__(self, jdf: engine.Frame | DataFrame | JavaObject, glue_ctx: Context, name: str = "") -> None:
        self._jdf = _frame_of(jdf, glue_ctx, name)
        self.glue_ctx = glue_ctx
        self.name = name

    @property
    def _sc(self) -> SparkContext:
        return self._jdf.spark.sparkContext

    @property
    def _ssql_ctx(self) -> Any:
        return getattr(self.glue_ctx, "_ssql_ctx", None)

    @property
    def _rdd(self) -> RDD[Any]:
        return to_rdd(self._jdf)

    def _with(self, frame: engine.Frame, name: str | None = None) -> DynamicFrame:
        return DynamicFrame(frame, self.glue_ctx, self.name if name is None else name)

    def _collection(self, frames: dict[str, engine.Frame]) -> DynamicFrameCollection:
        return DynamicFrameCollection({name: self._with(frame, name) for name, frame in frames.items()}, self.glue_ctx)

    def with_frame_schema(self, schema: StructType) -> DynamicFrame:
        """Return the frame with a schema that the caller vouches for, instead of the computed one."""
        return self._with(engine.with_frame_schema(self._jdf, from_glue_struct(schema)))

    def schema(self) -> StructType:
        """Return the schema; computing it may read the data."""
        return to_glue_struct(self._jdf.schema)

    def show(self, num_rows: int = 20) -> None:
        """Print the first records as JSON objects, one a line."""
        print(self._jdf.show_text(num_rows))  # noqa: T201

    def printSchema(self) -> None:
        """Print the schema as a tree."""
        print(f"{self._jdf.schema_text()}\n")  # noqa: T201

    def count(self) -> int:
        """Return the number of records, not counting error records."""
        return self._jdf.count()

    def toDF(self, options: Iterable[ResolveOption] | None = None) -> DataFrame:
        """Return the records as a Spark DataFrame, a choice as a struct with a field per type.

        Args:
            options: ResolveOptions for choices that shall become a column of one type.
        """
        resolved = [(o.path, o.action, None if o.target is None else type_text(o.target)) for o in options or ()]
        return engine.to_dataframe(self._jdf, resolved)

    @classmethod
    def fromDF(cls, dataframe: DataFrame, glue_ctx: Context, name: str = "") -> DynamicFrame:
        """Return a frame of the rows of a Spark DataFrame.

        Differs from AWS Glue: of columns of one name, the last one remains.
        """
        if not isinstance(dataframe, DataFrame):
            raise OptionError("dataframe", dataframe, "expected a Spark DataFrame")
        return cls(dataframe, glue_ctx, name)

    def filter(
        self,
        f: Predicate,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Keep the records for which `f` returns true.

        A KeyError, ValueError or TypeError in `f` drops the record; any other exception makes an error record.

        Args:
            f: Gets a record: a dict whose fields are attributes, too.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.filter_records(self._jdf, f, stage=stage))

    def mapPartitions(
        self,
        f: RecordFunction,
        preservesPartitioning: bool = True,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Replace the records of each partition by what `f` makes of them.

        Args:
            f: Gets and returns an iterator of dicts, each with the record under the key `record`.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.map_partitions(self._jdf, lambda _, records: f(records), stage=stage))

    def map(
        self,
        f: RecordFunction,
        preservesPartitioning: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Replace each record by what `f` makes of it; an exception in `f`, or None, makes an error record.

        Args:
            f: Gets a record, a dict whose fields are attributes, too, and returns a dict.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.map_records(self._jdf, f, stage=stage))

    def mapPartitionsWithIndex(
        self,
        f: PartitionFunction,
        preservesPartitioning: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Replace the records of each partition by what `f` makes of them.

        Args:
            f: Gets the partition's number and an iterator of dicts, each with the record under the key `record`.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.map_partitions(self._jdf, f, stage=stage))

    def unbox(
        self,
        path: str,
        format: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        **options: Any,
    ) -> DynamicFrame:
        """Parse the text in a field as a record of a format, which takes the text's place.

        Args:
            path: The field.
            format: The format of the text, such as `json`.
            options: Options of the format.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.unbox(self._jdf, path, format, options, stage=stage))

    def drop_fields(
        self,
        paths: Paths,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Drop fields, also in structs and in structs of arrays; paths that lead nowhere are ignored."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.drop_fields(self._jdf, paths, stage=stage))

    def select_fields(
        self,
        paths: Paths,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Keep only the given fields."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.select_fields(self._jdf, paths, stage=stage))

    def split_fields(
        self,
        paths: Paths,
        name1: str,
        name2: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Make two frames: `name1` of the given fields, `name2` of the others."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._collection(engine.split_fields(self._jdf, paths, name1, name2, stage=stage))

    def split_rows(
        self,
        comparison_dict: Comparisons,
        name1: str,
        name2: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Make two frames: `name1` of the records that pass all comparisons, `name2` of the others.

        Args:
            comparison_dict: For each path a dict from operators (`=`, `!=`, `<`, `<=`, `>`, `>=`) to values.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._collection(engine.split_rows(self._jdf, comparison_dict, name1, name2, stage=stage))

    def rename_field(
        self,
        oldName: str,
        newName: str,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Rename a field, which goes to the end of its record."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.rename_field(self._jdf, oldName, newName, stage=stage))

    def write(
        self,
        connection_type: str,
        connection_options: Options = {},
        format: str | None = None,
        format_options: Options = {},
        accumulator_size: int = 0,
    ) -> DynamicFrame:
        """Write the records, and return the records that could not be written.

        Differs from AWS Glue: a record that cannot be written fails the job, so the result is empty; it has no
        limit, so `accumulator_size` is without effect.
        """
        write_frame(self._jdf, connection_type, dict(connection_options), format, dict(format_options))
        return self._with(engine.empty_frame(self._jdf.spark), f"{self.name}_errors")

    def spigot(
        self,
        path: str,
        options: Options = {},
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Write a sample of the records to a folder, and pass all of them on.

        Args:
            path: The folder.
            options: `topk`, how many records (100), and `prob`, the chance of each record (1).
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(spigot(self._jdf, path, dict(options), stage=stage))

    def join(
        self,
        paths1: Paths,
        paths2: Paths,
        frame2: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Join with another frame on equal keys; all fields of both remain.

        Where both have a field of one name, this frame's gets a leading dot.

        Differs from AWS Glue: several keys are compared in order; Amazon's library compares them in any order.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        joined = engine.join(self._jdf, frame2._jdf, paths1, paths2, stage=stage)
        return self._with(joined, self.name + frame2.name)

    def unnest(
        self, transformation_ctx: str = "", info: str = "", stageThreshold: int = 0, totalThreshold: int = 0
    ) -> DynamicFrame:
        """Bring the fields of structs to the top level, under names with dots."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.unnest(self._jdf, stage=stage))

    def relationalize(
        self,
        root_table_name: str,
        staging_path: str | None,
        options: Options = {},
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrameCollection:
        """Flatten structs and make a frame of each array, joined by keys.

        Args:
            root_table_name: The name of the frame of the records; those of arrays are named after it and the array.
            staging_path: A folder for intermediate files.
            options: Options for these.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        bookmark = bookmark_of_step(transformation_ctx)
        keys = bookmark.join_keys(transformation_ctx) if bookmark else None
        frames = engine.relationalize(
            self._jdf, root_table_name, staging_path or "", dict(options), stage=stage, join_keys=keys
        )
        return self._collection(frames)

    def applyMapping(self, *args: Any, **kwargs: Any) -> DynamicFrame:
        """Do what `apply_mapping` does."""
        given = args[1:] if args and isinstance(args[0], DynamicFrame) else args
        return self.apply_mapping(*given, **kwargs)

    def apply_mapping(
        self,
        mappings: Mappings,
        case_sensitive: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Rename, cast, nest and leave out fields: only the mapped ones remain, in the order of the mappings.

        Args:
            mappings: Tuples `(source path, source type, target path, target type)`.
            case_sensitive: Whether the case of source names counts.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        lines = [mappings] if isinstance(mappings, tuple) else list(mappings)
        return self._with(engine.apply_mapping(self._jdf, lines, case_sensitive, stage=stage))

    def unnest_ddb_json(
        self, transformation_ctx: str = "", info: str = "", stageThreshold: int = 0, totalThreshold: int = 0
    ) -> DynamicFrame:
        """Replace DynamoDB's typed JSON by the values, one column each."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.unnest_ddb_json(self._jdf, stage=stage))

    def simplify_ddb_json(self) -> DynamicFrame:
        """Replace DynamoDB's typed JSON by the values, maps by structs."""
        return self._with(engine.simplify_ddb_json(self._jdf, stage=stage_of()))

    def resolveChoice(
        self,
        specs: Specs | None = None,
        choice: str = "",
        database: str | None = None,
        table_name: str | None = None,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Give fields of several types one type, or one column a type.

        Args:
            specs: Tuples of a path (`[]` after the name of an array) and an action: `cast:type`, `project:type`,
                `make_cols` or `make_struct`.
            choice: An action for every choice of the frame, in place of `specs`.
            database: The database of `choice="match_catalog"`.
            table_name: Its table.
            catalog_id: The account of its catalog.
        """
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        given = [specs] if isinstance(specs, tuple) else specs
        columns = None
        if choice.lower() == "match_catalog" and database and table_name:
            columns = find_table(current_catalog(), database, table_name).schema
        return self._with(engine.resolve_choice(self._jdf, given, choice, columns, stage=stage))

    def mergeDynamicFrame(
        self,
        stage_dynamic_frame: DynamicFrame,
        primary_keys: Paths,
        transformation_ctx: str = "",
        options: Options = {},
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Return all records of another frame, and those of this one whose keys the other one does not have."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.merge(self._jdf, stage_dynamic_frame._jdf, primary_keys, stage=stage))

    def union(
        self,
        other_frame: DynamicFrame,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Return the records of both frames, without looking for duplicates."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.union(self._jdf, other_frame._jdf, stage=stage))

    def getNumPartitions(self) -> int:
        """Return the number of partitions."""
        return self._jdf.num_partitions()

    def repartition(
        self,
        num_partitions: int,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Spread the records evenly over a number of partitions."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.repartition(self._jdf, num_partitions, stage=stage))

    def coalesce(
        self,
        num_partitions: int,
        shuffle: bool = False,
        transformation_ctx: str = "",
        info: str = "",
        stageThreshold: int = 0,
        totalThreshold: int = 0,
    ) -> DynamicFrame:
        """Bring the records into fewer partitions, with `shuffle` evenly."""
        stage = stage_of(transformation_ctx, info, stageThreshold, totalThreshold)
        return self._with(engine.coalesce(self._jdf, num_partitions, shuffle, stage=stage))

    def errorsAsDynamicFrame(self) -> DynamicFrame:
        """Return the error records that came together up to this frame."""
        return self._with(engine.errors(self._jdf))

    def errorsCount(self) -> int:
        """Return the number of error records that came together up to this frame."""
        return self._jdf.errors_count()

    def stageErrorsCount(self) -> int:
        """Return the number of error records that the last transform made."""
        return self._jdf.stage_errors_count()

    def assertErrorThreshold(self) -> None:
        """Compute the frame, and raise if there are more error records than the last transform's thresholds allow."""
        self._jdf.assert_error_threshold()


class DynamicFrameCollection:
    """DynamicFrames by name.

    Args:
        dynamic_frames: A dict, or a list of frames that have names.
        glue_ctx: The GlueContext that the collection belongs to.
    """

    def __init__(self, dynamic_frames: dict[str, DynamicFrame] | list[DynamicFrame], glue_ctx: Context) -> None:
        if not isinstance(dynamic_frames, dict | list):
            raise TypeError(f"dynamic_frames must be a list or a dict of DynamicFrames. Got {dynamic_frames!r}")
        named = {frame.name: frame for frame in dynamic_frames} if isinstance(dynamic_frames, list) else dynamic_frames
        self._df_dict: dict[str, DynamicFrame] = named
        self._glue_ctx = glue_ctx

    def __getitem__(self, key: str) -> DynamicFrame:
        return self._df_dict[key]

    def __len__(self) -> int:
        return len(self._df_dict)

    def keys(self) -> KeysView[str]:
        """Return the names."""
        return self._df_dict.keys()

    def values(self) -> ValuesView[DynamicFrame]:
        """Return the frames."""
        return self._df_dict.values()

    def select(self, key: str, transformation_ctx: str = "") -> DynamicFrame:
        """Return the frame of that name; an empty one if there is none."""
        if key in self._df_dict:
            return self._df_dict[key]
        return DynamicFrame(engine.empty_frame(session_of(self._glue_ctx), key), self._glue_ctx, key)

    def map(self, callable: FrameFunction, transformation_ctx: str = "") -> DynamicFrameCollection:
        """Return what a function makes of each frame, under the same names.

        Args:
            callable: Gets a frame and its context, returns a frame.
            transformation_ctx: The beginning of each frame's context.

        Raises:
            TypeError: The function returned something else.
        """
        frames = {}
        for name, frame in self._df_dict.items():
            result = callable(frame, f"{transformation_ctx}:{name}")
            if not isinstance(result, DynamicFrame):
                raise TypeError(f"callable must return a DynamicFrame. Got {type(result)} for {name!r}")
            frames[name] = result
        return DynamicFrameCollection(frames, self._glue_ctx)

    def flatmap(self, f: FrameFunction, transformation_ctx: str = "") -> DynamicFrameCollection:
        """Return all frames that a function makes of each frame, under the names that they have.

        Args:
            f: Gets a frame and its context, returns a frame or a collection.
            transformation_ctx: The beginning of each frame's context.

        Raises:
            TypeError: The function returned something else.
        """
        frames: dict[str, DynamicFrame] = {}
        for frame in self._df_dict.values():
            result = f(frame, f"{transformation_ctx}:{frame.name}")
            if isinstance(result, DynamicFrameCollection):
                frames.update(result._df_dict)
            elif isinstance(result, DynamicFrame):
                frames[result.name] = result
            else:
                raise TypeError(f"f must return a DynamicFrame or a DynamicFrameCollection. Got {type(result)}")
        return DynamicFrameCollection(frames, self._glue_ctx)


def _frame_of(jdf: object, glue_ctx: Context, name: str) -> engine.Frame:
    if isinstance(jdf, engine.Frame):
        return jdf.named(name) if name and name != jdf.name else jdf
    if isinstance(jdf, DataFrame):
        return engine.from_dataframe(jdf, name, stage=stage_of())
    if isinstance(jdf, JavaObject):
        return engine.from_dataframe(DataFrame(jdf, session_of(glue_ctx)), name, stage=stage_of())
    raise OptionError(
        "DynamicFrame", jdf, "expected another frame's _jdf or a Spark DataFrame; see DynamicFrame.fromDF"
    )
