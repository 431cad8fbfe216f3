"""A job that reads and updates the Data Catalog, unmodified and twice."""

from __future__ import annotations

import pytest

from etl.catalog.files import FileCatalog


@pytest.fixture(scope="module")
def result(run_job):
    return run_job("airport_catalog.py", input="s3://sample-data/airports/", output="s3://lake", database="flights")


def test_it_reads_what_it_wrote_by_predicate_and_by_sql(result):
    assert "airports in Austria and Switzerland" in result.printed
    assert len([line for line in result.printed.splitlines() if line.startswith("|")]) == 4


def test_the_catalog_has_a_table_with_a_partition_for_each_country(result):
    catalog = FileCatalog(result.buckets.parent / "catalog")
    assert catalog.table_names("flights") == ["airports", "heights"]
    countries = {folder.name.partition("=")[2] for folder in (result.buckets / "lake/airports").iterdir()}
    assert {partition["Values"][0] for partition in catalog.partitions("flights", "airports")} == countries
    assert len(result.rows("lake/airports")) > 7000
