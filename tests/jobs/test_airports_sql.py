from __future__ import annotations

from collections import Counter

import pytest


@pytest.fixture(scope="module")
def rows(run_job):
    return run_job("airports_sql.py", bucket="sample-data").rows("results/airports_by_country")


def test_airports_are_counted_by_country_and_level(rows, sample_records):
    expected = Counter(
        ("high" if float(airport["elevation"]) > 5000 else "low", airport["country"])
        for airport in sample_records("airports")
    )
    assert {(row["level"], row["country"]): row["airports"] for row in rows} == expected


def test_the_highest_is_the_highest(rows, sample_records):
    assert max(row["highest"] for row in rows) == max(float(each["elevation"]) for each in sample_records("airports"))
