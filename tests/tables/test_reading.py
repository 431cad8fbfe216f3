from __future__ import annotations

from typing import Any

import pytest

from awsglue.transforms import ApplyMapping
from etl.catalog.errors import EntityNotFoundException
from etl.errors import EtlWarning, OptionError, UnsupportedFeatureError


@pytest.fixture
def read(glue_context: Any, database: str) -> Any:
    def read_table(name: str, predicate: str = "", **options: Any) -> Any:
        return glue_context.create_dynamic_frame.from_catalog(
            database=database, table_name=name, push_down_predicate=predicate, additional_options=options
        )

    return read_table


def test_values_of_csv_have_the_types_of_the_table_and_what_does_not_parse_stays(add_table, read, rows, capsys):
    """EX-022: a column of which some values do not parse is a choice."""
    folder = add_table(
        "medicare", "csv", "name:string,provider id:bigint,zip:bigint", parameters={"skip.header.line.count": "1"}
    )
    (folder / "a.csv").write_text('NAME,Provider Id,Zip\nx,10001,53948\ny," INC",\nz,,7\n')
    frame = read("medicare")
    frame.printSchema()
    assert capsys.readouterr().out.splitlines()[:6] == [
        "root", "|-- name: string", "|-- provider id: choice", "|    |-- long", "|    |-- string", "|-- zip: long",
    ]  # fmt: skip
    assert rows(frame) == [("x", (10001, None), 53948), ("y", (None, " INC"), None), ("z", None, 7)]


def test_a_mapping_of_csv_reads_the_declared_types_without_a_pass_over_the_data(add_table, read, rows):
    (add_table("t", "csv", "a:int,b:boolean,c:date") / "a.csv").write_text("1,TRUE,2020-01-02\nx,maybe,never\n")
    mapped = ApplyMapping.apply(read("t"), [("a", "int", "a", "long"), ("b", "boolean", "b", "string")])
    assert rows(mapped) == [(1, "true"), (None, None)]
    assert rows(ApplyMapping.apply(read("t"), [("a", "string", "a", "string")])) == [("x",), (None,)]


def test_fields_of_json_are_those_of_the_data_and_stay_absent(add_table, read):
    (add_table("t", "json", "customerid:int,x:string") / "a.json").write_text(
        '{"customerId": 1}\n{"customerId": 2, "x": "y"}\n'
    )
    kept = read("t").filter(lambda record: record["x"] == "y")
    assert [row.asDict() for row in kept.toDF().collect()] == [{"customerId": 2, "x": "y"}]


@pytest.mark.parametrize(
    ("form", "line"), [("json", '{{"id": {0}, "year": "hidden"}}'), ("csv", "{0}")], ids=["json", "csv"]
)
def test_partition_keys_come_last_and_typed_as_the_table_says(add_table, add_partition, read, rows, form, line):
    add_table("t", form, "id:int", "year:int,day:date,kind:string")
    add_partition("t", ["2020", "2020-01-01", "a b"], line.format(1), line.format(2))
    add_partition("t", ["__HIVE_DEFAULT_PARTITION__", "2021-02-03", "é"], line.format(3))
    df = read("t").toDF()
    assert df.dtypes == [("id", "int"), ("year", "int"), ("day", "date"), ("kind", "string")]
    assert [(row[0], row[1], str(row[2]), row[3]) for row in df.orderBy("id").collect()] == [
        (1, 2020, "2020-01-01", "a b"), (2, 2020, "2020-01-01", "a b"), (3, None, "2021-02-03", "é"),
    ]  # fmt: skip
    assert rows(df.select("kind", "id")) == [("a b", 1), ("a b", 2), ("é", 3)]
    mapped = ApplyMapping.apply(read("t"), [("year", "int", "y", "string"), ("id", "int", "id", "int")])
    assert rows(mapped) == [("2020", 1), ("2020", 2), (None, 3)]


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("(year == '2020' and month == '04')", [2]),
        ("year = 2020 and cast(month as int) < 4", [1]),
        ("concat(year, '-', month) >= '2020-04'", [2, 3]),
        ("month in ('01') or not (year <= 2020)", [1, 3]),
        ("month is null", []),
    ],
)
def test_a_predicate_chooses_partitions(add_table, add_partition, read, rows, predicate, expected):
    add_table("t", "json", "id:int", "year:int,month:string")
    for number, values in enumerate([["2020", "01"], ["2020", "04"], ["2021", "12"]], start=1):
        add_partition("t", values, f'{{"id": {number}}}')
    assert [row[0] for row in rows(read("t", predicate))] == expected


def test_both_predicates_hold_and_the_catalog_decides_its_own(add_table, add_partition, read, rows):
    add_table("t", "json", "id:int", "year:int")
    for year in (2019, 2020, 2021):
        add_partition("t", [str(year)], f'{{"id": {year}}}')
    found = read("t", "year > 2019", catalogPartitionPredicate="year < 2021")
    assert rows(found) == [(2020, 2020)]


def test_a_predicate_that_is_none_is_shown(add_table, read):
    add_table("t", "json", "id:int", "year:int")
    with pytest.raises(OptionError, match=r"'yaer' is no partition key of .*, these are: year; did you mean 'year'\?"):
        read("t", "yaer = 1")
    with pytest.raises(OptionError, match=r"(?s)Syntax error.*year = = 1\n-+\^\^\^"):
        read("t", "year = = 1")
    with pytest.raises(OptionError, match=r"(?s)nothing is said behind 'and'\n  year = 1 and\n           \^"):
        read("t", "year = 1 and")
    add_table("plain", "json", "id:int")
    with pytest.warns(EtlWarning, match="has no partition keys"):
        read("plain", "year = 1")


@pytest.mark.parametrize("reader", ["create_dynamic_frame", "create_data_frame"])
def test_frames_and_data_frames_take_the_same_conditions(reader, add_table, add_partition, glue_context, database):
    add_table("t", "json", "v:int", "y:int")
    add_partition("t", ["2020"], '{"v": 1}')

    def read(predicate: object) -> int:
        found = getattr(glue_context, reader).from_catalog(database, "t", push_down_predicate=predicate)
        return found.count()

    assert [read(nothing) for nothing in ("", " ", None)] == [1, 1, 1]
    for wrong, why in (("y = 2020 and", "nothing is said behind"), ("v = 1", "no partition key"), (5, "as a text")):
        with pytest.raises(OptionError, match=why):
            read(wrong)


def test_a_condition_of_a_purge_is_blamed_on_its_own_option(add_table, glue_context, database):
    add_table("t", "json", "v:int", "y:int")
    with pytest.raises(OptionError, match=r"partitionPredicate.*no partition key"):
        glue_context.purge_table(database, "t", {"partitionPredicate": "v = 1"})
    with pytest.warns(EtlWarning, match="options of purge_table"):
        glue_context.purge_table(database, "t", {"retentionPeriods": 1})


def test_folders_of_partitions_that_are_not_there_have_no_records(add_table, catalog, database, read, rows):
    add_table("t", "json", "id:int", "year:int")
    catalog.create_partitions(database, "t", [{"Values": ["2020"]}])
    assert rows(read("t")) == []


def test_a_table_whose_folder_is_not_there_is_empty(add_table, read, rows, spark, database):
    add_table("t", "csv", "id:int").rmdir()
    assert rows(read("t")) == rows(spark.table(f"`{database}`.t")) == []


def test_options_of_files_come_from_the_table_and_over_it_from_the_script(add_table, read, rows):
    folder = add_table("t", "json", "id:int", parameters={"exclusions": '["**.tmp"]', "recurse": "true"})
    (folder / "inner").mkdir()
    for name in ("a.json", "b.tmp", "inner/c.json"):
        (folder / name).write_text(f'{{"id": {ord(name[0])}}}\n')
    assert rows(read("t")) == [(ord("i"),), (ord("a"),)]
    assert rows(read("t", recurse=False)) == [(ord("a"),)]


def test_what_cannot_be_read_is_named(add_table, catalog, database, read):
    with pytest.raises(EntityNotFoundException, match="Table nothing not found"):
        read("nothing")
    catalog.create_table(database, {"Name": "v", "TableType": "VIRTUAL_VIEW", "ViewOriginalText": "/* Presto View */"})
    with pytest.raises(UnsupportedFeatureError, match=r"The view .*\.v"):
        read("v")
    catalog.create_table(database, {"Name": "j", "Parameters": {"classification": "redshift", "connectionName": "c"}})
    with pytest.raises(UnsupportedFeatureError, match="of a database"):
        read("j")
    catalog.create_table(database, {"Name": "m", "Parameters": {"classification": "mysql", "connectionName": "c"}})
    with pytest.raises(OptionError, match=r"the table .*\.m needs database.table"):
        read("m")
    catalog.create_table(database, {"Name": "u", "StorageDescriptor": {"Location": "s3://b/"}})
    with pytest.raises(UnsupportedFeatureError, match="no classification and no SerDe"):
        read("u")


def test_the_schema_of_a_table_in_sparks_types(add_table, glue_context, database):
    add_table("t", "csv", "id:bigint,tags:array<string>", "day:date")
    schema = glue_context.get_catalog_schema_as_spark_schema(database, "t")
    assert schema.simpleString() == "struct<id:bigint,tags:array<string>,day:date>"


def test_choices_are_cast_to_the_columns_of_a_table(add_table, database, glue_context, tmp_path, rows):
    add_table("t", "json", "price:double,other:string")
    (tmp_path / "in.json").write_text('{"price": 1, "other": 2}\n{"price": "2.5", "other": 3}\n')
    frame = glue_context.create_dynamic_frame.from_options("s3", {"paths": [str(tmp_path / "in.json")]}, "json")
    assert rows(frame.resolveChoice(choice="match_catalog", database=database, table_name="t")) == [(1.0, 2), (2.5, 3)]


def test_json_of_a_table_is_read_below_the_path_that_the_table_tells(read: Any, add_table: Any, rows: Any) -> None:
    folder = add_table("nested", "json", "a:int", parameters={"jsonPath": "$.items[*]"})
    (folder / "a.json").write_text('{"items": [{"a": 1}, {"a": 2}]}')
    assert rows(read("nested")) == [(1,), (2,)]


def test_options_of_the_format_are_given_among_the_additional_ones(add_table, read, rows):
    (add_table("book", "xml", "a:int") / "a.xml").write_text("<r><b><a>1</a></b></r>")
    with pytest.raises(OptionError, match=r"rowTag.*by its parameter rowTag, or additional_options"):
        read("book")
    frame = read("book", rowTag="b", attachFilename="path")
    [(a, path)] = rows(frame)
    assert (a, path.rpartition("/")[2]) == (1, "a.xml")


def test_partitions_written_otherwise_have_these_options_too(add_table, add_partition, read, rows):
    add_table("t", "json", "id:int", "day:string")
    add_partition("t", ["monday"], '{"id": 1}')
    frame = read("t", attachFilename="path")
    assert frame.toDF().columns == ["id", "day", "path"]


def test_strange_arguments_are_told(add_table, glue_context, database):
    (add_table("t", "json", "id:int") / "a.json").write_text('{"id": 1}')
    with pytest.warns(EtlWarning, match="format_options is ignored: options of files, and of their format, belong in"):
        glue_context.create_dynamic_frame.from_catalog(database, "t", format_options={"rowTag": "x"})
