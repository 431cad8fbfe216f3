from __future__ import annotations

import pytest

from etl.errors import OptionError
from etl.runtime.parameters import HONOURED, WITHOUT_EFFECT, parse, remarks


def test_parameters_stand_among_the_arguments_of_the_script() -> None:
    given = parse(
        ["--JOB_NAME", "x", "--extra-jars=a.jar, s3://b/b.jar", "--enable-metrics", "--user-jars-first", "true"]
    )
    assert given.listed("extra-jars") == ["a.jar", "s3://b/b.jar"]
    assert given.is_on("enable-metrics")
    assert given.is_on("user-jars-first")
    assert not given.is_on("enable-spark-ui")
    assert not parse(["--enable-spark-ui", "false"]).is_on("enable-spark-ui")


def test_conf_may_be_repeated_and_packed() -> None:
    given = parse(["--conf", "a=1 --conf b=x=y  --conf c=3", "--conf=d=4", "--conf", "a=5"])
    assert given.conf == {"a": "5", "b": "x=y", "c": "3", "d": "4"}


def test_a_conf_that_is_no_setting_is_told() -> None:
    with pytest.raises(OptionError, match=r"--conf: cannot use 'spark\.x'; expected key=value"):
        parse(["--conf", "spark.x"])


def test_what_has_no_effect_is_told_in_one_line() -> None:
    given = parse(["--enable-metrics", "--enable-job-insights", "true", "--mine", "1", "--mode", "full"])
    assert remarks(given, "4.1") == ["without effect here: --enable-job-insights, --enable-metrics"]


def test_a_table_format_without_its_package_is_told() -> None:
    (told,) = remarks(parse(["--datalake-formats", "delta"]), "3.5")
    assert told.startswith("--datalake-formats delta: Spark needs its package, with --conf")
    assert told.endswith("spark.jars.packages=io.delta:delta-spark_2.12:3.3.2")
    given = parse(
        [
            "--datalake-formats",
            "delta,iceberg",
            "--conf",
            "spark.jars.packages=x:delta:1",
            "--extra-jars",
            "iceberg.jar",
        ]
    )
    assert remarks(given, "3.5") == []


def test_no_parameter_is_in_both_lists() -> None:
    assert not {*HONOURED} & {*WITHOUT_EFFECT}
