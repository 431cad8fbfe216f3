from __future__ import annotations

from pathlib import Path

from etl.runtime.parameters import parse
from etl.runtime.provisions import Provisions
from etl.runtime.submission import Submission


def settings(*arguments: str, master: str = "") -> dict[str, str]:
    return Submission("job", parse(arguments), master).spark_settings()


def test_a_job_may_set_what_is_set_for_it() -> None:
    given = settings("--conf", "spark.ui.enabled=true --conf spark.driver.host=x --conf spark.app.name=mine")
    assert (given["spark.ui.enabled"], given["spark.driver.host"], given["spark.app.name"]) == ("true", "x", "mine")


def test_java_options_of_the_job_stand_beside_ours() -> None:
    options = settings("--conf", "spark.driver.extraJavaOptions=-Da=b")["spark.driver.extraJavaOptions"]
    assert options.endswith("log4j2.properties -Da=b")


def test_a_local_run_needs_no_network_and_a_cluster_does() -> None:
    assert settings()["spark.driver.host"] == "127.0.0.1"
    assert settings(master="local[2]")["spark.master"] == "local[2]"
    assert "spark.driver.host" not in settings(master="spark://h:7077")
    assert "spark.driver.host" not in settings("--conf", "spark.master=spark://h:7077")


def test_files_are_added_to_those_of_the_job() -> None:
    brought = Provisions([Path("/j.jar")], [Path("/f.txt")], [Path("/m.py"), Path("/n.zip")])
    given = Submission("job", parse(["--conf", "spark.jars=/own.jar"]), provisions=brought).spark_settings()
    assert given["spark.jars"] == "/own.jar,/j.jar"
    assert given["spark.files"] == "/f.txt"
    assert given["spark.submit.pyFiles"] == "/m.py,/n.zip"


def test_parameters_that_are_settings_of_spark() -> None:
    given = settings(
        "--user-jars-first", "true", "--enable-spark-ui", "true", "--spark-event-logs-path", "s3://b/logs/"
    )
    assert given["spark.driver.userClassPathFirst"] == "true"
    assert (given["spark.ui.enabled"], given["spark.eventLog.dir"]) == ("true", "s3://b/logs/")


def test_only_variables_of_customers_are_set() -> None:
    arguments = ["--customer-driver-env-vars", "CUSTOMER_A=1,OTHER=2", "--customer-executor-env-vars", 'CUSTOMER_B="x"']
    submission = Submission("job", parse(arguments))
    assert submission.driver_environment() == {"CUSTOMER_A": "1"}
    assert submission.spark_settings()["spark.executorEnv.CUSTOMER_B"] == "x"
