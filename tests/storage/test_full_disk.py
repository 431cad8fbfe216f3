"""Frames written to a bucket whose disk is full: the place is named, and what was begun is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from etl.connections import write_frame
from etl.frame.dataframes import from_dataframe
from etl.runtime.failures import describe


@pytest.mark.parametrize("format_name", ["json", "glueparquet"])
def test_what_was_begun_is_gone(
    spark: SparkSession, buckets: Path, bucket: str, small_disk: Path, format_name: str
) -> None:
    buckets.mkdir(parents=True, exist_ok=True)
    (buckets / bucket).symlink_to(small_disk)
    (small_disk / "out").mkdir()
    (small_disk / "out" / "before.json").write_text('{"id": "x"}')
    rows = from_dataframe(spark.range(100_000).selectExpr("id", "uuid() AS text").coalesce(1))
    with pytest.raises(Exception, match="No space left on device") as caught:
        write_frame(rows, "s3", {"path": f"s3://{bucket}/out"}, format_name)
    assert "No space left on device" in describe(caught.value)
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["before.json"]
