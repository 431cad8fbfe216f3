"""Options of Spark's own for Parquet and ORC, which scripts give among the connection's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

from etl import connections
from etl.errors import EtlWarning, UnsupportedFeatureError
from etl.frame import from_dataframe


def test_parquets_own_settings_reach_the_writer(spark: SparkSession, tmp_path: Path) -> None:
    rows = from_dataframe(spark.sql("SELECT 'pen' AS name, id FROM range(10)").coalesce(1))
    given = {"path": str(tmp_path), "parquet.enable.dictionary": False, "maxRecordsPerFile": 4}
    connections.write_frame(rows, "s3", given, "parquet")
    files = sorted(tmp_path.glob("*.parquet"))
    assert len(files) == 3
    assert "RLE_DICTIONARY" not in pq.ParquetFile(files[0]).metadata.row_group(0).column(0).encodings


@pytest.mark.parametrize("names", [("day",), ("day", "Day")])
def test_old_days_are_read_as_the_script_says(spark: SparkSession, tmp_path: Path, names: tuple[str, ...]) -> None:
    spark.conf.set("spark.sql.parquet.datetimeRebaseModeInWrite", "LEGACY")
    spark.conf.set("spark.sql.caseSensitive", "true")
    try:
        columns = ", ".join(f"DATE'1001-01-01' AS {name}" for name in names)
        spark.sql(f"SELECT {columns}").write.parquet(str(tmp_path / "p"))
    finally:
        spark.conf.unset("spark.sql.parquet.datetimeRebaseModeInWrite")
        spark.conf.unset("spark.sql.caseSensitive")
    [file] = (tmp_path / "p").glob("*.parquet")
    kept = pq.read_table(file).replace_schema_metadata(None)
    pq.write_table(kept, tmp_path / "plain.parquet")

    def days(mode: str) -> set[dt.date]:
        given = {"paths": [str(tmp_path / "plain.parquet")], "datetimeRebaseMode": mode}
        frame = connections.read_frame(spark, "s3", given, "parquet").to_plain()
        plain = connections.read_dataframe(spark, "s3", given, "parquet") if len(names) == 1 else frame
        assert frame.collect() == plain.collect()
        return set(frame.first() or ())

    assert days("LEGACY") == {dt.date(1001, 1, 1)}
    assert days("CORRECTED") == {dt.date(1001, 1, 7)}


@pytest.mark.parametrize("option", ["pathGlobFilter", "modifiedAfter", "ignoreCorruptFiles", "recursiveFileLookup"])
def test_options_of_spark_that_would_choose_files_are_refused(spark: SparkSession, tmp_path: Path, option: str) -> None:
    spark.range(1).write.orc(str(tmp_path / "o"))
    with pytest.raises(UnsupportedFeatureError, match=option):
        connections.read_frame(spark, "s3", {"paths": [str(tmp_path / "o")], option: "x"}, "orc")


@pytest.mark.parametrize(
    ("options", "format_options", "told"),
    [
        ({"recurse": True}, {}, "connection_options: 'recurse'"),
        (
            {},
            {"skipFirst": True},
            "format_options of csv: 'skipFirst'",
        ),
    ],
)
def test_an_option_of_a_read_is_told_where_it_belongs(
    spark: SparkSession, tmp_path: Path, options: dict[str, object], format_options: dict[str, object], told: str
) -> None:
    with pytest.warns(EtlWarning) as warned:
        connections.write_frame(
            from_dataframe(spark.range(1)), "s3", {"path": str(tmp_path / "x"), **options}, "csv", format_options
        )
    wanted = f"{told} is ignored: it belongs in the options of a read."
    assert wanted in [str(one.message) for one in warned]


def test_an_option_of_a_write_is_told_where_it_belongs(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n")
    with pytest.warns(EtlWarning, match="'writeHeader' is ignored: it belongs in the options of a write"):
        connections.read_frame(spark, "s3", {"paths": [str(tmp_path)]}, "csv", {"writeHeader": True})
