from __future__ import annotations

import re
from pathlib import Path

from awsglue import _format_options
from etl.formats import format_names, get_format
from etl.formats.read_only import ReadOnlyFormat

PAGE = (Path(__file__).parents[2] / "docs/formats.md").read_text("utf-8")
ROWS = [
    row.split(" | ")
    for row in re.findall(r"^\| (.+) \|$", PAGE.partition("\n\n")[2].partition("\n\n")[0], re.MULTILINE)
]


def test_every_format_has_a_row_that_says_whether_it_is_written() -> None:
    written = {name.lower(): row[2] == "✓" for row in ROWS[1:] for name in row[0].split(", ")}
    assert written == {name: not isinstance(get_format(name), ReadOnlyFormat) for name in format_names()}


def test_the_table_of_options_is_up_to_date() -> None:
    assert _format_options.page() == PAGE, "run: python -m awsglue._format_options"


def test_the_table_names_what_is_refused() -> None:
    rows = _format_options.table().splitlines()
    assert [row for row in rows if row.startswith("| `withSchema` | csv | read |") and "**Refused:** Use" in row]
    assert [row for row in rows if row.startswith("| `compression` | parquet ") and "**Refused:** lzo" in row]
