from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pyspark.sql import SparkSession

from etl.errors import EnvironmentMismatchError
from etl.runtime import settings
from etl.runtime.session import install


def test_install_returns_the_session_again_and_again(spark: SparkSession) -> None:
    assert install(spark) is spark
    assert install(spark.sparkContext).sparkContext is spark.sparkContext


def test_what_the_script_set_stays(spark: SparkSession) -> None:
    spark.conf.set("spark.sql.session.timeZone", "Asia/Tokyo")
    install(spark)
    assert spark.conf.get("spark.sql.session.timeZone") == "Asia/Tokyo"
    assert spark.conf.get("spark.sql.sources.ignoreDataLocality") == "true"


def test_a_stopped_context_is_refused() -> None:
    stopped: Any = SimpleNamespace(_jsc=None)
    with pytest.raises(EnvironmentMismatchError, match=r"The SparkContext is stopped\. Make another one"):
        install(stopped)


def test_a_glue_version_that_does_not_fit_is_refused(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "5.1" if spark.version.startswith("4") else "6.0"
    changed = settings.load({"glue_version": other})
    monkeypatch.setattr("etl.runtime.session.current", lambda: changed)
    with pytest.raises(EnvironmentMismatchError, match=rf"Glue {other} runs Spark .* -m pip install"):
        install(spark)
