from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest


@pytest.fixture(scope="module")
def result(run_job):
    return run_job("penguins_studio.py")


@pytest.fixture(scope="module")
def rows(result):
    return result.rows("results/penguins")


def test_groups_are_those_of_the_raw_data(rows, sample_records):
    groups = defaultdict(list)
    for penguin in sample_records("penguins_csv"):
        sex = None if penguin["Sex"] == "NA" else penguin["Sex"]
        groups[penguin["Species"], penguin["Island"], sex].append(penguin)
    found = {(row["species"], row["island"], row["sex"]): row for row in rows}
    assert found.keys() == groups.keys()
    for key, penguins in groups.items():
        masses = [int(each["Body Mass (g)"]) for each in penguins if each["Body Mass (g)"] != "NA"]
        assert found[key]["penguins"] == len(penguins)
        assert found[key]["first_egg"] == min(date.fromisoformat(each["Date Egg"]) for each in penguins)
        assert found[key]["body_mass_g"] == pytest.approx(sum(masses) / len(masses), abs=0.5)


def test_the_column_of_nulls_is_dropped_and_named(result, rows):
    assert "note" not in rows[0]
    assert "null_fields ['note']" in result.printed


def test_islands_are_folders(result):
    folders = {path.name for path in (result.buckets / "results/penguins").iterdir()}
    assert folders == {"island=Biscoe", "island=Dream", "island=Torgersen"}
