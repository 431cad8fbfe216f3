from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from etl.connections import read_frame
from etl.errors import PathError
from etl.frame.paths import parse_path
from etl.runtime.arguments import get_resolved_options
from etl.runtime.failures import describe, keep_spark_from_logging, without_jvm


def failure_of(call: Callable[[], object]) -> str:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        call()
    return describe(caught.value)


def test_frames_of_spark_and_of_the_engine_are_left_out() -> None:
    text = failure_of(lambda: parse_path(3))  # type: ignore[arg-type]
    assert Path(__file__).name in text
    assert "etl/frame" not in text


def test_a_python_error_looks_as_ever() -> None:
    lines = failure_of(lambda: {}["x"]).splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "KeyError: 'x'"


def test_arguments_that_are_missing_are_told_at_the_scripts_line() -> None:
    text = failure_of(lambda: get_resolved_options(["job.py"], ["JOB_NAME"]))
    assert "argparse" not in text
    assert text.count("  File ") == text.count(Path(__file__).name) == 2


def test_the_error_before_is_shown_if_the_script_had_part_in_it() -> None:
    def fail() -> None:
        try:
            int("x")
        except ValueError as error:
            raise RuntimeError("y") from error

    text = failure_of(fail)
    assert text.index("ValueError") < text.index("direct cause") < text.index("RuntimeError: y")


def test_an_error_of_ours_stands_alone() -> None:
    def fail() -> None:
        try:
            int("x")
        except ValueError as error:
            raise PathError("s3://b/x", "no such file") from error

    assert "ValueError" not in failure_of(fail)


def test_stacks_of_the_jvm_and_repetitions_are_left_out() -> None:
    message = (
        "An error occurred while calling o1.count.\n: a.B: Job aborted: c.D: why\n"
        "\tat x.Y.z(Y.scala:1)\n\tat java.base/q.R.<init>(R.java:2)\n\nDriver stacktrace:\n\tat x.Y(Y.scala:3)\n"
        "Caused by: c.D: why\n\tat x.Y.z(Y.scala:1)\n\t... 1 more\nCaused by: e.F: deeper\n"
    )
    assert without_jvm(message) == "a.B: Job aborted: c.D: why\nCaused by: e.F: deeper"


def test_a_failing_python_function_shows_the_scripts_line(spark: SparkSession) -> None:
    def fail(batches: object) -> object:
        raise ZeroDivisionError("here")

    lines = failure_of(lambda: spark.range(1).mapInPandas(fail, "id long").collect()).splitlines()  # type: ignore[arg-type]
    assert any("in fail" in line for line in lines)
    assert not any("worker.py" in line or "PythonRunner" in line for line in lines)
    assert lines[-1].endswith("ZeroDivisionError: here")


def test_a_worker_that_ends_is_told(spark: SparkSession) -> None:
    def end(batches: object) -> object:
        os._exit(9)

    lines = failure_of(lambda: spark.range(1).mapInPandas(end, "id long").collect()).splitlines()  # type: ignore[arg-type]
    assert lines[-1].startswith("A Python worker ended amid its work")


def test_verbose_shows_all() -> None:
    with pytest.raises(PathError) as caught:
        raise PathError("s3://b/x", "no such file") from KeyError("cause")
    assert "KeyError: 'cause'" in describe(caught.value, is_verbose=True)


def test_a_missing_path_is_told_in_a_line(spark: SparkSession) -> None:
    lines = failure_of(lambda: spark.read.json("s3://nowhere/x")).splitlines()
    assert "nowhere" in lines[-1]
    assert not any("java" in line for line in lines)


def test_what_spark_raises_is_not_logged_besides(spark: SparkSession, capfd: pytest.CaptureFixture[str]) -> None:
    keep_spark_from_logging()
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.conf.set("spark.sql.optimizer.excludedRules", "org.apache.spark.sql.catalyst.optimizer.ConstantFolding")
    failing = spark.sql("select 'x' as s").select(F.col("s").cast("int"))
    with pytest.raises(Exception, match="CAST_INVALID_INPUT"):
        failing.collect()
    assert "QueryContextLogger" not in capfd.readouterr().err


def test_a_file_that_sparks_own_reader_cannot_read_is_told_in_a_line(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"a,b\n" * 9999)[:-20])
    frame = read_frame(spark, "s3", {"paths": [str(tmp_path)]}, "csv", {"withHeader": True}).to_plain()
    told = failure_of(frame.collect)
    assert told.splitlines()[-1].startswith("etl.errors.ReadError: file:")
    assert "localglue" not in told
    assert "Job aborted" not in told
