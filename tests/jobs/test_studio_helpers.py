from __future__ import annotations

from collections import Counter, defaultdict

import pytest


@pytest.fixture(scope="module")
def result(run_job):
    return run_job("countries_studio.py")


@pytest.fixture(scope="module")
def rows(result):
    return result.rows("results/timezones")


@pytest.fixture(scope="module")
def timezones(sample_records):
    """Each country of Oceania or the south, and each of its time zones."""
    found = []
    for country in sample_records("countries"):
        hemisphere = "south" if (_latitude(country) or 0) < 0 else "north"
        if country["region"] == "Oceania" or hemisphere == "south":
            found += [(country, hemisphere, zone) for zone in country.get("timezoneNames") or [None]]
    return found


def _latitude(country):
    return next((each for each in (country["capital_latlng"] or [])[:1] if isinstance(each, float)), None)


def _label(country):
    capital = country["capital"] if isinstance(country["capital"], str) else ""
    return f"{capital}, {country['name']}, {country['ISO']['alpha2']}"


def test_the_rows_are_those_of_the_raw_data(rows, timezones):
    assert Counter((row["label"], row["timezone"]) for row in rows) == Counter(
        (_label(country), zone) for country, _, zone in timezones
    )


def test_each_helper_did_its_part(rows, timezones):
    latitudes = {_label(country): _latitude(country) for country, _, _ in timezones}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        zone = row["timezone"]
        assert row["timezone_parts"] == (zone and zone.split("/"))
        assert row["continent"] == (zone and (zone.split("/")[0] if "/" in zone else ""))
        assert row["latitude_double"] == latitudes[row["label"]]
        assert row["loaded"][4::3] == "--"


def test_a_column_of_null_markers_is_dropped(rows):
    assert "note" not in rows[0]


def test_the_counts_are_those_of_the_raw_data(result, timezones):
    names, zones = defaultdict(set), Counter()
    for country, hemisphere, zone in timezones:
        names[country["region"], hemisphere].add(country["name"])
        zones[country["region"], hemisphere] += zone is not None
    found = {(row["region"], row["hemisphere"]): row for row in result.records("results/timezone_counts")}
    assert {key: row["count(timezone)"] for key, row in found.items()} == dict(zones)
    assert {key: row["count(DISTINCT name)"] for key, row in found.items()} == {
        key: len(some) for key, some in names.items()
    }
