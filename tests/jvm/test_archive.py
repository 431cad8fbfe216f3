from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pyspark
import pytest

from etl.jvm.archive import java_options


@pytest.fixture
def cached(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("JDK_JAVA_OPTIONS")
    return tmp_path / "local-glue"


def start_and_end_a_jvm(options: list[str]) -> str:
    jars = Path(pyspark.__file__).parent / "jars" / "*"
    options = [option.strip('"') for option in options]
    command = [
        "java",
        *options,
        "-Xlog:class+load",
        "-cp",
        str(jars),
        "org.apache.spark.deploy.SparkSubmit",
        "--version",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


def test_one_jvm_writes_the_archive_and_the_next_ones_use_it(cached) -> None:
    assert java_options(writes=False) == []
    first = java_options()
    assert first[0].startswith('"-XX:ArchiveClassesAtExit=')
    assert java_options() == []
    start_and_end_a_jvm(first)
    next_ones = java_options()
    assert next_ones == java_options()
    assert next_ones[0].startswith('"-XX:SharedArchiveFile=')
    assert "SparkSubmit source: shared objects file (top)" in start_and_end_a_jvm(next_ones)
    assert [path.suffix for path in cached.iterdir()] == [".jsa"]


def test_a_beginning_that_nobody_ended_is_made_again(cached) -> None:
    java_options()
    (begun,) = cached.iterdir()
    begun.write_bytes(bytes(4096))
    assert java_options() == []
    long_ago = time.time() - 3600
    os.utime(begun, (long_ago, long_ago))
    assert java_options()[0].startswith('"-XX:ArchiveClassesAtExit=')


def test_a_damaged_archive_does_not_stop_a_jvm(cached) -> None:
    java_options()
    (begun,) = cached.iterdir()
    begun.write_bytes(b"damaged")
    options = java_options()
    assert options[0].startswith('"-XX:SharedArchiveFile=')
    assert "SparkSubmit" in start_and_end_a_jvm(options)


def test_nothing_is_archived_where_nothing_can_be_written(tmp_path, monkeypatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert java_options() == []


def test_nothing_is_archived_for_a_java_that_is_not_there(cached, monkeypatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(cached))
    assert java_options() == []


def test_an_archive_that_the_user_chose_is_left_alone(cached, monkeypatch) -> None:
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:SharedArchiveFile=/mine.jsa")
    assert java_options() == []
