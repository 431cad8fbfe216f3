from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import etl

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment() -> dict[str, str]:
    """A user's variables: not those of the tests' own Spark, and this project can be imported."""
    ours = ("ETL_", "PYSPARK_", "SPARK_", "TZ")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"PYTHONPATH": str(Path(etl.__file__).parents[1])}


@pytest.fixture
def run_python(tmp_path: Path, environment: dict[str, str]) -> Command:
    """Runs this Python in the test's folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=280, check=False
        )

    return run


@pytest.fixture
def run_etl(run_python: Command) -> Command:
    """Runs the command `etl` in the test's folder."""
    return lambda *arguments: run_python("-m", "etl", *arguments)
