import pytest

from etl.errors import OptionError, UnknownNameError
from etl.frame.type_names import Bare, parse_type
from etl.frame.types import BYTE, INT, LONG, SHORT, STRING, Array, Decimal, Field, Map, Struct


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("String", STRING), ("bigint", LONG), ("LONG", LONG), ("integer", INT), ("tinyint", BYTE), ("smallint", SHORT),
        ("varchar(20)", STRING), ("decimal(12,3)", Decimal(12, 3)), ("decimal( 12 , 3 )", Decimal(12, 3)),
        ("array<int>", Array(INT)), ("map<string,array<bigint>>", Map(Array(LONG))),
        ("struct<id:int,`a.b`:string>", Struct((Field("id", INT), Field("a.b", STRING)))),
        ("array", Bare("array")), ("struct", Bare("struct")), ("decimal", Bare("decimal")),
    ],
)  # fmt: skip
def test_names_of_glue_hive_and_spark(text, type_):
    assert parse_type(text) == type_


@pytest.mark.parametrize("text", ["strin", "array<", "array<int", "int>", "", "decimal(1,2"])
def test_an_unknown_type_is_named(text):
    with pytest.raises(UnknownNameError, match="Unknown type"):
        parse_type(text)


def test_a_near_name_is_offered():
    with pytest.raises(UnknownNameError, match="Did you mean 'string'"):
        parse_type("strnig")


def test_a_type_that_is_no_text():
    with pytest.raises(OptionError, match="type"):
        parse_type(5)
