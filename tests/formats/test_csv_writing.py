"""CSV as it is written."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.connections import write_frame
from etl.errors import OptionError, UnsupportedFeatureError
from etl.frame.dataframes import from_dataframe
from tests.formats.reading import read, texts, write


def written(spark: SparkSession, folder: Path, sql: str, keys: list[str] | None = None, **options: Any) -> list[str]:
    """Return the texts of the files that the rows of a query make."""
    write(from_dataframe(spark.sql(sql).coalesce(1)), folder / "out", "csv", keys=keys, **options)
    return texts(folder / "out")


VALUES = r"""SELECT '  pad ' AS a, '' AS b, 'q"q' AS c, 'x,y' AS d, 'x\\y' AS e, 'l\nm' AS f,
    CAST(null AS string) AS `g h`"""


def test_what_must_be_quoted_is(spark: SparkSession, tmp_path: Path) -> None:
    assert written(spark, tmp_path, VALUES) == ['a,b,c,d,e,f,g h\n  pad ,"","q""q","x,y",x\\y,"l\nm",\n']


def test_separator_quote_and_no_header(spark: SparkSession, tmp_path: Path) -> None:
    options = {"separator": "|", "quoteChar": "'", "writeHeader": False}
    assert written(spark, tmp_path, "SELECT 'x|y' AS a, 'c,d' AS c", **options) == ["'x|y'|c,d\n"]


@pytest.mark.parametrize(
    "options", [{"strictCheckForQuoting": True}, {"strictCheckForQuoting": False}, {"escaper": "\\"}]
)
def test_no_option_quotes_or_escapes_more(spark: SparkSession, tmp_path: Path, options: dict[str, Any]) -> None:
    sql = r"""SELECT 'plain' AS a, 'two words' AS b, 'q"q' AS c, 'x\\y' AS d"""
    assert written(spark, tmp_path, sql, **options) == ['a,b,c,d\nplain,two words,"q""q",x\\y\n']


@pytest.mark.parametrize("tab", ["\t", "\\t"])
def test_tabs(spark: SparkSession, tmp_path: Path, tab: str) -> None:
    assert written(spark, tmp_path, "SELECT 1 AS a, 'x y' AS b", separator=tab) == ["a\tb\n1\tx y\n"]


@pytest.mark.parametrize("off", [-1, "-1"])
def test_without_quotes_values_are_as_they_are(spark: SparkSession, tmp_path: Path, off: object) -> None:
    assert written(spark, tmp_path, VALUES, quoteChar=off) == ['a,b,c,d,e,f,g h\n  pad ,,q"q,x,y,x\\y,l\nm,\n']


def test_without_quotes_or_header_in_folders_and_compressed(spark: SparkSession, tmp_path: Path) -> None:
    frame = from_dataframe(spark.sql("SELECT 'a,b' AS x, 1 AS y, 'k' AS kind"))
    options = {"path": str(tmp_path), "partitionKeys": ["kind"], "compression": "gzip"}
    write_frame(frame, "s3", options, "csv", {"quoteChar": -1, "writeHeader": "false", "separator": ";"})
    assert texts(tmp_path / "kind=k") == ["a,b;1\n"]
    assert list((tmp_path / "kind=k").glob("run-*.gz"))


def test_values_of_every_type(spark: SparkSession, tmp_path: Path) -> None:
    sql = """SELECT 1 AS i, 1.5D AS d, 2.50BD AS n, true AS b, DATE'2020-01-31' AS day,
        TIMESTAMP'2020-01-31 10:00:00' AS t, named_struct('x', 1, 'y', array('a')) AS s"""
    (text,) = written(spark, tmp_path, sql)
    assert text == 'i,d,n,b,day,t,s\n1,1.5,2.50,true,2020-01-31,2020-01-31 10:00:00,"{""x"":1,""y"":[""a""]}"\n'


NUMBERS = """SELECT double('NaN') AS a, double('-Infinity') AS b, 1e30D AS c, 1e-5D AS d, float(0.1) AS e, -0.0D AS f,
    9223372036854775807L AS g, 100D AS h, float(3e10) AS i, false AS j, CAST(null AS double) AS k"""


def test_numbers_are_the_texts_that_spark_casts_them_to(spark: SparkSession, tmp_path: Path) -> None:
    df = spark.sql(NUMBERS)
    (row,) = df.selectExpr(*[f"CAST({name} AS string)" for name in df.columns]).collect()
    assert written(spark, tmp_path, NUMBERS, writeHeader=False) == [",".join(text or "" for text in row) + "\n"]


def test_a_choice_is_its_value(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"a": 1, "b": "x"}\n{"a": "one"}\n{"a": null, "b": null}\n{"a": {"c": [2]}}\n')
    write(read(spark, tmp_path / "in.json", "json"), tmp_path / "out", "csv")
    (text,) = texts(tmp_path / "out")
    assert text == 'a,b\n1,x\none,\n,\n"{""c"":[2]}",\n'


def test_nested_values_are_json_as_glue_shows_it(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(
        '{"id": 1, "s": {"a": 1, "b": null}, "l": [1, "x", [2]]}\n{"id": 2, "s": {"a": "x"}, "l": []}\n{"id": 3}\n'
    )
    write(read(spark, tmp_path / "in.json", "json"), tmp_path / "out", "csv", separator=";", quoteChar=-1)
    (text,) = texts(tmp_path / "out")
    assert text == 'id;s;l\n1;{"a":1,"b":null};[1,"x",[2]]\n2;{"a":"x"};[]\n3;;\n'


def test_a_null_of_the_only_column_is_a_record(spark: SparkSession, tmp_path: Path) -> None:
    assert written(spark, tmp_path, "SELECT explode(array('x', null, 'y')) AS a") == ['a\nx\n""\ny\n']


def test_partition_folders(spark: SparkSession, tmp_path: Path) -> None:
    assert written(spark, tmp_path, "SELECT 1 AS id, 'a' AS kind", keys=["kind"]) == ["id\n1\n"]
    assert (tmp_path / "out" / "kind=a").is_dir()


def test_frames_without_records_or_columns(spark: SparkSession, tmp_path: Path) -> None:
    assert written(spark, tmp_path, "SELECT 1 AS a, 2 AS b WHERE false") == ["a,b\n"]
    for off in ({}, {"quoteChar": -1}):
        write(from_dataframe(spark.range(2).select()), tmp_path / "nothing", "csv", **off)
    assert not (tmp_path / "nothing").exists()


def test_names_that_differ_only_in_case(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('{"id": 1, "ID": 2}\n')
    write(read(spark, tmp_path / "in.json", "json"), tmp_path / "out", "csv")
    assert texts(tmp_path / "out") == ["id,ID\n1,2\n"]


@pytest.mark.parametrize("option", ["separator", "quoteChar", "escaper"])
def test_characters_are_single(spark: SparkSession, tmp_path: Path, option: str) -> None:
    with pytest.raises(OptionError, match=f"{option}: cannot use '##'; expected one character"):
        written(spark, tmp_path, "SELECT 1 AS a", **{option: "##"})


def test_compressions(spark: SparkSession, tmp_path: Path) -> None:
    frame = from_dataframe(spark.sql("SELECT 1 AS a"))
    with pytest.raises(OptionError, match=r"compression: cannot use 'rar'; expected one of none"):
        write_frame(frame, "s3", {"path": str(tmp_path), "compression": "rar"}, "csv")
    with pytest.raises(UnsupportedFeatureError, match="lzo"):
        write_frame(frame, "s3", {"path": str(tmp_path), "compression": "lzo"}, "csv")


def test_bytes_are_written_in_base64(spark: SparkSession, tmp_path: Path) -> None:
    sql = "SELECT unhex(repeat('00FF', 40)) AS b, 1 AS n"
    assert written(spark, tmp_path, sql) == [f"b,n\n{base64.b64encode(bytes((0, 255)) * 40).decode()},1\n"]


def test_days_are_written_as_they_are_shown(spark: SparkSession, tmp_path: Path) -> None:
    days = "SELECT date_add(DATE'0001-01-01', n) AS d, n FROM VALUES (-800000), (-1), (0), (2000000), (9000000) AS t(n)"
    shown = [str(row[0]) for row in spark.sql(f"SELECT CAST(d AS string) FROM ({days})").collect()]
    [text] = written(spark, tmp_path, days)
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == shown
