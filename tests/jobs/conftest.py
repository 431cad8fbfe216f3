"""Runs the sample jobs as a user does, each in a process and a project of its own."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

REPOSITORY = Path(__file__).parents[2]
SAMPLE_DATA = REPOSITORY / "sample_data"


@dataclass(frozen=True)
class JobResult:
    """What a job printed and wrote."""

    printed: str
    buckets: Path

    def rows(self, path: str, file_format: str = "parquet") -> list[dict[str, Any]]:
        """Return the rows of a folder in a bucket, with the columns that its folders' names hold."""
        return ds.dataset(self.buckets / path, format=file_format, partitioning="hive").to_table().to_pylist()

    def records(self, path: str) -> list[dict[str, Any]]:
        """Return the records of the JSON files in a folder."""
        files = (file for file in sorted((self.buckets / path).iterdir()) if not file.name.startswith((".", "_")))
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]


@pytest.fixture(scope="package")
def run_job(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., JobResult]:
    """Returns a function that runs a job of `jobs/`, with variables that it is given besides.

    It runs on the sample data, or in a project that there is.
    """

    def run(
        script: str, environment: Mapping[str, str] | None = None, project: Path | None = None, **arguments: str
    ) -> JobResult:
        if project is None:
            project = tmp_path_factory.mktemp(script.removesuffix(".py"))
            shutil.copytree(SAMPLE_DATA, project / ".etl/s3/sample-data", ignore=shutil.ignore_patterns("*.py", "*.md"))
        given = [word for name, value in arguments.items() for word in (f"--{name}", value)]
        command = [sys.executable, "-m", "etl", "run", str(REPOSITORY / "jobs" / script), "--JOB_NAME", "test", *given]
        done = subprocess.run(
            command,
            cwd=project,
            env=_environment() | dict(environment or {}),
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return JobResult(done.stdout, project / ".etl/s3")

    return run


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> JobResult:
    """What `make demo` does, in a copy of the project, with this environment in the place of the one it would make."""
    project = tmp_path_factory.mktemp("project")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, project)
    for name in ("jobs", "sample_data"):
        shutil.copytree(REPOSITORY / name, project / name)
    (project / "environments").mkdir()
    (project / "environments/spark-4.1").symlink_to(sys.prefix)
    command = ["make", "VENVS=environments", "--old-file=environments/spark-4.1/.ready", "demo"]
    done = subprocess.run(
        command, cwd=project, env=_environment(), capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return JobResult(done.stdout, project / ".etl/s3")


@pytest.fixture(scope="session")
def sample_data() -> Path:
    """The folder of the sample data."""
    return SAMPLE_DATA


@pytest.fixture(scope="session")
def sample_records() -> Callable[[str], list[dict[str, Any]]]:
    """Returns a function from the name of a sample table to its good records, read by plain Python."""

    def records(table: str) -> list[dict[str, Any]]:
        [file] = (SAMPLE_DATA / table).iterdir()
        with file.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines)) if file.suffix == ".csv" else list(_json_records(lines))

    return records


def _environment() -> dict[str, str]:
    """Return a user's variables, where this project can be imported."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ETL_", "PYSPARK_"))}
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "studio"), kept.get("PYTHONPATH", "")])
    }


def _json_records(lines: Any) -> Any:
    for line in lines:
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue
