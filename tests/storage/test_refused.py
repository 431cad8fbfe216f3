from __future__ import annotations

import pytest
from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

from etl.errors import WriteError
from etl.storage.refused import clear_refusals


def test_problems_that_name_each_other_come_to_an_end(spark: SparkSession) -> None:
    jvm = spark._jvm
    inner = jvm.java.io.IOException("No space left on device")
    outer = jvm.java.lang.RuntimeException("the job failed", inner)
    inner.addSuppressed(jvm.java.io.IOException("while closing", outer))
    with pytest.raises(WriteError, match="s3://b/x: cannot be written: "), clear_refusals("s3://b/x"):
        raise Py4JJavaError("save", outer)


def test_other_failures_stay_what_they_are(spark: SparkSession) -> None:
    problem = spark._jvm.java.lang.RuntimeException("a function of the script's failed")
    with pytest.raises(Py4JJavaError), clear_refusals("s3://b/x"):
        raise Py4JJavaError("save", problem)
