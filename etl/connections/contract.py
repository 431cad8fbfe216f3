"""What a connection is: a kind of place that records come from and go to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from etl.bookmarks.job_bookmark import JobBookmark
from etl.frame.frame import Frame
from etl.frame.stage import Stage


@dataclass(frozen=True)
class Request:
    """What a script says of the place it reads or writes.

    Attributes:
        options: Glue's connection_options.
        format: How records are written there, where the place is made of files.
        format_options: Glue's format_options.
        stage: The step of the job.
        bookmark: What the job has read already, for the step to go on from there; None to read all.
        report: A name under which a write tells its folders (`etl.formats.saving.written_folders`); "" is none.
    """

    options: Mapping[str, Any]
    format: str | None = None
    format_options: Mapping[str, Any] = field(default_factory=dict)
    stage: Stage = field(default_factory=Stage)
    bookmark: JobBookmark | None = None
    report: str = ""


class Connection(ABC):
    """A kind of place: files, say, or a database.

    A connection of your own subclasses this, and `etl.connections.register_connection` makes its name known.

    Raises:
        OptionError: A value that cannot be used, or one that is missing.
        PathError: Something that is to be read does not exist.
        UnknownNameError: A format that nobody knows.
        UnsupportedFeatureError: A format or option that Glue has and local-glue lacks.
    """

    @abstractmethod
    def read_frame(self, spark: SparkSession, request: Request) -> Frame:
        """Return the records that are there, without a Spark job: they are read when they are needed."""

    @abstractmethod
    def write_frame(self, frame: Frame, request: Request) -> None:
        """Add the records of `frame` to what is there."""

    @abstractmethod
    def read_dataframe(self, spark: SparkSession, request: Request) -> DataFrame:
        """Return the records as Spark itself would read them."""

    @abstractmethod
    def write_dataframe(self, df: DataFrame, request: Request) -> None:
        """Add the rows of `df` to what is there, as Spark itself would write them."""
