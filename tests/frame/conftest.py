"""Frames from literal records and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import functions as F

from etl.connections import read_frame
from etl.frame import Frame, Stage
from etl.frame.physical import quoted
from etl.jvm.records import record_text


@pytest.fixture
def frame_of(spark, tmp_path: Path) -> Callable[..., Frame]:
    """Returns a function from records (dicts, or lines of text) to the frame of a JSON file of them."""
    made = iter(range(1_000))

    def read(*records: dict[str, Any] | str, stage: Stage = Stage()) -> Frame:
        path = tmp_path / f"{next(made)}.json"
        path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records))
        return read_frame(spark, "s3", {"paths": [str(path)]}, "json", {}, stage=stage)

    return read


@pytest.fixture
def records_of() -> Callable[[Frame], list[Any]]:
    """Returns a function from a frame to its records, without the fields they lack."""

    def records(frame: Frame) -> list[Any]:
        text = record_text(frame.spark, frame.schema, style="compact")
        columns = [F.col(quoted(field.column)) for field in frame.schema]
        return [json.loads(row[0]) for row in frame.df.select(text(F.struct(*columns))).collect()]

    return records


@pytest.fixture
def no_jobs(spark) -> Callable[[], Any]:
    """Returns a context manager that asserts that no Spark job starts inside it."""

    @contextmanager
    def check() -> Iterator[None]:
        scheduler = spark.sparkContext._jsc.sc().dagScheduler()
        before = scheduler.numTotalJobs()
        yield
        assert scheduler.numTotalJobs() == before

    return check
