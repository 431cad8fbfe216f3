"""`etl run` and the records that it leaves, `etl runs`, `--retries`: real processes, hardly any Spark."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from etl.cli.main import main
from etl.runs import RunStore

pytestmark = pytest.mark.any_spark

Command = Callable[..., "subprocess.CompletedProcess[str]"]

WAITS = "import time; print('ready', flush=True); time.sleep(100)"
WAITS_A_LITTLE = WAITS.replace("100", "5")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".etl" / "runs"


@pytest.fixture
def runs(folder: Path) -> RunStore:
    return RunStore(folder)


@pytest.fixture
def job(tmp_path: Path) -> Callable[[str], None]:
    """Writes the script job.py."""
    return lambda text: (tmp_path / "job.py").write_text(text) and None


@pytest.fixture
def started(tmp_path: Path, environment: dict[str, str]) -> Callable[..., Any]:
    """Starts `etl run`, and waits for the script's first line."""

    @contextmanager
    def start(*arguments: str) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-m", "etl", "run", *arguments]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, text=True, **pipes)
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            yield process
        finally:
            process.kill()
            process.communicate()

    return start


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


SUCCEEDS = """
import json, sys, boto3
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME"])
glue_context = GlueContext(SparkContext())
job = Job(glue_context)
job.init(args["JOB_NAME"], args)
frame = glue_context.create_dynamic_frame.from_options("s3", {"paths": ["s3://data/in"]}, "json")
frame.toDF().write.parquet("s3://data/out")
glue = boto3.client("glue")
print(glue.get_job_run(JobName=args["JOB_NAME"], RunId=args["JOB_RUN_ID"])["JobRun"]["JobRunState"])
print(json.dumps(glue.get_job_runs(JobName=args["JOB_NAME"])["JobRuns"][0]["Arguments"], sort_keys=True))
job.commit()
"""


def test_a_run_that_succeeds(tmp_path: Path, folder: Path, runs: RunStore, job: Any, run_etl: Command) -> None:
    data = tmp_path / ".etl/s3/data"
    data.mkdir(parents=True)
    (data / "in").write_text('{"a": 1}\n{"a": 2}\n{"a": \n')
    job(SUCCEEDS)
    done = run_etl("run", "--conf", "spark.a=1", "job.py", "--JOB_NAME", "orders", "--day", "3", "--conf", "spark.b=2")
    assert done.returncode == 0, done.stderr
    arguments = {"--day": "3", "--conf": "spark.a=1 --conf spark.b=2"}
    assert done.stdout.splitlines() == ["RUNNING", json.dumps(arguments, sort_keys=True)]
    [record] = runs.records()
    assert files(folder) == [f"{record['Id']}.json"]
    moments = [record.pop(name) for name in ("StartedOn", "LastModifiedOn", "CompletedOn")]
    assert moments[0] < moments[2] <= moments[1]
    seconds, glue = record.pop("ExecutionTime"), record.pop("GlueVersion")
    assert seconds == round((moments[2] - moments[0]).total_seconds())
    assert glue in ("5.0", "5.1", "6.0")
    [source], [sink] = record.pop("Sources"), record.pop("Sinks")
    assert (source["Place"], source["Rows"], source["Files"]) == ("s3://data/in", 2, 1)
    assert (sink["Place"], sink["Rows"]) == ("s3://data/out", 2)
    assert sink["Bytes"] > 0
    assert record == {
        "Id": record["Id"],
        "Attempt": 0,
        "JobName": "orders",
        "JobRunState": "SUCCEEDED",
        "Arguments": arguments,
        "Script": str(tmp_path / "job.py"),
        "ErrorRecords": [{"Place": "s3://data/in", "Records": 1}],
    }
    line = re.split(r"\s{2,}", run_etl("runs").stdout.strip())
    assert line[:3] == [record["Id"][:11], "orders", "SUCCEEDED"]
    assert line[5] == "2 -> 2 rows"


SECRET = """
import sys
raise ValueError(f"{sys.argv[2]} does not open jdbc:x://u:pw9@host/d?password=pw8 nor does hadoopkey7")
"""


def test_no_secret_is_kept(folder: Path, runs: RunStore, job: Any, run_etl: Command) -> None:
    job(SECRET)
    done = run_etl(
        *("run", "--conf", "spark.hadoop.fs.s3a.secret.key=hadoopkey7", "job.py"),
        *("--db-password", "geheim", "--url=mongodb://u:pw6@h/d", "--api_key", "pw5"),
        *("--customer-driver-env-vars", "CUSTOMER_TOKEN=pw4,CUSTOMER_DAY=3"),
    )
    assert done.returncode == 1
    [record] = runs.records()
    assert record["Arguments"] == {
        "--db-password": "***",
        "--url": "mongodb://u:***@h/d",
        "--api_key": "***",
        "--customer-driver-env-vars": "CUSTOMER_TOKEN=***,CUSTOMER_DAY=3",
        "--conf": "spark.hadoop.fs.s3a.secret.key=***",
    }
    assert record["JobRunState"] == "FAILED"
    message = "ValueError: *** does not open jdbc:x://u:***@host/d?password=*** nor does ***"
    assert record["ErrorMessage"] == message
    shown = run_etl("runs", "show", record["Id"][:6]).stdout
    assert message in shown
    for text in ((folder / f"{record['Id']}.json").read_text(), shown):
        assert not re.search(r"geheim|pw\d|hadoopkey7", text)


def test_a_worker_that_fails_is_told_without_its_stack(runs: RunStore, job: Any, run_etl: Command) -> None:
    job(
        "from pyspark.sql import SparkSession\n"
        "from pyspark.sql.functions import udf\n"
        "def fail(n):\n"
        "    raise KeyError('no such day')\n"
        "SparkSession.builder.getOrCreate().range(1).select(udf(fail)('id')).collect()\n"
    )
    assert run_etl("run", "job.py").returncode == 1
    message = runs.records()[0]["ErrorMessage"]
    assert message.splitlines()[-1].endswith("KeyError: 'no such day'")
    assert not re.search(r"Traceback|File \"|\bat org\.", message), message


RETRIED = """
import os, sys
from pathlib import Path
from awsglue.utils import getResolvedOptions
tries = Path("tries")
tries.write_text(tries.read_text() + "x" if tries.exists() else "x")
print(os.getpid(), getResolvedOptions(sys.argv, [])["JOB_RUN_ID"])
number = len(tries.read_text())
if number == 2:
    os.kill(os.getpid(), 9)
sys.exit("too early" if number < int(sys.argv[1]) else 0)
"""


def test_a_run_that_fails_is_tried_again(
    tmp_path: Path, folder: Path, runs: RunStore, job: Any, run_etl: Command
) -> None:
    job(RETRIED)
    done = run_etl("run", "--retries", "4", "job.py", "4", "--JOB_RUN_ID", "monday", "--day", "3")
    assert done.returncode == 0, done.stderr
    ids = ["monday", "monday_attempt_1", "monday_attempt_2", "monday_attempt_3"]
    told = [line.split() for line in done.stdout.splitlines()]
    assert [run_id for _, run_id in told] in (ids, [ids[0], *ids[2:]])  # what a killed one printed may be lost
    assert len({process for process, _ in told}) == len(told)
    notes = [line for line in done.stderr.splitlines() if "retry" in line]
    assert notes == [
        "note: the run failed (exit code 1); retry 1 of 4 begins",
        "note: the run failed (SIGKILL ended it); retry 2 of 4 begins",
        "note: the run failed (exit code 1); retry 3 of 4 begins",
    ]
    found = runs.records()[::-1]
    assert [record["Id"] for record in found] == ids
    assert [record["Attempt"] for record in found] == [0, 1, 2, 3]
    assert [record.get("PreviousRunId") for record in found] == [None, *ids[:3]]
    assert [record["JobRunState"] for record in found] == ["FAILED", "FAILED", "FAILED", "SUCCEEDED"]
    assert found[0]["ErrorMessage"] == "SystemExit: too early"
    assert "without a word" in found[1]["ErrorMessage"]
    assert runs.failures_since("job", None) == 3


def test_the_last_attempt_decides(runs: RunStore, job: Any, run_etl: Command) -> None:
    job("import sys; sys.exit(7)")
    assert run_etl("run", "--retries", "1", "job.py").returncode == 7
    assert [record["Attempt"] for record in runs.records()] == [1, 0]


def test_what_does_not_begin_leaves_no_record(tmp_path: Path, folder: Path, job: Any, run_etl: Command) -> None:
    job("")
    assert run_etl("run", "--retries", "3", "no.py").stderr == "etl: no.py: there is no such script\n"
    done = run_etl("run", "--conf", "spark.driver.memory=nonsense", "job.py")
    assert done.returncode == 2, done.stderr
    assert not folder.exists() or files(folder) == []


@pytest.mark.parametrize("retries", ["-1", "two", "1.5"])
def test_a_number_of_retries_is_a_number(retries: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["run", "--retries", retries, "job.py"])
    assert ending.value.code == 2
    assert f"argument --retries: {retries!r} is no number of retries" in capsys.readouterr().err


def test_a_run_that_cannot_be_recorded_runs(folder: Path, job: Any, run_etl: Command) -> None:
    job("print('done')")
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    done = run_etl("run", "job.py")
    assert (done.returncode, done.stdout) == (0, "done\n")
    assert len([line for line in done.stderr.splitlines() if "this run leaves no record" in line]) == 1


def test_a_run_that_is_killed_is_seen_to_be_over(folder: Path, runs: RunStore, job: Any, started: Any) -> None:
    job(f"import os, time\nif os.fork() == 0: {WAITS_A_LITTLE}; os._exit(0)\ntime.sleep(100)")
    with started("job.py") as process:
        [record] = runs.records()
        assert (record["JobRunState"], files(folder)[0]) == ("RUNNING", f".{record['Id']}.lock")
        process.kill()
        process.wait()
        [record] = runs.records()
        assert record["JobRunState"] == "FAILED"
        assert "CompletedOn" not in record
        assert runs.failures_since("job", None) == 1


@pytest.mark.parametrize("options", [[], ["--retries", "2"]])
def test_ctrl_c_stops_all(folder: Path, runs: RunStore, job: Any, started: Any, options: list[str]) -> None:
    job(WAITS)
    with started(*options, "job.py") as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    [record] = runs.records()
    assert record["JobRunState"] == "STOPPED"
    assert "ErrorMessage" not in record
    assert files(folder) == [f"{record['Id']}.json"]


def test_a_request_to_end_reaches_the_attempt_and_no_other_follows(runs: RunStore, job: Any, started: Any) -> None:
    job(WAITS)
    with started("--retries", "2", "job.py") as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 128 + signal.SIGTERM
    [record] = runs.records()
    assert record["JobRunState"] == "FAILED"


@pytest.fixture
def many(runs: RunStore) -> list[str]:
    """The identifiers of 25 runs, the newest first."""
    for number in range(25):
        started = f"2026-05-01T12:00:{number:02}+00:00"
        record = {"Id": f"run-{number:02}", "JobName": f"job{number % 2}", "JobRunState": "SUCCEEDED"}
        runs.write(record | {"StartedOn": started, "CompletedOn": started})
    return [f"run-{number:02}" for number in reversed(range(25))]


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["runs", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("process_in_folder")
def test_the_newest_twenty_are_listed(many: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(capsys)
    assert [line.split()[0] for line in lines[:-1]] == many[:20]
    assert lines[-1] == "and 5 older ones: --all lists them, too"
    assert [line.split()[0] for line in listed(capsys, "--all")] == many
    assert [line.split()[0] for line in listed(capsys, "--job", "job1")] == many[1::2]
    assert [one["Id"] for one in json.loads("\n".join(listed(capsys, "--output", "json")))] == many[:20]
    shown = [["--output", "json", "show", "run-07"], ["show", "run-07", "--output", "json"]]
    assert [json.loads("\n".join(listed(capsys, *words)))["Id"] for words in shown] == ["run-07"] * 2


def test_a_damaged_record_hides_no_other(many: list[str], folder: Path, run_etl: Command) -> None:
    (folder / "run-24.json").write_text("{")
    told = run_etl("runs")
    assert told.returncode == 0
    assert [line.split()[0] for line in told.stdout.splitlines()[:-1]] == many[1:21]
    assert [line for line in told.stderr.splitlines() if "run-24.json, line 1" in line] == told.stderr.splitlines()


@pytest.mark.usefixtures("process_in_folder")
def test_runs_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(capsys) == ["There are no runs yet."]
    assert main(["runs", "show", "x"]) == 2
    assert capsys.readouterr().err == "etl: Job run x not found.\n"
    assert not (tmp_path / ".etl").exists()


@pytest.mark.usefixtures("process_in_folder")
def test_one_run_is_told_in_words(runs: RunStore, capsys: pytest.CaptureFixture[str]) -> None:
    place = {"Place": "s3://b/in", "Rows": 1000, "Bytes": 1536, "Files": 1}
    runs.write(
        {
            "Id": "jr_1_attempt_1",
            "Attempt": 1,
            "PreviousRunId": "jr_1",
            "JobName": "orders",
            "JobRunState": "FAILED",
            "StartedOn": "2026-05-01T12:00:00+00:00",
            "CompletedOn": "2026-05-01T12:01:15+00:00",
            "ErrorMessage": "ValueError: x\ny",
            "Arguments": {"--day": "3"},
            "GlueVersion": "6.0",
            "Script": "/jobs/orders.py",
            "Sources": [place],
            "Sinks": [{**place, "Bytes": None, "Files": None}],
            "ErrorRecords": [{"Place": "s3://b/in", "Records": 1}],
            "Bookmark": {"Before": 3, "After": 4},
        }
    )
    lines = listed(capsys, "show", "jr_1_attempt_1")
    assert [line for line in lines if not line.startswith(("Started", "Ended"))] == [
        "The job orders failed, after 1 min 15 s.",
        "",
        "Run       jr_1_attempt_1",
        "Retry     1, after jr_1",
        "Glue      6.0",
        "Script    /jobs/orders.py",
        "Bookmark  version 3, then 4",
        "",
        "Why it failed",
        "  ValueError: x",
        "  y",
        "",
        "Arguments",
        "  --day  3",
        "",
        "Read",
        "  s3://b/in  1,000 rows  1.5 KiB  1 file",
        "",
        "Wrote",
        "  s3://b/in  1,000 rows",
        "",
        "Error records",
        "  s3://b/in  1 record",
    ]
