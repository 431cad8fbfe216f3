"""Reading JSON by types that somebody declared, whatever the file holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.frame.types import (
    BOOLEAN,
    DOUBLE,
    INT,
    LONG,
    NULL,
    SHORT,
    STRING,
    Array,
    Choice,
    Decimal,
    Field,
    Map,
    Struct,
)
from etl.jvm.records import read_json
from tests.jvm.source_files import tasks_of


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (INT, "1", 1),
        (INT, "3000000000", None),
        (INT, "1.5", None),
        (INT, '"1"', None),
        (INT, "[1]", None),
        (INT, '{"a":{"b":[]}}', None),
        (LONG, "1", 1),
        (LONG, "99999999999999999999", None),
        (SHORT, "1", None),
        (DOUBLE, "1", None),
        (DOUBLE, "1.0", 1.0),
        (STRING, "1", None),
        (BOOLEAN, "true", True),
        (NULL, "1", None),
        (Decimal(38, 0), "99999999999999999999", 99999999999999999999),
        (Choice((INT, LONG)), "1", (1, None)),
        (Choice((DOUBLE, LONG)), "1", (None, 1)),
        (Choice((INT, STRING)), "true", None),
        (Array(INT), '[1,"x",null,2]', [1, None, None, 2]),
        (Array(INT), "1", None),
        (Map(INT), '{"a":1,"b":"x","a":2}', {"a": 2, "b": None}),
        (Struct((Field("a", INT),)), '{"b":{"a":7},"a":1}', (1,)),
        (Struct((Field("a", INT),)), "[]", None),
    ],
)
def test_the_declared_type_selects(spark: SparkSession, tmp_path: Path, type_: Any, text: str, value: Any) -> None:
    tasks = tasks_of(spark, tmp_path, f'{{"other":[{{}}],"v":{text},"last":1}}')
    schema = Struct((Field("v", type_), Field("last", INT)))
    assert read_json(spark, tasks, schema).first() == (value, 1)


def test_a_value_of_another_type_is_null_and_not_absent(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, '{"box":"x","choice":true}')
    choice = Choice((INT, STRING))
    schema = Struct((Field("box", INT, absent=True), Field("choice", choice, absent=True)))
    assert read_json(spark, tasks, schema).first() == ((None,), (None, None))


def test_names_without_case(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, '{"Id":1,"s":{"NAME":"x"}}{"ID":2,"S":{"name":"y"}}')
    schema = Struct((Field("id", INT), Field("S", Struct((Field("name", STRING),)))))
    assert read_json(spark, tasks, schema, case_sensitive=False).collect() == [(1, ("x",)), (2, ("y",))]
    assert read_json(spark, tasks, schema).collect() == [(None, None), (None, ("y",))]


def test_a_query_reads_its_columns_alone_in_any_order(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, '{"a":1,"b":2,"c":3}{"c":6,"b":5,"a":4}')
    rows = read_json(spark, tasks, Struct((Field("a", INT), Field("b", INT), Field("c", INT))))
    assert rows.select("c", "a").collect() == [(3, 1), (6, 4)]
    assert rows.where("b = 5").count() == 1
    assert rows.count() == 2
    assert "ReadSchema: struct<c:int,a:int>" in rows.select("c", "a")._jdf.queryExecution().toString()


def test_more_names_than_are_remembered(spark: SparkSession, tmp_path: Path) -> None:
    records = "".join(f'{{"n{n}":{n},"last":{n},"LAST":0}}' for n in range(5000))
    rows = read_json(spark, tasks_of(spark, tmp_path, records), Struct((Field("last", INT),)))
    assert [row.last for row in rows.collect()] == list(range(5000))


def test_nothing_runs_before_an_action(spark: SparkSession, tmp_path: Path) -> None:
    tasks = tasks_of(spark, tmp_path, '{"a":1}')
    tracker = spark.sparkContext.statusTracker()
    before = len(tracker.getJobIdsForGroup(None))
    read_json(spark, tasks, Struct((Field("a", INT),))).where("a > 1").selectExpr("a + 1")
    assert len(tracker.getJobIdsForGroup(None)) == before
