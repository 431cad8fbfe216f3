from __future__ import annotations

import re
from collections import Counter

import pytest


@pytest.fixture(scope="module")
def result(demo):
    return demo


@pytest.fixture(scope="module")
def countries(sample_records):
    return sample_records("countries")


def test_good_and_broken_records_are_counted(result):
    assert "253 countries, 2 records that are no JSON; 7950 airports" in result.printed


def test_mixed_types_are_printed_as_choices(result):
    capital = "|-- capital: choice\n|    |-- array\n|    |    |-- element: string\n|    |-- string\n"
    area = "|-- area: choice\n|    |-- double\n|    |-- int\n"
    assert capital in result.printed.replace("\r", "")
    assert area in result.printed


def test_the_demo_lists_what_was_written(result):
    assert re.search(r"\d+ countries_languages\n", result.printed)
    assert re.search(r"\d+ high_airports/region=Asia\n", result.printed)


def test_airports_above_8000_feet_are_joined_with_their_countries(result, countries, sample_records):
    measured = {
        (country["ISO"]["alpha2"], country["name"]): round(country["population"] / country["area"], 1)
        for country in countries
        if country.get("population") and country.get("area")
    }
    expected = Counter(
        (airport["iata"], float(airport["elevation"]), name, density)
        for airport in sample_records("airports")
        for (code, name), density in measured.items()
        if float(airport["elevation"]) > 8000 and airport["country"] == code
    )
    rows = result.rows("demo/high_airports")
    assert Counter((row["iata"], row["elevation"], row["name"], row["density"]) for row in rows) == expected
    assert set(rows[0]) == {"iata", "airport", "country", "elevation", "name", "region", "density"}


def test_regions_are_folders(result, countries):
    folders = {path.name.removeprefix("region=") for path in (result.buckets / "demo/high_airports").iterdir()}
    assert folders >= {"Americas", "Asia"}
    assert folders <= {country["region"] for country in countries}


def test_each_list_is_a_table_that_its_country_points_to(result, countries):
    root = {row["name"]: row for row in result.rows("demo/countries") if row["languages"] is not None}
    languages = result.rows("demo/countries_languages")
    peru = [row for row in languages if row["id"] == root["Peru"]["languages"]]
    expected = next(country["languages"] for country in countries if country["name"] == "Peru")
    assert [row["languages.val"] for row in sorted(peru, key=lambda row: row["index"])] == expected
    assert len(languages) == sum(len(country.get("languages", [])) for country in countries)


def test_every_country_is_kept_with_one_capital_and_one_type_of_area(result, countries):
    rows = result.rows("demo/countries")
    assert len(rows) == len(countries)
    [vatican] = [row["capital.name"] for row in rows if row["name"] == "Vatican City State"]
    assert vatican == "Vatican City"
    expected = Counter(float(country["area"]) if country.get("area") else None for country in countries)
    assert Counter(row["area"] for row in rows) == expected
