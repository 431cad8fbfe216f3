"""`etl run` from the outside: each process takes seconds, so each test looks at many things."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_spark

Command = Callable[..., "subprocess.CompletedProcess[str]"]

JOB = """
import json, sys
import helper, inside_zip, inside_wheel
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql.functions import udf

args = getResolvedOptions(sys.argv, ["JOB_NAME", "input", "TempDir"])
sc = SparkContext()
spark = __import__("pyspark.sql").sql.SparkSession.builder.getOrCreate()
loader = sc._jvm.java.lang.Thread.currentThread().getContextClassLoader()
sc._jsc.hadoopConfiguration().set("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")

people = spark.read.json(args["input"]).cache()
twice = udf(lambda n: helper.twice(n) + inside_zip.ZERO + inside_wheel.ZERO, "int")
people.select("name", twice("age").alias("age")).write.mode("overwrite").csv("s3a://out/people")
people.limit(1).write.mode("append").parquet("s3n://out/first")
seen = {
    "argv": sys.argv[1:5], "name": args["JOB_NAME"], "temp": args["TempDir"], "run": args["JOB_RUN_ID"][:3],
    "partitions": spark.conf.get("spark.sql.shuffle.partitions"), "zone": spark.conf.get("spark.sql.session.timeZone"),
    "jar": loader.getResource("in-the-jar.txt") is not None, "file": json.load(open("settings.json")),
    "worker": spark.range(1).select(udf(lambda _: sys.executable)("id")).first()[0], "ages": sorted(
        row._c1 for row in spark.read.csv("s3://out/people", inferSchema=True).collect()
    ),
}
print(json.dumps(seen))
spark.stop()
"""


def archive(path: Path, **texts: str) -> str:
    with zipfile.ZipFile(path, "w") as made:
        for name, text in texts.items():
            made.writestr(name.replace("__", "."), text)
    return str(path)


def test_a_job_that_does_all_on_its_own(tmp_path: Path, run_etl: Command) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "people.py").write_text(JOB)
    bucket = tmp_path / ".etl" / "s3" / "data"
    bucket.mkdir(parents=True)
    (bucket / "people.json").write_text('{"name":"a","age":1}\n{"name":"b","age":2}\n')
    (bucket / "settings.json").write_text('{"from": "bucket"}')
    (tmp_path / "helper.py").write_text("def twice(n): return 2 * n")
    modules = [
        str(tmp_path / "helper.py"),
        archive(tmp_path / "z.zip", inside_zip__py="ZERO = 0"),
        archive(tmp_path / "w-1-py3-none-any.whl", inside_wheel__py="ZERO = 0"),
    ]
    done = run_etl(
        *("run", "jobs/people.py", "--input", "s3://data/people.json", "--day", "3"),
        *("--conf", "spark.sql.shuffle.partitions=3 --conf spark.x=y", "--extra-py-files", ",".join(modules)),
        *("--extra-files", "s3://data/settings.json", "--additional-python-modules", "pyspark,no-such-module==1"),
        *("--extra-jars", archive(tmp_path / "j.jar", **{"in-the-jar__txt": ""}), "--enable-metrics", "true"),
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "argv": ["--input", "s3://data/people.json", "--day", "3"],
        "name": "people",
        "temp": "s3://local-glue-temporary/people/",
        "run": "jr_",
        "partitions": "3",
        "zone": "UTC",
        "jar": True,
        "file": {"from": "bucket"},
        "worker": sys.executable,
        "ages": [2, 4],
    }
    notes = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
    assert notes[0] == "note: without effect here: --enable-metrics"
    assert notes[1].startswith("note: --additional-python-modules: not installed as asked for: no-such-module==1. ")
    summary = [re.sub(r"\s+", " ", line) for line in done.stderr.splitlines()[-5:]]
    assert summary[0].startswith("read 2 rows ")
    assert summary[0].endswith("1 file s3://data/people.json")
    assert re.fullmatch(r"read 2 rows \d+ B \d files? s3a://out/people", summary[1].replace("s3://", "s3a://"))
    assert re.fullmatch(r"wrote 2 rows \d+ B \d files? s3a://out/people", summary[2])
    assert re.fullmatch(r"wrote 1 row [\d.]+ (B|KiB) 1 file s3n://out/first", summary[3])
    assert summary[4].startswith("done in ")
    assert len(done.stderr.splitlines()) <= 9, done.stderr
    assert not (tmp_path / "settings.json").exists()
    assert sorted(path.name for path in (tmp_path / ".etl").iterdir()) == ["runs", "s3"]


def test_a_job_that_fails_shows_its_own_lines(tmp_path: Path, run_etl: Command) -> None:
    (tmp_path / "job.py").write_text(
        "from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.getOrCreate()\n"
        "spark.range(3).write.json('s3://out/ids')\n"
        "def fail(n):\n"
        "    raise KeyError(n)\n"
        "from pyspark.sql.functions import udf\n"
        "spark.range(1).select(udf(fail)('id')).collect()\n"
    )
    done = run_etl("run", "job.py")
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines.pop(0).startswith("note: Bucket s3://out did not exist and has been made: ")
    assert re.match(r"wrote +3 rows .* s3://out/ids", lines[0]), done.stderr
    assert lines[1] == "Traceback (most recent call last):"
    assert lines[2] == '  File "job.py", line 7, in <module>'
    assert lines[-2].endswith("KeyError: 0")
    assert lines[-1].startswith("exit code 1 in ")
    assert not re.search(r"\bat org\.|pyspark/|runpy|/etl/\w+/\w+\.py", done.stderr), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_ctrl_c_ends_cleanly(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "job.py").write_text(
        "import time\n"
        "from pyspark.sql import SparkSession\n"
        "from pyspark.sql.functions import udf\n"
        "spark = SparkSession.builder.getOrCreate()\n"
        "print('ready', flush=True)\n"
        "spark.range(1).select(udf(lambda n: time.sleep(100))('id')).collect()\n"
    )
    command = [sys.executable, "-m", "etl", "run", "job.py"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert errors.splitlines()[-1].startswith("interrupted in ")
    assert "Traceback" not in errors, errors
