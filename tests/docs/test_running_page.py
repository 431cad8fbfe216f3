from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from etl.cli.main import main
from etl.runtime.parameters import HONOURED
from etl.runtime.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs/running.md").read_text("utf-8")


def test_every_honoured_parameter_is_on_the_page_and_no_other():
    told = set(re.findall(r"^\| `--([\w-]+)` \| [^`]", PAGE, re.MULTILINE)) | {"conf"}
    assert told == set(HONOURED)


def test_every_setting_is_on_the_page_in_all_its_spellings():
    for field in fields(Settings):
        name = field.name.replace("_", "-")
        assert f"| `--{name}` | `ETL_{field.name.upper()}` | `{name}` |" in PAGE


def test_every_option_on_the_page_is_one_of_the_command(capsys):
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    shown = capsys.readouterr().out
    options = "--verbose --install --master --state --s3-root --glue-version --conf --retries"
    for option in options.split():
        assert option in PAGE
        assert option in shown
