from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.connections.file_options import READ_OPTIONS, WRITE_OPTIONS

PAGE = (Path(__file__).parents[2] / "docs/storage.md").read_text("utf-8")
SOURCES, SINKS = PAGE.split("## Sinks")


@pytest.mark.parametrize(("part", "declared"), [(SOURCES, READ_OPTIONS), (SINKS, WRITE_OPTIONS)])
def test_every_option_is_in_its_table_and_told_to_be_refused_if_it_is(part, declared):
    rows = re.findall(r"^\| (`.+?) \| (.+) \|$", part, re.MULTILINE)
    told = {name: what.startswith("refused") for names, what in rows for name in re.findall(r"`(\w+)`", names)}
    assert told == {option.name: bool(option.unsupported) for option in declared}
