from __future__ import annotations

import sys

import pytest

from etl.errors import EnvironmentMismatchError, UnknownNameError
from etl.runtime.glue_versions import GLUE_VERSIONS, differences, resolve


@pytest.mark.parametrize(
    ("installed", "glue"), [("3.5.4", "5.1"), ("3.5.6", "5.1"), ("4.1.1", "6.0"), ("4.1.2", "6.0")]
)
def test_the_default_is_the_newest_that_fits_the_installed_spark(installed: str, glue: str) -> None:
    assert resolve(spark=installed).name == glue


def test_a_version_asked_for_is_given_if_it_fits() -> None:
    assert resolve("5.0", spark="3.5.6").name == "5.0"


def test_a_version_of_another_spark_line_tells_the_command_that_mends_it() -> None:
    with pytest.raises(EnvironmentMismatchError) as caught:
        resolve("6.0", spark="3.5.6")
    assert str(caught.value) == (
        "Glue 6.0 runs Spark 4.1.1, and Spark 3.5.6 is installed. "
        f'Run: {sys.executable} -m pip install "pyspark==4.1.1", or ask for Glue 5.1.'
    )


def test_a_spark_that_no_glue_runs_is_told() -> None:
    with pytest.raises(EnvironmentMismatchError, match=r'No version of Glue runs Spark 4\.0\.1.*"pyspark==4\.1\.1"'):
        resolve(spark="4.0.1")


def test_an_unknown_version_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown Glue version '4\.0'.*Known: 5\.0, 5\.1, 6\.0"):
        resolve("4.0", spark="3.5.6")


def test_differences_are_told_in_one_sentence() -> None:
    assert differences(GLUE_VERSIONS["5.1"], "3.5.6", (3, 11)) == ""
    assert differences(GLUE_VERSIONS["5.0"], "3.5.6", (3, 12)) == (
        "Glue 5.0 runs Spark 3.5.4 on Python 3.11; here: Spark 3.5.6, Python 3.12."
    )
