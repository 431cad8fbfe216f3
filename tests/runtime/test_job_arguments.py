from __future__ import annotations

from etl.runtime.job_arguments import completed, value_of


def test_glue_adds_what_is_not_given() -> None:
    arguments = completed(["--day", "3"], "my job")
    assert arguments[:2] == ["--day", "3"]
    assert value_of(arguments, "JOB_NAME") == "my job"
    assert value_of(arguments, "TempDir") == "s3://local-glue-temporary/my-job/"
    assert (value_of(arguments, "JOB_RUN_ID") or "").startswith("jr_")
    assert value_of(arguments, "JOB_ID") == value_of(completed([], "my job"), "JOB_ID")


def test_what_is_given_stays() -> None:
    given = ["--JOB_NAME=n", "--TempDir", "s3://b/t", "--JOB_ID", "j_1", "--JOB_RUN_ID", "jr_1"]
    assert completed(given, "script") == given


def test_an_argument_without_value_is_empty_and_a_missing_one_none() -> None:
    assert value_of(["--a"], "a") == ""
    assert value_of(["--ab", "1"], "a") is None
