"""The pytest plugin: `spark` and `glue_context`, one Spark per process, on folders of its own.

pytest loads it by its entry point when local-glue is installed. Nothing is imported or started before a test asks.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A SparkSession as Glue has it, its s3:// buckets, warehouse and state in a temporary folder."""
    from etl.runtime import settings
    from etl.testing.spark import environment, start

    folder = tmp_path_factory.mktemp("local-glue")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(folder).items():
            patch.setenv(name, value)
        time.tzset()
        settings.current.cache_clear()
        session = start(folder)
        yield session
        session.stop()
    settings.current.cache_clear()
    time.tzset()


@pytest.fixture(scope="session")
def glue_context(spark: SparkSession) -> Any:
    """A GlueContext on the fixture `spark`."""
    from awsglue.context import GlueContext

    return GlueContext(spark.sparkContext)


@pytest.fixture(autouse=True)
def _restored_session(request: pytest.FixtureRequest) -> Iterator[None]:
    """After each test that uses Spark: its settings and temporary views are those of before."""
    if "spark" not in request.fixturenames:
        yield
        return
    from etl.testing.spark import SessionState

    state = SessionState(request.getfixturevalue("spark"))
    yield
    state.restore()
