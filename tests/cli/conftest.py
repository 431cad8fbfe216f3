from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import etl
from etl.runtime import settings

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


@pytest.fixture
def process_in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process in the test's folder and without settings, for commands that are called, not started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    before = dict(os.environ)
    for name in [name for name in before if name.startswith("ETL_")]:
        del os.environ[name]
    yield
    os.environ.clear()
    os.environ.update(before)
    settings.current.cache_clear()
