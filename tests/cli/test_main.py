"""The command line where nothing of Spark is started."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.cli.main import main

Command = Callable[..., "subprocess.CompletedProcess[str]"]


pytestmark = pytest.mark.usefixtures("process_in_folder")


def errors_of(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err.splitlines()[-1]


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["--version"])
    assert ending.value.code == 0
    assert capsys.readouterr().out.startswith("local-glue 0.")


def test_help_lists_the_commands_without_importing_spark(run_python: Command) -> None:
    done = run_python("-X", "importtime", "-m", "etl", "--help")
    assert "run a Glue job script on this machine" in done.stdout
    assert "pyspark" not in done.stderr


def test_a_missing_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "s3://bucket/job.py"]) == 2
    assert errors_of(capsys).endswith(".etl/s3/bucket/job.py: there is no such script")


def test_a_script_that_does_not_parse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "job.py").write_text("x = 1 1\n")
    assert main(["run", "job.py", "--a", "b"]) == 2
    assert capsys.readouterr().err.startswith("etl: job.py, line 1: invalid syntax")


def test_a_glue_version_that_does_not_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "job.py").touch()
    assert main(["run", "--glue-version", "3.0", "job.py"]) == 2
    assert errors_of(capsys) == "etl: Unknown Glue version '3.0'. Did you mean '6.0'? Known: 5.0, 5.1, 6.0."


def test_a_missing_jar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "job.py").touch()
    assert main(["run", "job.py", "--extra-jars", "no.jar"]) == 2
    assert errors_of(capsys).startswith("etl: no.jar: --extra-jars names it, and there is no ")


def test_a_conf_that_is_no_setting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "job.py").touch()
    assert main(["run", "--conf", "x", "job.py"]) == 2
    assert errors_of(capsys).startswith("etl: --conf: cannot use 'x'; expected key=value")
