from __future__ import annotations

from collections import Counter

import pytest


@pytest.fixture(scope="module")
def result(run_job):
    return run_job("penguin_measures.py", input="s3://sample-data/", output="s3://results/")


@pytest.fixture(scope="module")
def penguins(sample_records):
    return sample_records("penguins_json")


def number(value):
    return None if value == "NA" else float(value)


def test_mixed_measures_are_printed_as_choices(result):
    assert "|-- Body Mass (g): choice\n|    |-- int\n|    |-- string\n" in result.printed
    assert "|-- Culmen Length (mm): choice\n|    |-- double\n|    |-- int\n|    |-- string\n" in result.printed


def test_penguins_are_split_by_their_mass(result, penguins):
    heavy, light = result.records("results/penguins_heavy"), result.records("results/penguins_light")
    expected = [
        each["Individual ID"] for each in penguins if each["Body Mass (g)"] != "NA" and each["Body Mass (g)"] > 5000
    ]
    assert Counter(each["Individual ID"] for each in heavy) == Counter(expected)
    assert len(heavy) + len(light) == len(penguins)


def test_each_way_of_resolving_keeps_the_numbers(result, penguins):
    records = result.records("results/penguins_heavy") + result.records("results/penguins_light")
    found = {(each["studyName"], each["Sample Number"], each["Species"]): each for each in records}
    for penguin in penguins:
        record = found[penguin["studyName"], penguin["Sample Number"], penguin["Species"]]
        assert record.get("body_mass_g") == number(penguin["Body Mass (g)"])
        assert record.get("flipper_length_mm") == number(penguin["Flipper Length (mm)"])
        assert record.get("culmen_length_mm") == number(penguin["Culmen Length (mm)"])
        assert record.get("Delta 15 N (o/oo)") == number(penguin["Delta 15 N (o/oo)"])
        columns = {each: record.get(f"Culmen Depth (mm)_{each}") for each in ("int", "double", "string")}
        kind = {int: "int", float: "double", str: "string"}[type(penguin["Culmen Depth (mm)"])]
        assert columns == {"int": None, "double": None, "string": None, kind: penguin["Culmen Depth (mm)"]}


def test_sql_over_a_split_counts_species(result, penguins):
    rows = result.rows("results/heavy_by_species")
    heavy = (each["Species"] for each in penguins if each["Body Mass (g)"] != "NA" and each["Body Mass (g)"] > 5000)
    assert {row["species"]: row["penguins"] for row in rows} == dict(Counter(heavy))
