"""The job of daily files, run as the days go by."""

from __future__ import annotations

import re
from collections import Counter

import pytest

pytestmark = pytest.mark.any_spark

ARGUMENTS = {
    "input": "s3://incoming/",
    "output": "s3://results",
    "database": "zoo",
    "job-bookmark-option": "job-bookmark-enable",
}


@pytest.fixture
def arrive(tmp_path, sample_data):
    """Puts some lines of the sample in a file of the day's own."""
    lines = (sample_data / "penguins_json/penguins.json").read_text("utf-8").splitlines(keepends=True)

    def put(day, first, end):
        folder = tmp_path / ".etl/s3/incoming" / day
        folder.mkdir(parents=True)
        (folder / "penguins.json").write_text("".join(lines[first:end]), "utf-8")

    return put


def test_each_day_adds_its_penguins_and_a_day_without_news_none(run_job, arrive, tmp_path, sample_records):
    def run():
        return run_job("daily_penguins.py", project=tmp_path, **ARGUMENTS)

    arrive("monday", 0, 100)
    assert "100 penguins are new" in run().printed
    arrive("tuesday", 100, 344)
    assert "244 penguins are new" in run().printed
    last = run()
    assert "0 penguins are new" in last.printed
    islands = Counter(record["Island"] for record in sample_records("penguins_json"))
    shown = dict(re.findall(r"\|\s*(\w+)\|\s*(\d+)\|", last.printed))
    assert {island: int(number) for island, number in shown.items()} == islands
    assert len(last.rows("results/penguins")) == 344
