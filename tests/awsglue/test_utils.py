from __future__ import annotations

import subprocess
import sys

import pytest

from awsglue import utils
from awsglue.utils import GlueArgumentError, GlueArgumentParser, callsite, getResolvedOptions, makeOptions
from etl.errors import OptionError
from etl.runtime.glue_versions import GLUE_VERSIONS


@pytest.fixture(autouse=True)
def no_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(utils, "_global_args", {})


def test_resolved_options_are_kept_for_transforms() -> None:
    resolved = getResolvedOptions(["job.py", "--JOB_NAME", "j", "--TempDir", "s3://tmp/"], ["JOB_NAME", "TempDir"])
    assert (resolved["JOB_NAME"], utils._global_args["TempDir"]) == ("j", "s3://tmp/")


def test_a_missing_argument_is_a_glue_argument_error() -> None:
    with pytest.raises(GlueArgumentError, match="--day"):
        getResolvedOptions(["job.py"], ["day"])


@pytest.mark.parametrize(
    ("glue", "asked", "accepted"), [("6.0", False, False), ("6.0", True, True), ("5.1", False, True)]
)
def test_abbreviations(monkeypatch: pytest.MonkeyPatch, glue: str, asked: bool, accepted: bool) -> None:
    monkeypatch.setattr(utils.glue_versions, "resolve", lambda name: GLUE_VERSIONS[glue])
    command = ["job.py", "--out", "x"]
    if accepted:
        assert getResolvedOptions(command, ["output_path"], asked)["output_path"] == "x"
    else:
        with pytest.raises(GlueArgumentError):
            getResolvedOptions(command, ["output_path"], allow_abbrev=asked)


def test_the_parser_raises_instead_of_exiting() -> None:
    with pytest.raises(GlueArgumentError, match="wrong"):
        GlueArgumentParser().error("wrong")


def test_options_are_dicts_or_json() -> None:
    assert makeOptions(None, {"a": 1}) == makeOptions(None, '{"a": 1}') == {"a": 1}
    with pytest.raises(OptionError):
        makeOptions(None, [1])


def test_the_call_site_is_the_scripts_own_stack() -> None:
    *_, place, line = callsite().splitlines()
    assert "test_utils.py" in place
    assert "test_the_call_site_is_the_scripts_own_stack" in place
    assert line.strip().startswith("*_, place")


def test_the_call_site_begins_in_the_script(tmp_path) -> None:
    script = tmp_path / "job.py"
    script.write_text("from awsglue.utils import callsite\nprint(callsite())\n")
    load_and_run = f"from etl.runtime.script import load; from pathlib import Path; load(Path({str(script)!r})).run([])"
    printed = subprocess.run([sys.executable, "-c", load_and_run], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == f'File "{script}", line 2, in <module>\n    print(callsite())'


def test_iterators_over_dicts() -> None:
    given = {"a": 1}
    assert (list(utils.iteritems(given)), list(utils.iterkeys(given)), list(utils.itervalues(given))) == (
        [("a", 1)],
        ["a"],
        [1],
    )
