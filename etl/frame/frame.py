"""The frame: an immutable value that knows how its records are made, and makes them when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyspark.sql import DataFrame, SparkSession

from etl.errors import ErrorThresholdError
from etl.frame.display import record_lines, schema_tree
from etl.frame.error_records import Step, reader_errors
from etl.frame.once import Once
from etl.frame.plain import plain_dataframe
from etl.frame.records import Records
from etl.frame.source import Source
from etl.frame.stage import Stage
from etl.frame.types import Struct
from etl.jvm.failures import clear_failures


class Frame:
    """Records with a schema in which a field may have several types, and the error records made on the way.

    Nothing is computed when a frame is made: a source is read, and its schema folded, when `schema` or `df` is first
    asked for.

    Attributes:
        spark: The session that the records live in.
        name: The name that collections and error messages use.
        steps: The transforms that led here, each with the error records it made.
        source: What the records are read from, while no transform stands between.
    """

    def __init__(
        self,
        resolve: Callable[[], Records],
        spark: SparkSession,
        *,
        name: str = "",
        steps: tuple[Step, ...] = (),
        source: Source | None = None,
    ) -> None:
        self._records = Once(resolve)
        self.spark = spark
        self.name = name
        self.steps = steps
        self.source = source

    @classmethod
    def from_source(cls, source: Source, *, name: str = "", stage: Stage = Stage()) -> Frame:
        """Return a frame of the records of `source`, which is read later."""
        schema = Once(source.fold)

        def resolve() -> Records:
            return Records(source.read(schema()), schema())

        step = Step(stage, lambda: reader_errors(source, stage))
        return cls(resolve, source.spark, name=name, steps=(step,), source=source)

    @classmethod
    def from_resolved(cls, df: DataFrame, schema: Struct, *, name: str = "", stage: Stage = Stage()) -> Frame:
        """Return a frame of physical rows whose schema is known."""
        return cls(lambda: Records(df, schema), df.sparkSession, name=name, steps=(Step(stage),))

    @property
    def records(self) -> Records:
        """The physical rows and their schema."""
        return self._records()

    @property
    def schema(self) -> Struct:
        """The logical schema; computing it may read the source."""
        return self.records.schema

    @property
    def df(self) -> DataFrame:
        """The physical DataFrame (`etl.frame.physical`)."""
        return self.records.df

    @property
    def place(self) -> str:
        """What messages call this frame."""
        return self.name or "the frame"

    def derive(
        self,
        change: Callable[[Records], Records],
        *,
        stage: Stage,
        errors: Callable[[], Records | None] = lambda: None,
        others: Iterable[Frame] = (),
        name: str | None = None,
    ) -> Frame:
        """Return the frame that a transform makes of this one, lazily.

        Args:
            change: Makes the new records of this frame's.
            stage: The transform's place in the job.
            errors: Makes the error records of the transform, if it can make any.
            others: Further frames that the transform reads, whose error records come along.
            name: The new frame's name; this one's if None.
        """
        before = self.steps + tuple(step for other in others for step in other.steps)
        return Frame(
            lambda: change(self.records),
            self.spark,
            name=self.name if name is None else name,
            steps=(*before, Step(stage, errors)),
        )

    def named(self, name: str) -> Frame:
        """Return the same frame under another name."""
        return Frame(lambda: self.records, self.spark, name=name, steps=self.steps, source=self.source)

    def derive_from(self, read: Callable[[], Records], *, stage: Stage) -> Frame:
        """Return the frame of records that a transform reads for itself, where this one's need not be made."""
        return Frame(read, self.spark, name=self.name, steps=(*self.steps, Step(stage)))

    def count(self) -> int:
        """Return the number of good records."""
        self.check_thresholds()
        with clear_failures():
            return self.df.count()

    def to_plain(self) -> DataFrame:
        """Return the DataFrame that `toDF` gives where no option asks for more."""
        self.check_thresholds()
        return plain_dataframe(self.df, self.schema)

    def num_partitions(self) -> int:
        """Return how many partitions the records are in."""
        return self.df.rdd.getNumPartitions()

    def schema_text(self) -> str:
        """Return the schema as `printSchema` shows it."""
        return schema_tree(self.schema)

    def show_text(self, rows: int = 20) -> str:
        """Return the first records as `show` prints them, one JSON object a line."""
        self.check_thresholds()
        return "\n".join(record_lines(self.records, rows))

    def errors_count(self) -> int:
        """Return the number of error records that came together up to here."""
        return sum(step.count() for step in self.steps)

    def stage_errors_count(self) -> int:
        """Return the number of error records that the last transform made."""
        return self.steps[-1].count()

    def assert_error_threshold(self) -> None:
        """Compute the frame and compare its error records with the last step's thresholds, 0 meaning none allowed.

        Raises:
            ErrorThresholdError: There are more error records than the stage or the total threshold says.
        """
        self._compare_stage(self.steps[-1])
        self._compare_total(self.steps)

    def check_thresholds(self) -> None:
        """Hold the thresholds that the job set, 0 meaning no limit; a job that set none pays nothing.

        Raises:
            ErrorThresholdError: A step made more error records than it may.
        """
        for position, step in enumerate(self.steps, start=1):
            if step.stage.stage_threshold:
                self._compare_stage(step)
            if step.stage.total_threshold:
                self._compare_total(self.steps[:position])

    def _compare_stage(self, step: Step) -> None:
        self._compare(step.stage, step.count(), "stageThreshold", step.stage.stage_threshold)

    def _compare_total(self, steps: tuple[Step, ...]) -> None:
        stage = steps[-1].stage
        self._compare(stage, sum(step.count() for step in steps), "totalThreshold", stage.total_threshold)

    def _compare(self, stage: Stage, errors: int, threshold: str, value: int) -> None:
        if errors > value:
            raise ErrorThresholdError(stage.transformation_ctx or self.place, errors, threshold, value)
