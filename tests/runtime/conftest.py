from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import etl


@pytest.fixture
def environment() -> dict[str, str]:
    """A user's variables: not those of the tests' own Spark; `python3` is this Python."""
    ours = ("ETL_", "PYSPARK_", "SPARK_", "TZ", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])}


@pytest.fixture
def environment_with_package(environment: dict[str, str]) -> dict[str, str]:
    """The same, where this project can be imported as if it were installed."""
    return environment | {"PYTHONPATH": str(Path(etl.__file__).parents[1])}
