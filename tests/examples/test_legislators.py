"""The us-legislators walkthrough (AWS Glue developer guide, "Joining and relationalizing data"), on small data."""

from __future__ import annotations

import pytest

from awsglue.transforms import DropNullFields, Join

ORGANIZATIONS = [
    {
        "identifiers": [{"scheme": "wikidata", "identifier": "Q29552"}],
        "other_names": [{"lang": "en", "note": "multilingual", "name": "AL"}],
        "id": "party/al",
        "classification": "party",
        "name": "AL",
    },
    {
        "id": "party/democrat",
        "classification": "party",
        "name": "Democrat",
        "links": [{"note": "website", "url": "http://www.democrats.org/"}],
        "image": "https://upload.example/democrat.svg",
    },
    {"id": "house", "classification": "legislature", "name": "House", "seats": 435, "type": "lower house"},
    {"id": "senate", "classification": "legislature", "name": "Senate", "seats": 100, "type": "upper house"},
]
PERSONS = [
    {
        "family_name": "Collins",
        "name": "Michael Collins",
        "links": [{"note": "Wikipedia", "url": "https://w.example/c"}],
        "gender": "male",
        "image": "https://i.example/c.jpg",
        "given_name": "Michael",
        "birth_date": "1944-10-15",
        "id": "p1",
        "contact_details": [{"type": "fax", "value": "202-1"}, {"type": "phone", "value": "202-2"}],
    },
    {"family_name": "Huizenga", "name": "Bill Huizenga", "given_name": "Bill", "birth_date": "1969-01-31", "id": "p2"},
    {
        "family_name": "Clawson",
        "name": "Curtis Clawson",
        "given_name": "Curtis",
        "birth_date": "not known",
        "id": "p3",
        "death_date": "2020-01-01",
        "contact_details": [{"type": "twitter", "value": "cc"}],
    },
]
MEMBERSHIPS = [
    {"area_id": "a1", "organization_id": "house", "role": "representative", "person_id": "p1", "start_date": "2011"},
    {"area_id": "a2", "organization_id": "house", "role": "representative", "person_id": "p2", "end_date": "2012"},
    {"area_id": "a3", "organization_id": "senate", "role": "senator", "person_id": "p3"},
    {"area_id": "a4", "organization_id": "house", "role": "representative", "person_id": "p1"},
]


@pytest.fixture
def organizations(read_json):
    return read_json(*ORGANIZATIONS)


@pytest.fixture
def persons(read_json):
    return read_json(*PERSONS)


@pytest.fixture
def memberships(read_json):
    return read_json(*MEMBERSHIPS)


@pytest.fixture
def history(organizations, persons, memberships):
    renamed = organizations.drop_fields(["other_names", "identifiers"])
    renamed = renamed.rename_field("id", "org_id").rename_field("name", "org_name")
    joined = Join.apply(renamed, Join.apply(persons, memberships, "id", "person_id"), "org_id", "organization_id")
    return joined.drop_fields(["person_id", "org_id"])


def test_schema_holds_the_fields_of_all_records_in_first_seen_order(organizations, printed):
    """EX-004"""
    assert printed(organizations) == "\n".join(
        [
            "root",
            "|-- identifiers: array",
            "|    |-- element: struct",
            "|    |    |-- scheme: string",
            "|    |    |-- identifier: string",
            "|-- other_names: array",
            "|    |-- element: struct",
            "|    |    |-- lang: string",
            "|    |    |-- note: string",
            "|    |    |-- name: string",
            "|-- id: string",
            "|-- classification: string",
            "|-- name: string",
            "|-- links: array",
            "|    |-- element: struct",
            "|    |    |-- note: string",
            "|    |    |-- url: string",
            "|-- image: string",
            "|-- seats: int",
            "|-- type: string",
        ]
    )
    assert organizations.count() == 4


def test_renamed_fields_stand_at_the_end_of_the_records_that_had_them(organizations):
    """EX-005"""
    renamed = organizations.rename_field("id", "org_id").rename_field("name", "org_name")
    assert [field.name for field in renamed.schema().fields] == [
        "identifiers", "other_names", "classification", "org_id", "org_name", "links", "image", "seats", "type",
    ]  # fmt: skip


def test_dropped_and_renamed_fields_in_a_dataframe(organizations):
    """EX-006"""
    frame = organizations.drop_fields(["other_names", "identifiers"])
    df = frame.rename_field("id", "org_id").rename_field("name", "org_name").toDF()
    assert df.columns == ["classification", "org_id", "org_name", "links", "image", "seats", "type"]
    rows = [tuple(row) for row in df.drop("links").collect()]
    assert rows[0] == ("party", "party/al", "AL", None, None, None)
    assert rows[2] == ("legislature", "house", "House", None, 435, "lower house")


def test_select_fields_then_distinct(memberships):
    """EX-007"""
    rows = memberships.select_fields(["organization_id"]).toDF().distinct().collect()
    assert sorted(row[0] for row in rows) == ["house", "senate"]


def test_three_way_join_has_no_dotted_columns_where_records_do_not_clash(history):
    """EX-008: organizations and persons both have `links` and `image`, but no joined pair has both."""
    names = {field.name for field in history.schema().fields}
    assert names == {
        "role", "seats", "org_name", "links", "type", "area_id", "contact_details", "name", "birth_date", "image",
        "organization_id", "gender", "classification", "death_date", "given_name", "family_name", "id", "start_date",
        "end_date",
    }  # fmt: skip
    assert history.count() == 4
    rows = {row.area_id: row for row in history.toDF().collect()}
    assert rows["a1"].image == "https://i.example/c.jpg"
    assert rows["a3"].org_name == "Senate"


def test_relationalize_gives_a_root_and_a_table_per_array(history):
    """EX-009, EX-010, EX-011, EX-012"""
    tables = history.relationalize("hist_root", "s3://temp/dir/")
    assert set(tables.keys()) == {"hist_root", "hist_root_contact_details", "hist_root_links"}
    root = tables.select("hist_root").toDF()
    assert dict(root.dtypes)["contact_details"] == "bigint"
    child = tables.select("hist_root_contact_details").toDF()
    assert child.dtypes == [
        ("id", "bigint"), ("index", "int"), ("contact_details.val.type", "string"),
        ("contact_details.val.value", "string"),
    ]  # fmt: skip
    keys = {row.area_id: row.contact_details for row in root.collect()}
    found = [tuple(row) for row in child.where(f"id = {keys['a1']}").orderBy("index").collect()]
    assert found == [(keys["a1"], 0, "fax", "202-1"), (keys["a1"], 1, "phone", "202-2")]
    assert keys["a2"] is None


def test_apply_mapping_renames_and_parses_dates(persons, printed):
    """EX-013"""
    mapped = persons.apply_mapping(
        [
            ("family_name", "String", "last_name", "String"),
            ("name", "String", "first_name", "String"),
            ("birth_date", "String", "date_of_birth", "Date"),
        ]
    )
    assert printed(mapped) == "root\n|-- last_name: string\n|-- first_name: string\n|-- date_of_birth: date"
    assert [str(row[2]) for row in mapped.toDF().collect()] == ["1944-10-15", "1969-01-31", "None"]


def test_select_fields(persons, shown):
    """EX-014"""
    selected = persons.select_fields(["family_name", "given_name"])
    assert shown(selected)[0] == {"family_name": "Collins", "given_name": "Michael"}


def test_spigot_writes_the_first_records(persons, tmp_path):
    """EX-015"""
    folder = tmp_path / "spigot"
    persons.select_fields(["family_name", "given_name", "birth_date"]).spigot(str(folder), {"topk": 2})
    lines = [line for file in sorted(folder.glob("[!._]*")) for line in file.read_text().splitlines()]
    assert lines == [
        '{"family_name":"Collins","given_name":"Michael","birth_date":"1944-10-15"}',
        '{"family_name":"Huizenga","given_name":"Bill","birth_date":"1969-01-31"}',
    ]


def test_split_fields_and_split_rows_of_a_child_table(history, printed):
    """EX-016, EX-017"""
    child = history.relationalize("l_root", "s3://temp/").select("l_root_contact_details")
    split = child.split_fields(["id", "index"], "left", "right")
    assert printed(split.select("left")) == "root\n|-- id: long\n|-- index: int"
    assert printed(split.select("right")) == (
        "root\n|-- contact_details.val.type: string\n|-- contact_details.val.value: string"
    )
    ids = sorted({row.id for row in child.toDF().collect()})
    rows = child.split_rows({"id": {">": ids[0]}}, "high", "low")
    assert list(rows.keys()) == ["high", "low"]
    assert {row.id for row in rows.select("high").toDF().collect()} == set(ids[1:])
    assert {row.id for row in rows.select("low").toDF().collect()} == {ids[0]}


def test_drop_null_fields_names_what_it_drops(glue_context, persons, capsys):
    """EX-090"""
    from pyspark.sql.functions import lit
    from pyspark.sql.types import NullType

    from awsglue import DynamicFrame

    df = persons.toDF().withColumn("empty_column", lit(None).cast(NullType()))
    frame = DynamicFrame.fromDF(df, glue_context, "with_empty")
    frame.printSchema()
    assert capsys.readouterr().out.strip().splitlines()[-1] == "|-- empty_column: null"
    left = DropNullFields.apply(frame)
    assert "null_fields ['empty_column']" in capsys.readouterr().out.splitlines()
    assert "empty_column" not in left.toDF().columns
