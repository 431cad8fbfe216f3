from etl.frame import simplify_ddb_json, unnest_ddb_json

ITEM = {
    "Item": {
        "id": {"N": "7"},
        "map": {"M": {"child": {"M": {"app": {"S": "x"}, "at": {"N": "5"}}}}},
        "strings": {"SS": ["a", "b"]},
        "flag": {"BOOL": True},
        "nothing": {"NULL": True},
        "list": {"L": [{"S": "p"}, {"S": "q"}]},
        "mixed": {"L": [{"S": "p"}, {"N": "1"}]},
    }
}


def test_simplify_makes_maps_structs_and_null_null(frame_of, records_of):
    frame = simplify_ddb_json(frame_of(ITEM, {"Item": {"id": {"N": "8"}}}))
    assert records_of(frame) == [
        {
            "id": "7",
            "map": {"child": {"app": "x", "at": "5"}},
            "strings": ["a", "b"],
            "flag": True,
            "nothing": None,
            "list": ["p", "q"],
            "mixed": [{"S": "p"}, {"N": "1"}],
        },
        {"id": "8"},
    ]
    assert "|-- nothing: null" in frame.schema_text()


def test_unnest_makes_columns_of_maps_and_keeps_lists(frame_of, records_of):
    (record,) = records_of(unnest_ddb_json(frame_of(ITEM)))
    assert record == {
        "id": "7",
        "map.child.app": "x",
        "map.child.at": "5",
        "strings": ["a", "b"],
        "flag": True,
        "nothing": True,
        "list": [{"S": "p"}, {"S": "q"}],
        "mixed": [{"S": "p"}, {"N": "1"}],
    }


def test_an_attribute_of_several_types_is_a_choice(frame_of, records_of):
    frame = simplify_ddb_json(frame_of({"Item": {"v": {"S": "a"}}}, {"Item": {"v": {"BOOL": False}}}, {"Item": {}}))
    assert records_of(frame) == [{"v": "a"}, {"v": False}, {}]
