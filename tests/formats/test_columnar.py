"""Parquet and ORC: what is read and written alike in both."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

from etl.errors import EtlWarning, OptionError, ReadError, UnknownNameError
from etl.frame.dataframes import from_dataframe
from tests.formats.reading import jobs, read, rows, write

pytestmark = pytest.mark.parametrize("form", ["parquet", "orc"])


def save(df: DataFrame, path: Path, form: str) -> None:
    df.coalesce(1).write.mode("append").format(form).save(str(path))


def test_columns_and_types_are_those_of_the_file(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS id, 2L AS n, struct('x' AS a, array(1.5D) AS b) AS s"), tmp_path / "in", form)
    frame = read(spark, tmp_path / "in", form)
    assert frame.schema_text().split("\n") == [
        "root", "|-- id: int", "|-- n: long", "|-- s: struct", "|    |-- a: string", "|    |-- b: array",
        "|    |    |-- element: double",
    ]  # fmt: skip
    assert rows(frame) == [{"id": 1, "n": 2, "s": {"a": "x", "b": [1.5]}}]


def test_no_job_starts_before_an_action(spark: SparkSession, tmp_path: Path, form: str) -> None:
    for _ in range(3):
        save(spark.sql("SELECT 1 AS id"), tmp_path / "in", form)
    before = jobs(spark)
    frame = read(spark, tmp_path / "in", form)
    assert frame.schema.names == ["id"]
    assert frame.df.columns == ["id"]
    assert jobs(spark) == before
    assert frame.count() == 3


def test_no_column_of_any_file_is_lost(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS id, struct(1 AS x) AS s"), tmp_path / "in" / "1", form)
    save(spark.sql("SELECT 2 AS id, struct(2 AS x, 'y' AS y) AS s, 'new' AS more"), tmp_path / "in" / "2", form)
    frame = read(spark, tmp_path / "in", form, recurse=True)
    assert sorted(rows(frame), key=lambda row: row["id"]) == [
        {"id": 1, "s": {"x": 1, "y": None}, "more": None},
        {"id": 2, "s": {"x": 2, "y": "y"}, "more": "new"},
    ]


def test_files_whose_types_differ_give_a_choice(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS id, 'a' AS v"), tmp_path / "in" / "1", form)
    save(spark.sql("SELECT 2 AS id, 7L AS v"), tmp_path / "in" / "2", form)
    save(spark.sql("SELECT 3 AS id, 'b' AS v"), tmp_path / "in" / "3", form)
    frame = read(spark, tmp_path / "in", form, recurse=True)
    assert frame.schema_text().split("\n")[2:] == ["|-- v: choice", "|    |-- long", "|    |-- string"]
    assert {row["id"]: row["v"] for row in rows(frame)} == {
        1: {"long": None, "string": "a"}, 2: {"long": 7, "string": None}, 3: {"long": None, "string": "b"},
    }  # fmt: skip


def test_names_that_differ_in_case_between_files_are_one_column(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS Id"), tmp_path / "in" / "1", form)
    save(spark.sql("SELECT 2 AS ID"), tmp_path / "in" / "2", form)
    assert sorted(row["Id"] for row in rows(read(spark, tmp_path / "in", form, recurse=True))) == [1, 2]


def test_names_that_differ_only_in_case_within_a_file_are_two_columns(
    spark: SparkSession, tmp_path: Path, form: str
) -> None:
    spark.conf.set("spark.sql.caseSensitive", "true")
    save(spark.sql("SELECT 1 AS id, 2 AS ID, struct(3 AS x, 4 AS X) AS s"), tmp_path / "in", form)
    spark.conf.set("spark.sql.caseSensitive", "false")
    frame = read(spark, tmp_path / "in", form)
    assert frame.schema.names == ["id", "ID", "s"]
    assert frame.df.where("id = 1").collect()[0][:2] == (1, 2)
    write(frame, tmp_path / "out", form)
    again = read(spark, tmp_path / "out", form)
    assert [tuple(row) for row in again.df.collect()] == [(1, 2, (3, 4))]
    assert spark.conf.get("spark.sql.caseSensitive") == "false"


def test_partition_folders_are_no_columns(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS id"), tmp_path / "in" / "day=1", form)
    assert rows(read(spark, tmp_path / "in", form, recurse=True)) == [{"id": 1}]


def test_empty_folders_and_files_of_no_bytes(spark: SparkSession, tmp_path: Path, form: str) -> None:
    (tmp_path / "in").mkdir()
    assert rows(read(spark, tmp_path / "in", form)) == []
    (tmp_path / "in" / f"empty.{form}").touch()
    assert read(spark, tmp_path / "in", form).schema_text() == "root"
    save(spark.sql("SELECT 1 AS id"), tmp_path / "in", form)
    assert rows(read(spark, tmp_path / "in", form)) == [{"id": 1}]


def test_odd_file_names(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS id"), tmp_path / "in", form)
    (file,) = (tmp_path / "in").glob("part-*")
    file.rename(tmp_path / "in" / f"a [1]{{x}} é\t%20.{form}")
    assert rows(read(spark, tmp_path / "in", form)) == [{"id": 1}]


@pytest.mark.parametrize("content", [b"{}", b"\x00\x01 not such a file at all, but long enough to look for a footer"])
def test_another_kind_of_file_is_named(spark: SparkSession, tmp_path: Path, form: str, content: bytes) -> None:
    (tmp_path / f"bad.{form}").write_bytes(content)
    with pytest.raises(ReadError, match=rf"bad\.{form}: this is not a whole"):
        read(spark, tmp_path / f"bad.{form}", form)


def test_a_file_that_is_cut_off_is_named(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS id"), tmp_path / "in", form)
    (file,) = (tmp_path / "in").glob("part-*")
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(ReadError, match="part-0"):
        read(spark, tmp_path / "in", form)


def test_a_damaged_page_is_named_when_it_is_read(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.range(5000).selectExpr("uuid() AS v"), tmp_path / "in", form)
    (file,) = (tmp_path / "in").glob("part-*")
    data = file.read_bytes()
    file.write_bytes(data[:100] + bytes(20_000) + data[20_100:])
    (tmp_path / "in" / f".{file.name}.crc").unlink()
    with pytest.raises(ReadError, match=r"part-0\S+: the file is damaged or gone"):
        write(read(spark, tmp_path / "in", form), tmp_path / "out", "json")


def test_a_file_that_went_away_is_named(spark: SparkSession, tmp_path: Path, form: str) -> None:
    save(spark.sql("SELECT 1 AS id"), tmp_path / "in", form)
    frame = read(spark, tmp_path / "in", form)
    next((tmp_path / "in").glob("part-*")).unlink()
    with pytest.raises(ReadError, match=r"part-0\S+: the file is damaged or gone"):
        write(frame, tmp_path / "out", "json")


def test_writing_appends_and_leaves_no_marker(spark: SparkSession, tmp_path: Path, form: str) -> None:
    frame = from_dataframe(spark.sql("SELECT 1 AS id"))
    write(frame, tmp_path / "out", form)
    write(frame, tmp_path / "out", form)
    assert rows(read(spark, tmp_path / "out", form)) == [{"id": 1}, {"id": 1}]
    assert not (tmp_path / "out" / "_SUCCESS").exists()


def test_partition_keys_name_folders_and_leave_the_files(spark: SparkSession, tmp_path: Path, form: str) -> None:
    frame = from_dataframe(spark.sql("SELECT * FROM VALUES (1, 'a b', 2020), (2, null, 2021) AS t(id, `k.x`, Year)"))
    write(frame, tmp_path / "out", form, keys=["k.x", "year"])
    assert sorted(p.parent.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("part-*")) == [
        "k.x=__HIVE_DEFAULT_PARTITION__/Year=2021", "k.x=a b/Year=2020",
    ]  # fmt: skip
    assert sorted(row["id"] for row in rows(read(spark, tmp_path / "out", form, recurse=True))) == [1, 2]


def test_partition_keys_that_cannot_be(spark: SparkSession, tmp_path: Path, form: str) -> None:
    frame = from_dataframe(spark.sql("SELECT 1 AS id, struct(1 AS x) AS s"))
    with pytest.raises(UnknownNameError, match="Unknown partition key 'yaer'"):
        write(frame, tmp_path / "out", form, keys=["yaer"])
    with pytest.raises(OptionError, match="cannot use 's'; it is a struct"):
        write(frame, tmp_path / "out", form, keys=["s"])
    with pytest.raises(OptionError, match="no column is left"):
        write(from_dataframe(spark.sql("SELECT 1 AS id")), tmp_path / "out", form, keys=["id"])


def test_nulls_of_no_type_are_written_as_strings(spark: SparkSession, tmp_path: Path, form: str) -> None:
    frame = from_dataframe(spark.sql("SELECT 1 AS id, null AS n, struct(null AS `a b`) AS s, array() AS e"))
    with pytest.warns(EtlWarning, match=r"'n', 's', 'e'.*written as string"):
        write(frame, tmp_path / "out", form)
    assert read(spark, tmp_path / "out", form).schema_text().split("\n")[2:] == [
        "|-- n: string", "|-- s: struct", "|    |-- a b: string", "|-- e: array", "|    |-- element: string",
    ]  # fmt: skip


def test_frames_without_columns_or_records(spark: SparkSession, tmp_path: Path, form: str) -> None:
    write(from_dataframe(spark.range(3).select()), tmp_path / "nothing", form)
    assert not (tmp_path / "nothing").exists()
    write(from_dataframe(spark.sql("SELECT 1 AS id WHERE false")), tmp_path / "empty", form)
    assert rows(read(spark, tmp_path / "empty", form)) == []


def test_unknown_compression(spark: SparkSession, tmp_path: Path, form: str) -> None:
    with pytest.raises(OptionError, match="compression: cannot use 'rar'; expected one of snappy"):
        write(from_dataframe(spark.sql("SELECT 1 AS id")), tmp_path / "out", form, compression="rar")
