from __future__ import annotations

from typing import Any

import pytest

from etl.errors import GlueArgumentError
from etl.runtime.arguments import get_resolved_options
from etl.runtime.glue_versions import GLUE_VERSIONS


def resolve(line: str, *options: str, allow_abbrev: bool = False, glue: str = "6.0") -> dict[str, Any]:
    argv = ["job.py", *line.split()]
    return get_resolved_options(argv, options, allow_abbrev=allow_abbrev, glue=GLUE_VERSIONS[glue])


def test_values_of_the_listed_options_and_of_glues_own() -> None:
    assert resolve("--JOB_NAME x --other 1 stray --day-of=3", "JOB_NAME", "day-of") == {
        "JOB_NAME": "x",
        "day_of": "3",
        "job_bookmark_option": "job-bookmark-disable",
        "job_bookmark_from": None,
        "job_bookmark_to": None,
        "JOB_ID": None,
        "JOB_RUN_ID": None,
        "SECURITY_CONFIGURATION": None,
        "encryption_type": None,
        "enable_data_lineage": None,
        "TempDir": None,
        "RedshiftTempDir": None,
    }


def test_a_missing_option_is_named() -> None:
    with pytest.raises(GlueArgumentError, match="the following arguments are required: --input, --output"):
        resolve("--JOB_NAME x", "JOB_NAME", "input", "output")


def test_an_option_without_value_is_an_error() -> None:
    with pytest.raises(GlueArgumentError, match="argument --input: expected one argument"):
        resolve("--input", "input")


@pytest.mark.parametrize("given", ["TempDir", "RedshiftTempDir"])
def test_the_two_temporary_folders_mirror_each_other(given: str) -> None:
    values = resolve(f"--{given} s3://b/t", "TempDir")
    assert (values["TempDir"], values["RedshiftTempDir"]) == ("s3://b/t", "s3://b/t")


def test_a_temporary_folder_may_be_listed_and_missing() -> None:
    assert resolve("", "TempDir")["TempDir"] is None


def test_abbreviations_count_up_to_glue_5_and_where_allowed() -> None:
    assert resolve("--inp x", "input", glue="5.1")["input"] == "x"
    assert resolve("--inp x", "input", allow_abbrev=True)["input"] == "x"
    with pytest.raises(GlueArgumentError, match="required: --input"):
        resolve("--inp x", "input")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("job-bookmark-option", "job-bookmark-option"),
        ("continuation-option", "continuation-option"),
        ("job-bookmark-from", "--job-bookmark-from"),
        ("--JOB_RUN_ID", "--JOB_RUN_ID"),
        ("--encryption-type", "--encryption-type"),
    ],
)
def test_reserved_names_are_refused(name: str, shown: str) -> None:
    with pytest.raises(RuntimeError, match=f"^Using reserved arguments {shown}$"):
        resolve("", name)


@pytest.mark.parametrize(("listed", "why"), [(["JOB_RUN_ID"], "Glue always returns it"), (["a", "a"], "listed twice")])
def test_a_name_that_is_there_already_is_an_error(listed: list[str], why: str) -> None:
    with pytest.raises(GlueArgumentError, match=why):
        resolve("", *listed)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("--job-bookmark-option job-bookmark-enable", "job-bookmark-enable"),
        ("--continuation-option continuation-readonly", "job-bookmark-pause"),
        ("--continuation-option continuation-enabled --job-bookmark-option job-bookmark-pause", "job-bookmark-pause"),
    ],
)
def test_the_bookmark_option_in_its_new_and_old_spelling(line: str, value: str) -> None:
    values = resolve(line)
    assert values["job_bookmark_option"] == value
    assert "continuation_option" not in values


def test_a_bookmark_option_of_another_value_is_an_error() -> None:
    with pytest.raises(GlueArgumentError, match="invalid choice: 'on'"):
        resolve("--job-bookmark-option on")


def test_a_pause_needs_both_ends_or_none() -> None:
    pause = "--job-bookmark-option job-bookmark-pause"
    both = resolve(f"{pause} --job-bookmark-from jr_1 --job-bookmark-to jr_2")
    assert (both["job_bookmark_from"], both["job_bookmark_to"]) == ("jr_1", "jr_2")
    assert resolve(pause)["job_bookmark_from"] is None
    with pytest.raises(RuntimeError, match=r"^Missing option or value for --job-bookmark-to$"):
        resolve(f"{pause} --job-bookmark-from jr_1")


def test_a_range_without_pause_is_an_error() -> None:
    with pytest.raises(RuntimeError, match=r"^Invalid option\(s\)--job-bookmark-from --job-bookmark-to$"):
        resolve("--job-bookmark-from jr_1 --job-bookmark-to jr_2")
