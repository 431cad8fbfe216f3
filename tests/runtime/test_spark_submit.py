"""Jobs without `etl run`: by Python, by spark-submit, and on a cluster of several processes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark
import pytest

SPARK_BIN = Path(pyspark.__file__).parent / "bin"

JOB = """
import json, os, sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
sc = SparkContext()
early = sc._jsc.hadoopConfiguration().get("fs.s3.impl")
sc._jsc.hadoopConfiguration().set("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args["JOB_NAME"], args)

def located(record):
    import etl
    record["package"] = etl.__file__
    record["process"] = os.getpid()
    return record

spark.range(40).repartition(4).write.mode("overwrite").json("s3://data/in")
frame = glueContext.create_dynamic_frame.from_options("s3", {"paths": ["s3a://data/in"]}, format="json")
mapped = Map.apply(frame=frame, f=located)
glueContext.write_dynamic_frame.from_options(mapped, "s3", {"path": "s3n://data/out"}, format="parquet")
rows = spark.read.parquet("s3://data/out").collect()
job.commit()
another = GlueContext(SparkContext.getOrCreate())
seen = {
    "early": early, "rows": len(rows), "packages": sorted({row.package for row in rows}), "python": sys.executable,
    "executors": sc._jsc.sc().getExecutorMemoryStatus().size() - 1,
    "zone": another.spark_session.conf.get("spark.sql.session.timeZone"),
    "worker": sc.parallelize([0]).map(lambda _: sys.executable).first(),
}
sc.stop()
again = GlueContext(SparkContext(appName="again")).spark_session.read.parquet("s3://data/out")
print(json.dumps(seen | {"again": again.count()}))
"""


def run_job(command: list[str], folder: Path, environment: dict[str, str]) -> dict[str, object]:
    (folder / "job.py").write_text(JOB)
    done = subprocess.run(
        [*command, "job.py", "--JOB_NAME", "j"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return result


@pytest.mark.parametrize(
    ("command", "early"), [([sys.executable], None), ([str(SPARK_BIN / "spark-submit")], "localglue.LocalS3")]
)
def test_a_job_runs_by_itself(
    command: list[str], early: str | None, tmp_path: Path, environment_with_package: dict[str, str]
) -> None:
    result = run_job(command, tmp_path, environment_with_package)
    assert (result["early"], result["rows"], result["again"], result["zone"]) == (early, 40, 40, "UTC")
    assert result["worker"] == result["python"]
    assert sorted(path.name for path in (tmp_path / ".etl" / "s3" / "data").iterdir()) == ["in", "out"]


@contextmanager
def daemon(class_name: str, *arguments: str, environment: dict[str, str], awaited: str) -> Iterator[str]:
    """A process of a Spark cluster, from the line that says `awaited` on; yields what that line has in its group."""
    command = [str(SPARK_BIN / "spark-class"), f"org.apache.spark.deploy.{class_name}", *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        found = next(match for line in process.stderr if (match := re.search(awaited, line)))
        yield found[1]
    finally:
        process.kill()
        process.communicate()


@contextmanager
def cluster(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """A master and two workers on this machine; yields the master's address."""
    loopback = environment | {"SPARK_LOCAL_IP": "127.0.0.1"}
    with ExitStack() as stack:
        master = ("master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        url = stack.enter_context(daemon(*master, environment=loopback, awaited=r"Starting Spark master at (\S+)"))
        for name in ("one", "two"):
            size = ("--cores", "1", "--memory", "700M", "--webui-port", "0", "--work-dir", str(folder / name))
            worker = ("worker.Worker", "--host", "127.0.0.1", *size, url)
            stack.enter_context(daemon(*worker, environment=loopback, awaited=r"(Successfully registered)"))
        yield url


def test_a_job_runs_on_a_cluster_whose_workers_lack_the_package(
    tmp_path: Path, environment: dict[str, str], environment_with_package: dict[str, str]
) -> None:
    settings = {"spark.executor.memory": "600m", "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false"}
    options = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
    with cluster(tmp_path, environment) as url:
        submit = [str(SPARK_BIN / "spark-submit"), "--master", url, *options]
        result = run_job(submit, tmp_path, environment_with_package)
    assert (result["rows"], result["executors"], result["early"]) == (40, 2, "localglue.LocalS3")
    packages = result["packages"]
    assert isinstance(packages, list)
    assert all("local_glue-" in path for path in packages), packages
