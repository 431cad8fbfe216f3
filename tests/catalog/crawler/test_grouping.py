from __future__ import annotations

import pytest


def keys_of(catalog, table):
    return [key["Name"] for key in catalog.table("d", table)["PartitionKeys"]]


def values_of(catalog, table):
    return [partition["Values"] for partition in catalog.partitions("d", table)]


UNLIKE = {"table1/year=2017/data1.json": '{"A":1,"B":2}', "table1/year=2018/data2.json": '{"C":3,"D":4}'}


def test_folders_with_other_columns_are_tables(catalog, write, crawled):
    crawled(write(UNLIKE) / "table1")
    assert catalog.table_names("d") == ["year_2017", "year_2018"]


def test_folders_with_other_columns_are_one_table_if_combined(catalog, write, crawled, columns):
    crawled(write(UNLIKE) / "table1", combines=True)
    assert catalog.table_names("d") == ["table1"]
    assert columns("table1") == {"a": "int", "b": "int", "c": "int", "d": "int"}
    assert catalog.table("d", "table1")["PartitionKeys"] == [{"Name": "year", "Type": "string"}]
    assert values_of(catalog, "table1") == [["2017"], ["2018"]]


def test_folders_of_keys_are_partitions(catalog, write, crawled):
    names = [f"year=2019/month={month}/day={day}/a.json" for month in ("Jan", "Feb") for day in (1, 2)]
    root = write({f"Sales/{name}": '{"id": 1}' for name in names}) / "Sales"
    crawled(root)
    assert keys_of(catalog, "sales") == ["year", "month", "day"]
    expected = [["2019", month, day] for month in ("Feb", "Jan") for day in ("1", "2")]
    assert sorted(values_of(catalog, "sales")) == expected
    place = catalog.partition("d", "sales", ["2019", "Jan", "1"])["StorageDescriptor"]["Location"]
    assert place == f"{root}/year=2019/month=Jan/day=1/"


def test_folders_without_keys_are_partitions_by_number(catalog, write, crawled):
    crawled(write({"logs/2019/01/a.json": '{"id": 1}', "logs/2020/02/a.json": '{"id": 2}'}) / "logs")
    assert keys_of(catalog, "logs") == ["partition_0", "partition_1"]
    assert values_of(catalog, "logs") == [["2019", "01"], ["2020", "02"]]


def test_keys_are_in_lower_case_and_values_are_decoded(catalog, write, crawled):
    crawled(write({"t/Day=a%2Fb/x.json": '{"id": 1}', "t/Day=c/x.json": '{"id": 2}'}) / "t")
    assert keys_of(catalog, "t") == ["day"]
    assert values_of(catalog, "t") == [["a/b"], ["c"]]


def test_files_of_one_folder_that_are_unlike_are_tables_named_by_file(catalog, write, crawled):
    crawled(write({"persons.json": '{"name": "a"}', "countries.r.json": '{"code": 1, "size": 2}'}))
    assert catalog.table_names("d") == ["countries_r_json", "persons_json"]


def test_a_target_that_is_a_file_names_the_table(catalog, write, crawled):
    root = write({"medicare/Medicare.csv": "a,b\n1,x\n"})
    crawled(root / "medicare")
    crawled(root / "medicare/Medicare.csv")
    assert catalog.table_names("d") == ["medicare", "medicare_csv"]


def test_tables_of_one_name_have_a_hash_behind_it(catalog, write, crawled):
    files = {"m/x/1.json": '{"p":1}', "m/y/1.csv": "k,l\n1,z\n", "n/x/1.json": '{"s":1}', "n/z/1.json": '{"t":1}'}
    root = write(files)
    crawled(root)
    names = catalog.table_names("d")
    assert [name.partition("_")[0] for name in names] == ["x", "x", "y", "z"]
    assert [len(name) for name in names] == [34, 34, 1, 1]
    assert {change.what for change in crawled(root).changes} == {"unchanged"}
    assert catalog.table_names("d") == names


def test_a_table_of_other_files_keeps_its_name(catalog, write, crawled):
    root = write({"a/t/1.json": '{"p": 1}', "b/t/1.json": '{"q": 1}'})
    crawled(root / "a/t")
    crawled(root / "b/t")
    assert catalog.table("d", "t")["StorageDescriptor"]["Location"] == f"{root}/a/t/"
    assert len(catalog.table_names("d")) == 2


def test_a_level_names_the_tables(catalog, write, crawled):
    root = write({"a/2019/1.json": '{"p": 1}', "a/2020/1.json": '{"q": "x"}', "b/2019/1.json": '{"p": 1}'})
    crawled(root, table_level=2)
    assert catalog.table_names("d") == ["a", "b"]
    assert values_of(catalog, "a") == [["2019"], ["2020"]]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("departments/**", ["employees/a.csv", "employees/b.json"]),
        ("departments/market*", ["departments/finance.json", "employees/a.csv", "employees/b.json"]),
        ("**.csv", ["departments/finance.json", "departments/market-us.json", "employees/b.json"]),
        ("employees/*.csv", ["departments/finance.json", "departments/market-us.json", "employees/b.json"]),
    ],
)
def test_exclusions_leave_files_out(write, crawled, pattern, left):
    every = ["departments/finance.json", "departments/market-us.json", "employees/a.csv", "employees/b.json"]
    assert crawled(write(dict.fromkeys(every, '{"a": 1}')), exclusions=(pattern,)).files == len(left)


def test_exclusions_can_leave_one_week(write, crawled):
    root = write({f"2015/{month:02}/{day:02}/a.json": '{"a": 1}' for month in (1, 2, 10) for day in (1, 7, 8, 10, 31)})
    weeks = ("2015/01/{[!0],0[8-9]}**", "2015/0[2-9]/**", "2015/1[0-2]/**")
    assert crawled(root, exclusions=weeks).files == 2


def test_hidden_files_are_no_data(catalog, write, crawled):
    crawled(write({"t/_SUCCESS": "", "t/.part.crc": "x", "t/a.json": '{"a": 1}'}) / "t")
    assert catalog.table("d", "t")["Parameters"]["objectCount"] == "1"
