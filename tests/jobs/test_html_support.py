from __future__ import annotations

from collections import Counter

import pytest


@pytest.fixture(scope="module")
def rows(run_job):
    result = run_job("html_support.py", input="s3://sample-data/", output="s3://results/")
    return result.rows("results/html_support", file_format="csv")


def test_each_statement_with_a_version_is_a_row(rows, sample_records):
    expected = Counter()
    for element in sample_records("html_elements"):
        for browser, support in element["support"].items():
            for statement in support if isinstance(support, list) else [support]:
                if isinstance(statement["version_added"], str):
                    deprecated = element["status"]["deprecated"]
                    expected[element["element"], deprecated, browser, statement["version_added"]] += 1
    assert Counter((row["element"], row["deprecated"], row["browser"], str(row["since"])) for row in rows) == expected


def test_columns_are_the_selected_ones(rows):
    assert set(rows[0]) == {"element", "deprecated", "browser", "since"}
