from __future__ import annotations

from typing import Any

import pytest
from pyspark.sql import SparkSession

from awsglue.context import GlueContext
from awsglue.job import Job
from etl.errors import OptionError
from etl.runtime import job as engine


@pytest.fixture(autouse=True)
def no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_runs", [])


def test_a_job_on_a_context_a_session_and_a_spark_context(glue_context: GlueContext, spark: SparkSession) -> None:
    for given in (glue_context, spark, spark.sparkContext):
        assert Job(given)._spark_session is spark


def test_a_job_on_something_else_is_refused() -> None:
    with pytest.raises(OptionError, match="GlueContext, a SparkSession"):
        Job("context")


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [(("nightly", {"JOB_NAME": "nightly"}), {}), (("nightly",), {}), ((), {"job_name": "nightly", "args": {}})],
)
def test_init_and_commit(glue_context: GlueContext, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    job = Job(glue_context)
    assert not job.isInitialized()
    job.init(*args, **kwargs)
    job.commit()
    run = engine.current_run()
    assert run is not None
    assert (run.name, run.is_committed, Job(glue_context).isInitialized()) == ("nightly", True, True)


def test_commit_without_init_does_nothing(glue_context: GlueContext) -> None:
    Job(glue_context).commit()
    assert engine.current_run() is None


def test_names_of_arguments() -> None:
    assert Job.id_params()[0] == "--JOB_NAME"
    assert Job.job_bookmark_options()[0] == "--job-bookmark-option"
    assert len(Job.continuation_options()) == len(Job.job_bookmark_options()) == 4
    assert Job.job_bookmark_range_options() == ["--job-bookmark-from", "--job-bookmark-to"]
    assert (Job.encryption_type_options()[0], Job.data_lineage_options()) == (
        "--encryption-type",
        ["--enable-data-lineage"],
    )
