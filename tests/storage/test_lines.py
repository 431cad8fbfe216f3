from __future__ import annotations

import pytest
from pyspark.sql import SparkSession

from etl.storage.lines import join_line, split_line

FIELDS = ["s3://b/plain", "a\tb\nc\rd", "back\\slash\\t", "", "é ☃ 𐍈"]


def test_a_line_gives_back_its_fields() -> None:
    assert split_line(join_line(*FIELDS)) == FIELDS


def test_a_line_is_one_line() -> None:
    assert "\n" not in join_line(*FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_java_reads_and_writes_the_same_lines(spark: SparkSession, field: str) -> None:
    fields = spark._jvm.localglue.Fields
    text = spark._jvm.java.lang.StringBuilder()
    fields.append(text, field)
    assert text.toString() == join_line(field)
    assert list(fields.split(join_line(field, 7))) == [field, "7"]
