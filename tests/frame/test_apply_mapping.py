import pytest

from etl.errors import EtlWarning, OptionError, UnknownNameError
from etl.frame import apply_mapping, filter_records, from_dataframe, select_fields


def test_only_mapped_fields_remain_in_the_order_of_the_mapping(frame_of, records_of):
    frame = frame_of({"id": 1, "name": "a", "zip": "8000"})
    mapped = apply_mapping(frame, [("zip", "string", "plz", "string"), ("id", "int", "key.id", "long")])
    assert mapped.schema_text() == "root\n|-- plz: string\n|-- key: struct\n|    |-- id: long"
    assert records_of(mapped) == [{"plz": "8000", "key": {"id": 1}}]


def test_absent_stays_absent_null_stays_null_and_a_failed_cast_is_null(frame_of, records_of):
    frame = frame_of({"a": "1"}, {"a": None}, {}, {"a": "x"})
    assert records_of(apply_mapping(frame, [("a", "string", "n", "int")])) == [{"n": 1}, {"n": None}, {}, {"n": None}]


def test_a_struct_without_any_of_its_fields_is_absent(frame_of, records_of):
    frame = frame_of({"a": 1}, {"b": 2}, {"c": 3})
    mapped = apply_mapping(frame, [("a", "int", "s.a", "int"), ("b", "int", "s.b", "int")])
    assert records_of(mapped) == [{"s": {"a": 1}}, {"s": {"b": 2}}, {}]


def test_flat_mappings_with_types_read_a_source_without_a_pass_for_its_schema(frame_of, no_jobs, records_of):
    frame = frame_of({"ID": 5, "s": {"x": "y"}, "v": 3_000_000_000}, {"ID": "text", "s": {"x": 1}, "v": 7})
    with no_jobs():
        mapped = apply_mapping(
            frame, [("id", "int", "id", "int"), ("s.x", "string", "x", "string"), ("v", "long", "v", "long")]
        )
        assert mapped.schema.names == ["id", "x", "v"]
    assert records_of(mapped) == [{"id": 5, "x": "y", "v": 3_000_000_000}, {"id": None, "x": None, "v": 7}]


def test_names_are_compared_without_case_unless_asked_for(frame_of, records_of):
    frame = frame_of({"Id": 1, "NAME": "n"})
    mapping = [("ID", "int", "id", "int"), ("name", "string", "name", "string")]
    assert records_of(apply_mapping(frame, mapping)) == [{"id": 1, "name": "n"}]
    assert records_of(apply_mapping(frame, mapping, case_sensitive=True)) == [{}]


def test_the_declared_type_selects_from_a_choice(frame_of, records_of):
    frame = frame_of({"v": 1}, {"v": "a"}, {"v": 2.5})
    mapping, expected = [("v", "string", "v", "string")], [{"v": None}, {"v": "a"}, {"v": None}]
    assert records_of(apply_mapping(frame, mapping)) == expected
    with pytest.warns(EtlWarning, match="its values of type double, int become null"):
        assert records_of(apply_mapping(select_fields(frame, "v"), mapping)) == expected


def test_a_declared_type_that_the_data_has_not_gives_nulls_and_says_so(spark, records_of):
    frame = from_dataframe(spark.createDataFrame([("5",)], "a string"))
    with pytest.warns(EtlWarning, match="'a' is string in the data, the mapping says long"):
        assert records_of(apply_mapping(frame, [("a", "long", "a", "long")])) == [{"a": None}]


def test_bare_types_keep_what_is_there(frame_of, records_of):
    frame = frame_of({"s": {"a": 1}, "l": [1, 2]})
    mapped = apply_mapping(frame, [("s", "struct", "t", "struct"), ("l", "array", "l", "array")])
    assert records_of(mapped) == [{"t": {"a": 1}, "l": [1, 2]}]


def test_pairs_keep_the_type(frame_of, records_of):
    frame = frame_of({"a": 1, "b": "x"})
    assert records_of(apply_mapping(frame, [("b", "c"), ("a", "d.e")])) == [{"c": "x", "d": {"e": 1}}]


def test_names_with_dots_and_blanks(frame_of, records_of):
    frame = frame_of({"a.b": 1, "with blank ": 2, "": 3})
    mapping = [("`a.b`", "int", "`x.y`", "int"), ("with blank ", "int", "w w", "int"), ("", "int", "empty", "int")]
    assert records_of(apply_mapping(frame, mapping)) == [{"x.y": 1, "w w": 2, "empty": 3}]


def test_absent_fields_are_absent_to_a_python_function(frame_of, records_of):
    mapped = apply_mapping(frame_of({"a": 1}, {"b": 2}), [("a", "int", "a", "int")])
    assert records_of(filter_records(mapped, lambda row: row["a"] != 0)) == [{"a": 1}]


def test_a_mapping_of_the_wrong_form(frame_of):
    frame = frame_of({"a": 1})
    with pytest.raises(OptionError, match="mapping"):
        apply_mapping(frame, [("a", "int", "b")])
    with pytest.raises(UnknownNameError, match="Unknown type 'inty'"):
        apply_mapping(frame, [("a", "inty", "b", "int")])


def test_a_thousand_columns(spark):
    columns = [f"c{i}" for i in range(1_000)]
    frame = from_dataframe(spark.range(1).selectExpr(*[f"id AS {column}" for column in columns]))
    mapped = apply_mapping(frame, [(column, "long", f"n.{column}", "string") for column in columns])
    assert len(mapped.to_plain().first()["n"]) == 1_000


def nested(letter, levels=12):
    record = {"v": 1}
    for level in range(levels):
        record = {f"{letter}{level}": record}
    return record


def test_twelve_levels(frame_of, records_of):
    path = ".".join(f"l{level}" for level in reversed(range(12))) + ".v"
    mapped = apply_mapping(frame_of(nested("l")), [(path, "int", path.replace("l", "m"), "long")])
    assert records_of(mapped) == [nested("m")]
    frame = frame_of(nested("l"), {})
    frame.schema  # noqa: B018  known, so that the mapping goes through structs that exist
    assert records_of(apply_mapping(frame, [(path, path.replace("l", "m"))])) == [nested("m"), {}]
