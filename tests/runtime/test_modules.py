from __future__ import annotations

import sys
from importlib.metadata import version

import pytest

from etl.errors import EnvironmentMismatchError
from etl.runtime import modules

pytestmark = pytest.mark.any_spark


def test_what_is_installed_as_asked_for_is_not_missing() -> None:
    here = version("pyspark")
    assert (
        modules.missing(["pyspark", f"pyspark=={here}", "PySpark>=3.5,<5", f"s3/pyspark-{here}-py3-none-any.whl"]) == []
    )


@pytest.mark.parametrize(
    "module", ["no-such-module", "pyspark==1.0", "pyspark-1.0-py3-none-any.whl", "odd.whl", "https://x/y.tar.gz", "a b"]
)
def test_what_is_not_is_missing(module: str) -> None:
    assert modules.missing([module]) == [module]


def test_the_command_is_pip_of_this_interpreter_with_the_options_given() -> None:
    command = modules.install_command(["a==1"], "--no-index --find-links 'my wheels'")
    assert command == [sys.executable, "-m", "pip", "install", "--no-index", "--find-links", "my wheels", "a==1"]


def test_a_failed_installation_tells_the_command_and_why() -> None:
    with pytest.raises(
        EnvironmentMismatchError, match=r"pip install --no-index no-such-module failed: .*No matching dist"
    ):
        modules.install(["no-such-module"], "--no-index")
