from __future__ import annotations

import copy
import json

import pytest

from awsglue import gluetypes
from awsglue._gluetypes_conversion import from_glue, to_glue, type_text
from awsglue.gluetypes import (
    ArrayType,
    ChoiceType,
    DataType,
    DateType,
    DecimalType,
    DynamicRecord,
    EntityType,
    EnumType,
    Field,
    IntegerType,
    LongType,
    MapType,
    NullType,
    SetType,
    StringType,
    StructType,
    UnknownType,
    mergeDataTypes,
)  # fmt: skip
from etl.errors import OptionError, UnknownNameError, UnsupportedFeatureError
from etl.frame import types

ATOMIC = [t for t in gluetypes._ATOMIC_TYPES if t is not EnumType]
NESTED = StructType(
    [
        Field("id", ChoiceType([IntegerType(), StringType()])),
        Field("prices", ArrayType(DecimalType(12, 3))),
        Field("tags", MapType(SetType(StringType())), {"pii": "no"}),
        Field("inner", StructType([Field("when", DateType()), Field("kind", EnumType(["a", "b"]))])),
    ],
    {"source": "test"},
)


@pytest.mark.parametrize(
    "data_type", [*(t() for t in ATOMIC), NESTED, ArrayType(), MapType()], ids=lambda t: t.typeName()
)
def test_a_type_survives_json(data_type: DataType) -> None:
    text = json.dumps(data_type.jsonValue())
    assert gluetypes._deserialize_json_string(text) == data_type
    assert type(data_type).fromJsonValue(json.loads(text)) == data_type


def test_json_form_is_the_one_of_amazons_library() -> None:
    schema = StructType([Field("price", DecimalType(), {"a": 1})])
    assert schema.jsonValue() == {
        "dataType": "struct",
        "properties": {},
        "fields": [
            {
                "name": "price",
                "container": {"dataType": "decimal", "properties": {}, "precision": 10, "scale": 2},
                "properties": {"a": 1},
            }
        ],
    }


def test_serialize_schema_is_read_back() -> None:
    assert gluetypes._deserialize_json_string(gluetypes._serialize_schema(NESTED)) == NESTED


def test_an_unknown_type_name_is_named() -> None:
    with pytest.raises(UnknownNameError, match=r"strin.*Did you mean 'string'"):
        gluetypes._deserialize_json_value({"dataType": "strin"})


def test_type_names() -> None:
    names = {t.typeName() for t in ATOMIC}
    assert {"int", "long", "string", "timestampntz", "null", "unknown"} <= names
    assert [t.typeName() for t in (ArrayType, ChoiceType, MapType, SetType, StructType)] == [
        "array", "choice", "map", "set", "struct",
    ]  # fmt: skip


def test_types_are_equal_by_parameters_and_properties() -> None:
    assert StringType() == StringType()
    assert StringType() != StringType({"a": 1})
    assert DecimalType(10, 2) != DecimalType(10, 3)
    assert IntegerType() != LongType()
    assert len({StringType(), StringType(), LongType()}) == 2
    assert Field("a", StringType(), {"x": 1}) == Field("a", StringType())
    assert Field("a", StringType()) != "a"


def test_repr_shows_parameters_and_properties() -> None:
    assert repr(Field("id", ChoiceType([StringType(), IntegerType()]))) == (
        "Field(id, ChoiceType([IntegerType({}),StringType({})], {}), {})"
    )
    assert repr(StructType([Field("p", DecimalType())])) == "StructType([Field(p, DecimalType(10, 2, {}), {})], {})"
    assert repr(EnumType(["a", "b", "c", "d"])) == "EnumType([a,b,c,...], {})"
    assert repr(ArrayType()) == "ArrayType(UnknownType({}), {})"


def test_a_struct_is_iterable_and_finds_fields_by_name_or_field() -> None:
    assert [field.name for field in NESTED] == ["id", "prices", "tags", "inner"]
    assert NESTED.hasField("id")
    assert NESTED.hasField(Field("id", LongType()))
    assert not NESTED.hasField("none")
    assert NESTED.getField("inner").dataType.getField("when").dataType == DateType()
    with pytest.raises(KeyError):
        NESTED.getField("none")


def test_structs_made_without_fields_share_nothing() -> None:
    first, second = StructType(), StructType()
    first.add(Field("a", StringType()))
    assert (len(first.fields), len(second.fields)) == (1, 0)


def test_a_choice_has_one_alternative_of_a_name() -> None:
    choice = ChoiceType([IntegerType()])
    with pytest.raises(ValueError, match="'int' already"):
        choice.add(IntegerType())
    choice.merge([IntegerType(), StringType()])
    assert sorted(choice.choices) == ["int", "string"]


@pytest.mark.parametrize(("build", "message"), [
    (lambda: ArrayType("string"), "elementType should be a DataType"),
    (lambda: Field("a", "string"), "dataType should be a DataType"),
    (lambda: Field(1, StringType()), "name should be a str"),
    (lambda: StructType([StringType()]), "field should be a Field"),
])  # fmt: skip
def test_wrong_parts_are_named(build, message) -> None:
    with pytest.raises(AssertionError, match=message):
        build()


def test_entity_types_are_not_supported() -> None:
    with pytest.raises(UnsupportedFeatureError, match="EntityType"):
        EntityType("person", StringType(), {})


def test_merge_of_different_types_is_a_choice() -> None:
    assert mergeDataTypes(IntegerType(), StringType()) == ChoiceType([IntegerType(), StringType()])
    assert mergeDataTypes(ChoiceType([IntegerType(), StringType()]), LongType()) == ChoiceType(
        [IntegerType(), StringType(), LongType()]
    )


def test_merge_passes_over_null_and_unknown() -> None:
    assert mergeDataTypes(NullType(), LongType()) == LongType()
    assert mergeDataTypes(ArrayType(StringType()), ArrayType()) == ArrayType(StringType())


def test_merge_of_structs_appends_new_fields() -> None:
    left = StructType([Field("a", IntegerType()), Field("b", MapType(StringType()))])
    right = StructType([Field("c", StringType()), Field("a", StringType()), Field("b", MapType(NullType()))])
    assert mergeDataTypes(left, right) == StructType(
        [
            Field("a", ChoiceType([IntegerType(), StringType()])),
            Field("b", MapType(StringType())),
            Field("c", StringType()),
        ]
    )


def test_merge_leaves_its_arguments_alone() -> None:
    left, right = IntegerType(), ChoiceType([StringType(), LongType()])
    mergeDataTypes(left, right)
    assert sorted(right.choices) == ["long", "string"]


def test_a_dynamic_record_has_its_items_as_attributes() -> None:
    record = DynamicRecord(a=1)
    record.b = 2
    assert (record.a, record["b"]) == (1, 2)
    with pytest.raises(KeyError):
        _ = record.missing
    assert copy.deepcopy(record) == record


ENGINE = types.Struct(
    (
        types.Field("id", types.Choice((types.INT, types.STRING))),
        types.Field("prices", types.Array(types.Decimal(12, 3))),
        types.Field("tags", types.Map(types.DOUBLE)),
        types.Field("none", types.NULL),
    )
)


@pytest.mark.parametrize("type_", [*map(types.Atomic, types.ATOMIC_NAMES), ENGINE], ids=lambda t: t.name)
def test_the_engines_types_survive_conversion(type_: types.Type) -> None:
    glue = to_glue(type_)
    assert glue.typeName() == type_.name
    assert from_glue(glue) == type_


def test_names_that_differ_in_case_have_columns_of_their_own() -> None:
    converted = from_glue(StructType([Field("id", LongType()), Field("ID", LongType())]))
    assert len({field.column.lower() for field in converted}) == 2


def test_types_that_the_engine_lacks_become_the_nearest() -> None:
    assert from_glue(SetType(EnumType(["a"]))) == types.Array(types.STRING)
    assert from_glue(ArrayType(UnknownType())) == types.Array(types.NULL)
    assert from_glue(ChoiceType([LongType(), NullType()])) == types.LONG


def test_a_type_of_another_library_is_named() -> None:
    with pytest.raises(OptionError, match=r"awsglue\.gluetypes"):
        from_glue("string")


def test_type_text_takes_types_of_glue_and_spark_and_names() -> None:
    from pyspark.sql.types import DecimalType as SparkDecimal

    assert [type_text(t) for t in (IntegerType(), DecimalType(5, 1), SparkDecimal(5, 1), "bigint")] == [
        "int", "decimal(5,1)", "decimal(5,1)", "bigint",
    ]  # fmt: skip
