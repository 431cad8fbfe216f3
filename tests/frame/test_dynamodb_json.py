import pytest

from etl.errors import OptionError
from etl.frame import from_dataframe, simplify_ddb_json, unnest_ddb_json

MAP = {"M": {"childMap": {"M": {"appName": {"S": "glue"}, "updatedAt": {"N": "1"}}}}}


def test_unnest_makes_columns_of_the_attributes_and_keeps_lists(frame_of):
    """EX-053"""
    frame = frame_of({"Item": {"ColA": {"S": "a"}, "ColB": {"S": "b"}, "ColC": {"N": "3"}, "ColD": {"L": []}}})
    unnested = unnest_ddb_json(frame)
    assert unnested.schema_text().split("\n") == [
        "root", "|-- ColA: string", "|-- ColB: string", "|-- ColC: string", "|-- ColD: array", "|    |-- element: null",
    ]  # fmt: skip
    assert [tuple(row) for row in unnested.to_plain().collect()] == [("a", "b", "3", [])]


def test_simplify_makes_structs_of_maps_and_nulls_of_null(frame_of):
    """EX-052"""
    item = {
        "parentMap": MAP, "strings": {"SS": ["s"]}, "numbers": {"NS": ["1", "2"]}, "binaries": {"BS": ["YQ=="]},
        "isDDBJson": {"BOOL": True}, "nullValue": {"NULL": True},
    }  # fmt: skip
    simplified = simplify_ddb_json(frame_of({"Item": item}))
    assert simplified.schema_text().split("\n") == [
        "root", "|-- parentMap: struct", "|    |-- childMap: struct", "|    |    |-- appName: string",
        "|    |    |-- updatedAt: string", "|-- strings: array", "|    |-- element: string", "|-- numbers: array",
        "|    |-- element: string", "|-- binaries: array", "|    |-- element: string", "|-- isDDBJson: boolean",
        "|-- nullValue: null",
    ]  # fmt: skip


def test_maps_become_columns_or_structs(frame_of, records_of):
    frame = frame_of({"Item": {"parentMap": MAP}}, {"Item": {"parentMap": {"M": {}}}}, {"Item": {}})
    flat = {"parentMap.childMap.appName": "glue", "parentMap.childMap.updatedAt": "1"}
    assert records_of(unnest_ddb_json(frame)) == [flat, {}, {}]
    nested = {"parentMap": {"childMap": {"appName": "glue", "updatedAt": "1"}}}
    assert records_of(simplify_ddb_json(frame)) == [nested, {"parentMap": {}}, {}]


def test_lists_are_simplified_where_their_elements_are_of_one_type_and_no_maps(frame_of, records_of):
    lists = {
        "texts": {"L": [{"S": "a"}, {"S": "b"}]}, "mixed": {"L": [{"S": "a"}, {"N": "1"}]},
        "maps": {"L": [{"M": {"x": {"S": "y"}}}]}, "lists": {"L": [{"L": [{"N": "1"}]}, {"L": []}]},
        "nulls": {"L": [{"NULL": True}]},
    }  # fmt: skip
    frame = frame_of({"Item": lists})
    assert records_of(unnest_ddb_json(frame)) == [{name: value["L"] for name, value in lists.items()}]
    assert records_of(simplify_ddb_json(frame)) == [
        {
            "texts": ["a", "b"], "mixed": [{"S": "a"}, {"N": "1"}], "maps": [{"M": {"x": {"S": "y"}}}],
            "lists": [["1"], []], "nulls": [None],
        }
    ]  # fmt: skip


@pytest.mark.parametrize("transform", [unnest_ddb_json, simplify_ddb_json])
def test_attributes_of_several_types_are_unified_and_null_is_null(frame_of, records_of, transform):
    frame = frame_of(
        {"Item": {"a": {"S": "x"}, "b": {"N": "1"}, "c": {"S": "m"}}},
        {"Item": {"a": {"NULL": True}, "b": {"S": "2"}, "c": {"M": {"d": {"BOOL": False}}}}},
        {"Item": {"a": {"BOOL": True}}},
    )
    converted = transform(frame)
    assert [field.type.name for field in converted.schema] == ["choice", "string", "choice"]
    assert records_of(converted) == [
        {"a": "x", "b": "1", "c": "m"}, {"a": None, "b": "2", "c": {"d": False}}, {"a": True},
    ]  # fmt: skip


def test_attributes_stand_in_any_single_struct_or_at_the_top(spark, frame_of, records_of):
    image = spark.sql("SELECT named_struct('PK', named_struct('S', 'k'), 'n', named_struct('N', '1')) AS NewImage")
    assert records_of(unnest_ddb_json(from_dataframe(image))) == [{"PK": "k", "n": "1"}]
    bare = frame_of({"PK": {"S": "k"}, "table": "t", "other": {"x": 1}})
    assert records_of(simplify_ddb_json(bare)) == [{"PK": "k", "table": "t", "other": {"x": 1}}]
    two = frame_of({"Keys": {"PK": {"S": "k"}}, "NewImage": {"PK": {"S": "k"}}})
    assert records_of(simplify_ddb_json(two)) == [{"Keys": {"PK": "k"}, "NewImage": {"PK": "k"}}]


def test_an_attribute_named_like_a_field_beside_the_item_is_an_error(frame_of):
    frame = frame_of({"Item": {"a": {"S": "x"}}, "a": 1})
    with pytest.raises(OptionError, match="simplify_ddb_json: field: cannot use 'a'"):
        simplify_ddb_json(frame).schema  # noqa: B018
