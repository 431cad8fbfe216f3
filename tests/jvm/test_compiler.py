from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.errors import EnvironmentMismatchError
from etl.jvm import compiler


@pytest.fixture
def jar(spark: SparkSession) -> bytes:
    return compiled(spark)


def compiled(spark: SparkSession) -> bytes:
    return compiler.compiled_jar(spark.sparkContext._gateway)


def test_the_jar_has_classes_resources_and_the_marker(jar: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(jar)) as archive:
        assert archive.testzip() is None
        assert {"localglue/LocalS3.class", "localglue-site.xml", compiler.marker()} <= set(archive.namelist())


def test_the_same_sources_make_the_same_jar(spark: SparkSession, jar: bytes) -> None:
    assert compiled(spark) == jar


def test_sources_are_plain_ascii() -> None:
    assert [name for name, text in compiler.sources().items() if not text.isascii()] == []


def test_what_does_not_compile_is_named(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: dict[str, Any] = {"localglue/Bad.java": "package localglue;\npublic class Bad { NoSuchType x; }\n"}
    monkeypatch.setattr(compiler, "sources", lambda: broken)
    with pytest.raises(
        EnvironmentMismatchError, match=r"File 'localglue/Bad\.java', Line 2.*NoSuchType.*install pyspark"
    ):
        compiled(spark)
