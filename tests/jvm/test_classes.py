"""The classes are there in whatever order a script starts what."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pyspark
import pytest
from pyspark.sql import SparkSession

from etl.errors import EnvironmentMismatchError
from etl.jvm import classes, compiler

from .programs import output, start


def jars(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "cache" / "local-glue").iterdir())


def test_before_a_context_and_for_two_after_each_other(tmp_path: Path) -> None:
    program = """
ensure_loaded()
for i in range(2):
    sc = context()
    serve_buckets(sc, "buckets")
    serve_buckets(sc, "buckets")
    print(round_trip(sc, f"bucket-{i}"), sc._jsc.sc().listJars().size())
    sc.stop()
"""
    assert output(start(program, tmp_path, has_own_cache=True)).split() == ["10", "1"] * 2
    [jar] = jars(tmp_path)
    assert jar.startswith(f"classes-spark{pyspark.__version__}-scala2.")


def test_after_the_context_of_a_script(tmp_path: Path) -> None:
    program = """
sc = context()
serve_buckets(sc, "buckets")
print(round_trip(sc, "bucket"))
loader = sc._jvm.java.lang.Thread.currentThread().getContextClassLoader()
print(loader.getClass().getName(), loader.getResource("localglue/LocalS3.class") is not None)
"""
    assert output(start(program, tmp_path)).split() == ["10", "org.apache.spark.util.MutableURLClassLoader", "True"]


@pytest.mark.parametrize("first", ["ensure_loaded()", ""], ids=["before the context", "after it"])
def test_a_jvm_whose_class_loader_takes_no_jars(tmp_path: Path, first: str) -> None:
    """As when a Java program starts Spark's gateway itself, without spark-submit."""
    info = tmp_path / "gateway"
    jars = Path(pyspark.__file__).parent / "jars"
    opens = [
        f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.lang", "java.nio", "sun.nio.ch", "java.util")
    ]
    command = ["java", *opens, "-cp", f"{jars}/*", "org.apache.spark.api.python.PythonGatewayServer"]
    with subprocess.Popen(
        command,
        env=os.environ | {"_PYSPARK_DRIVER_CONN_INFO_PATH": str(info)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as gateway:
        program = f"""
{first}
sc = context()
serve_buckets(sc, "buckets")
print(round_trip(sc, "bucket"))
import threading
thread = threading.Thread(target=lambda: (ensure_loaded(sc), print(round_trip(sc, "bucket"))))
thread.start()
thread.join()
"""
        try:
            port, secret = connection(gateway, info)
            ran = output(start(program, tmp_path, PYSPARK_GATEWAY_PORT=port, PYSPARK_GATEWAY_SECRET=secret))
        finally:
            gateway.stdin.close()  # type: ignore[union-attr]
            gateway.kill()
    assert ran.split() == ["10", "10"]


def connection(gateway: subprocess.Popen[bytes], info: Path) -> tuple[str, str]:
    import struct
    import time

    deadline = time.monotonic() + 60
    while not info.exists() and time.monotonic() < deadline:
        assert gateway.poll() is None
        time.sleep(0.1)
    data = info.read_bytes()
    port, length = struct.unpack(">ii", data[:8])
    return str(port), data[8 : 8 + length].decode()


@pytest.mark.any_spark
def test_eight_processes_at_once(tmp_path: Path) -> None:
    program = "ensure_loaded(); print(SparkContext._jvm.localglue.Split.WHOLE)"
    processes = [start(program, tmp_path, has_own_cache=True) for _ in range(8)]
    assert [output(process) for process in processes] == ["-1"] * 8
    assert len(jars(tmp_path)) == 1


def test_a_damaged_jar_and_then_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    program = "ensure_loaded(); print(SparkContext._jvm.localglue.Split.WHOLE, jar_file(SparkContext._gateway).parent)"
    output(start(program, tmp_path, has_own_cache=True))
    folder = tmp_path / "cache" / "local-glue"
    [jar] = folder.iterdir()
    whole = jar.read_bytes()
    jar.write_bytes(whole[: len(whole) // 2])
    assert output(start(program, tmp_path, has_own_cache=True)).split() == ["-1", str(folder)]
    assert jar.read_bytes() == whole
    jar.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    found, private = output(start(program, tmp_path, has_own_cache=True)).split()
    assert found == "-1"
    assert not Path(private).exists()


def test_executors_of_other_processes(tmp_path: Path) -> None:
    program = """
sc = context("local-cluster[2,1,1024]")
hadoop = sc._jsc.hadoopConfiguration()
serve_buckets(sc, "buckets")
hadoop.set("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
print(round_trip(sc, "bucket"))
"""
    assert output(start(program, tmp_path)) == "10"


def test_keys_that_the_locale_of_the_jvm_cannot_name(tmp_path: Path) -> None:
    """As in a bare container, where spark-submit starts a JVM that knows ASCII only."""
    program = """
sc = context()
serve_buckets(sc, "buckets")
for url in ("s3://bucket/\u00e9 a/\u2603", "s3://bucket/\u00e9 a"):
    SparkSession(sc).range(3).selectExpr("id", "id AS p").write.mode("append").partitionBy("p").json(url)
spark = SparkSession(sc)
print(spark.read.option("recursiveFileLookup", "true").text("s3://bucket/").count())
print(sc.textFile("s3a://bucket/\u00e9 a/*/p=*").count())
"""
    ran = output(start(program, tmp_path, LC_ALL="C", PYTHONUTF8="1"))
    assert ran.split() == ["6", "3"]
    assert (tmp_path / "buckets" / "bucket" / "\u00e9 a" / "\u2603" / "p=1").is_dir()


def test_the_jar_is_compiled_again_when_someone_emptied_the_cache(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(classes, "_jars", {})
    gateway: Any = spark.sparkContext._gateway
    classes.jar_file(gateway).unlink()
    assert classes.jar_file(gateway).exists()


def test_classes_of_another_version_are_refused(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "marker", lambda: "localglue/other.sources")
    with pytest.raises(EnvironmentMismatchError, match=r"another version of local-glue are loaded.*Restart"):
        classes.ensure_loaded(spark.sparkContext)
