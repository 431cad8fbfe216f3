"""The job that a script is: `Job(glue_context)`, `job.init(name, args)`, `job.commit()`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyspark import SparkContext
from pyspark.sql import SparkSession, SQLContext

from etl.errors import OptionError
from etl.runtime import job as engine


class Job:
    """The run of a job; all objects of this class speak of the one run of the process.

    Differs from AWS Glue: `commit` without `init` does nothing, instead of failing.
    """

    def __init__(self, glue_context_or_spark_session: SQLContext | SparkSession | SparkContext) -> None:
        given = glue_context_or_spark_session
        self._glue_context = given if isinstance(given, SQLContext) else None
        self._spark_session = _session_of(given)

    def init(self, job_name: str, args: Mapping[str, Any] = {}) -> None:
        """Begin the run.

        Args:
            job_name: The job's name.
            args: The job's arguments, as getResolvedOptions returned them.
        """
        engine.begin(job_name, args)

    def isInitialized(self) -> bool:
        """Return whether `init` was called."""
        return engine.current_run() is not None

    def commit(self) -> None:
        """Say that the work is done."""
        engine.commit()

    @classmethod
    def continuation_options(cls) -> list[str]:
        """Return the name and the values of the argument that bookmarks had before `--job-bookmark-option`."""
        return ["--continuation-option", "continuation-enabled", "continuation-readonly", "continuation-ignore"]

    @classmethod
    def job_bookmark_options(cls) -> list[str]:
        """Return the name and the values of the argument for bookmarks."""
        return ["--job-bookmark-option", "job-bookmark-enable", "job-bookmark-pause", "job-bookmark-disable"]

    @classmethod
    def job_bookmark_range_options(cls) -> list[str]:
        """Return the names of the arguments that bound what a paused bookmark reads."""
        return ["--job-bookmark-from", "--job-bookmark-to"]

    @classmethod
    def id_params(cls) -> list[str]:
        """Return the names of the arguments that say which run of which job this is."""
        return ["--JOB_NAME", "--JOB_ID", "--JOB_RUN_ID", "--SECURITY_CONFIGURATION"]

    @classmethod
    def encryption_type_options(cls) -> list[str]:
        """Return the name and the values of the argument for encryption."""
        return ["--encryption-type", "sse-s3"]

    @classmethod
    def data_lineage_options(cls) -> list[str]:
        """Return the name of the argument for data lineage."""
        return ["--enable-data-lineage"]


def _session_of(given: object) -> SparkSession:
    if isinstance(given, SQLContext):
        return given.sparkSession
    if isinstance(given, SparkSession):
        return given
    if isinstance(given, SparkContext):
        return SparkSession.builder.getOrCreate()
    raise OptionError("Job", given, "expected a GlueContext, a SparkSession or a SparkContext")
