"""The Medicare walkthrough (aws-glue-samples, data cleaning and ResolveChoice), on small data of its shape."""

from __future__ import annotations

import pytest
from pyspark.sql import functions as F

from awsglue.transforms import ApplyMapping, Filter, Map, ResolveChoice

HEADER = (
    "DRG Definition,Provider Id,Provider Name,Provider City,Provider State, Total Discharges , Average Covered Charges "
)
ROWS = [
    "039 - EXTRACRANIAL,10001,SOUTHEAST ALABAMA,DOTHAN,AL,91,$32963.07",
    "039 - EXTRACRANIAL,10005,MARSHALL MEDICAL,MONTGOMERY,AL,14,$15131.85",
    "039 - EXTRACRANIAL,50009,MERCY,SACRAMENTO,CA,24,$37560.37",
    '948 - SIGNS & SYM,"           INC",1050 DIVISION ST,MAUSTON,WI,12,$11961.41',
]


@pytest.fixture
def medicare(read_json):
    """What a catalog table with `provider id bigint` gives: the values that are no numbers stay strings."""
    return read_json(
        {"drg definition": "039", "provider id": 3_000_000_001, "average covered charges": "$32963.07"},
        {"drg definition": "039", "provider id": 3_000_000_005, "average covered charges": "$15131.85"},
        {"drg definition": "948", "provider id": " INC- ST JOSEPH", "average covered charges": "$10514.28"},
        {"drg definition": "948", "provider id": "3000000007", "average covered charges": "$1.00"},
    )


@pytest.fixture
def from_csv(glue_context, tmp_path):
    path = tmp_path / "medicare.csv"
    path.write_text("\n".join([HEADER, *ROWS]) + "\n")
    return glue_context.create_dynamic_frame.from_options("s3", {"paths": [str(path)]}, "csv", {"withHeader": True})


def test_a_field_of_two_types_is_a_choice(medicare, printed):
    """EX-022"""
    assert printed(medicare).splitlines()[1:5] == [
        "|-- drg definition: string", "|-- provider id: choice", "|    |-- long", "|    |-- string",
    ]  # fmt: skip


def test_a_choice_is_a_struct_in_a_dataframe(medicare):
    """EX-023"""
    df = medicare.toDF()
    assert dict(df.dtypes)["provider id"] == "struct<long:bigint,string:string>"
    assert [tuple(row[0]) for row in df.select("provider id").collect()][:2] == [
        (3_000_000_001, None),
        (3_000_000_005, None),
    ]


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("cast:long", [3_000_000_001, 3_000_000_005, None, 3_000_000_007]),
        ("project:long", [3_000_000_001, 3_000_000_005, None, None]),
    ],
)
def test_cast_converts_and_project_drops(medicare, action, values):
    """EX-024, EX-025: `project` drops values of the other types."""
    resolved = medicare.resolveChoice(specs=[("provider id", action)])
    assert resolved.toDF().dtypes[1] == ("provider id", "bigint")
    assert [row[1] for row in resolved.toDF().collect()] == values


def test_make_cols_makes_a_column_for_each_type(medicare):
    """EX-026"""
    resolved = ResolveChoice.apply(medicare, choice="make_cols")
    assert {field.name for field in resolved.schema().fields} >= {"provider id_long", "provider id_string"}


def test_make_struct_keeps_the_place(medicare, printed):
    """EX-027"""
    resolved = medicare.resolveChoice(choice="make_struct")
    assert printed(resolved).splitlines()[2:5] == [
        "|-- provider id: struct",
        "|    |-- long: long",
        "|    |-- string: string",
    ]


def test_mapping_nests_renames_and_casts(medicare, printed):
    """EX-028, EX-029"""
    from awsglue import DynamicFrame

    chop = F.udf(lambda text: text[1:], "string")
    df = medicare.resolveChoice(specs=[("provider id", "cast:long")]).toDF()
    df = df.withColumn("ACC", chop("average covered charges")).drop("average covered charges")
    frame = DynamicFrame.fromDF(df, medicare.glue_ctx, "nested")
    mapped = ApplyMapping.apply(
        frame,
        [
            ("drg definition", "string", "drg", "string"),
            ("provider id", "long", "provider.id", "long"),
            ("ACC", "string", "charges.covered", "double"),
        ],
    )
    assert printed(mapped).splitlines() == [
        "root", "|-- drg: string", "|-- provider: struct", "|    |-- id: long", "|-- charges: struct",
        "|    |-- covered: double",
    ]  # fmt: skip
    assert mapped.toDF().first().charges.covered == 32963.07


def test_csv_columns_are_strings_with_trimmed_names(from_csv):
    """EX-030"""
    assert from_csv.count() == 4
    assert {field.dataType.typeName() for field in from_csv.schema().fields} == {"string"}
    assert from_csv.toDF().columns == [name.strip() for name in HEADER.split(",")]


def test_filter_by_a_python_function(from_csv):
    """EX-031"""
    kept = Filter.apply(
        from_csv,
        f=lambda x: x["Provider State"] in ["CA", "AL"] and x["Provider City"] in ["SACRAMENTO", "MONTGOMERY"],
    )
    assert kept.count() == 2


def test_map_makes_a_struct_and_an_array_of_fields(from_csv):
    """EX-032"""

    def merge_address(rec):
        rec["Address"] = {}
        rec["Address"]["City"] = rec["Provider City"]
        rec["Address"]["State"] = rec["Provider State"]
        rec["Address"]["Zip.Code"] = "36301"
        rec["Address"]["Array"] = [rec["Provider City"], rec["Provider State"]]
        del rec["Provider City"]
        del rec["Provider State"]
        return rec

    mapped = Map.apply(from_csv, f=merge_address)
    schema = {field.name: field.dataType for field in mapped.schema().fields}
    assert "Provider City" not in schema
    assert {f.name: f.dataType.typeName() for f in schema["Address"].fields} == {
        "City": "string", "State": "string", "Zip.Code": "string", "Array": "array",
    }  # fmt: skip
    address = mapped.toDF().first().Address
    assert (address["Zip.Code"], address.Array) == ("36301", ["DOTHAN", "AL"])
