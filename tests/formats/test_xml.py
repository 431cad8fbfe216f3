"""XML: what becomes a record, what its fields are, what becomes an error record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from awsglue.gluetypes import (
    ArrayType,
    DateType,
    DecimalType,
    DoubleType,
    Field,
    IntegerType,
    StringType,
    StructType,
    TimestampType,
)
from etl.errors import OptionError, UnsupportedFeatureError
from etl.frame.frame import Frame
from tests.formats.reading import jobs, read, rows, write


def frame_of(spark: SparkSession, tmp_path: Path, text: str | bytes, row_tag: str = "row", **options: Any) -> Frame:
    (tmp_path / "in.xml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(spark, tmp_path / "in.xml", "xml", rowTag=row_tag, **options)


def problems(frame: Frame) -> list[tuple[str, str]]:
    assert frame.source is not None
    errors = frame.source.errors()
    assert errors is not None
    return [(row["msg"], row["input"]) for row in errors.collect()]


def test_example_064(spark: SparkSession, tmp_path: Path) -> None:
    text = """<?xml version="1.0"?><catalog>
    <book id="bk101"><AnyCompany><author>Rivera, Martha</author><title>Dev Guide</title></AnyCompany></book>
    <book id="bk102"><AnyCompany><author>Stiles, John</author><title>Style</title></AnyCompany></book></catalog>"""
    before = jobs(spark)
    frame = frame_of(spark, tmp_path, text, "AnyCompany")
    assert jobs(spark) == before
    assert rows(frame) == [
        {"author": "Rivera, Martha", "title": "Dev Guide"}, {"author": "Stiles, John", "title": "Style"},
    ]  # fmt: skip


def test_values_have_types_and_elements_of_one_name_are_an_array(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(
        spark,
        tmp_path,
        "<r><row id='1'><i>-7</i><l>99999999999</l><d>1.5e3</d><s>1.2.3</s><b>true</b><e/><a>1</a><a>x</a></row></r>",
    )
    assert frame.schema_text().split("\n")[1:] == [
        "|-- _id: int", "|-- i: int", "|-- l: long", "|-- d: double", "|-- s: string", "|-- b: string",
        "|-- e: string", "|-- a: array", "|    |-- element: choice", "|    |    |-- int", "|    |    |-- string",
    ]  # fmt: skip
    (row,) = rows(frame)
    assert (row["d"], row["e"], row["b"]) == (1500.0, "", "true")


def test_texts_beside_attributes_and_elements(spark: SparkSession, tmp_path: Path) -> None:
    text = "<row><p currency='EUR'>5</p><q>a<b>c</b></q></row><row>alone</row>"
    assert frame_of(spark, tmp_path, text).show_text().split("\n") == [
        '{"p": {"_currency": "EUR", "_VALUE": 5}, "q": {"b": "c", "_VALUE": "a"}}',
        '{"_VALUE": "alone"}',
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"excludeAttribute": True}, '{"a": " x ", "b": " "}'),
        ({"attributePrefix": "@", "valueTag": "text"}, '{"@id": 1, "a": {"@k": "v", "text": " x "}, "b": " "}'),
        ({"treatEmptyValuesAsNulls": "true"}, '{"_id": 1, "a": {"_k": "v", "_VALUE": " x "}, "b": null}'),
        ({"ignoreSurroundingSpaces": True}, '{"_id": 1, "a": {"_k": "v", "_VALUE": "x"}, "b": ""}'),
    ],
)
def test_options(spark: SparkSession, tmp_path: Path, options: dict[str, Any], expected: str) -> None:
    frame = frame_of(spark, tmp_path, "<row id='1'><a k='v'> x </a><b> </b></row>", **options)
    assert frame.show_text() == expected


def test_a_schema_that_is_given_types_values_without_a_look_at_them(spark: SparkSession, tmp_path: Path) -> None:
    schema = StructType(
        [
            Field("zip", StringType()),
            Field("day", DateType()),
            Field("n", IntegerType()),
            Field("tag", ArrayType(StringType())),
        ]
    )
    given = json.dumps(schema.jsonValue())
    text = "<row><zip>01234</zip><day>2020-01-31</day><n></n><tag>a</tag><other>1</other></row>"
    frame = frame_of(spark, tmp_path, text, withSchema=given)
    before = jobs(spark)
    assert frame.schema.names == ["zip", "day", "n", "tag"]
    assert jobs(spark) == before
    assert frame.show_text() == '{"zip": "01234", "day": "2020-01-31", "n": null, "tag": ["a"]}'
    with pytest.raises(OptionError, match="withSchema"):
        frame_of(spark, tmp_path, text, withSchema="id int")


def test_names_keep_their_prefixes(spark: SparkSession, tmp_path: Path) -> None:
    text = '<f:all xmlns:f="urn:x"><f:row f:id="1"><f:a>x</f:a></f:row></f:all>'
    assert rows(frame_of(spark, tmp_path, text, "f:row")) == [{"_f:id": 1, "f:a": "x"}]


def test_rows_in_rows_belong_to_them(spark: SparkSession, tmp_path: Path) -> None:
    text = "<row><id>1</id><row><id>2</id></row></row><row><id>3</id></row><rows><id>4</id></rows>"
    assert rows(frame_of(spark, tmp_path, text)) == [{"id": 1, "row": {"id": 2}}, {"id": 3, "row": None}]


def test_what_is_no_markup(spark: SparkSession, tmp_path: Path) -> None:
    text = """<!DOCTYPE r><r><!-- <row>no</row> --><![CDATA[<row>no</row>]]><?php <row>no</row> ?>
    <row a="&lt;&#65;>'"><b><![CDATA[<row>&amp;]]>&amp;</b><!-- </row> --></row ></r>"""
    assert rows(frame_of(spark, tmp_path, text)) == [{"_a": "<A>'", "b": "<row>&amp;&"}]


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "utf-8-sig"])
def test_encodings(spark: SparkSession, tmp_path: Path, encoding: str) -> None:
    options = {"encoding": encoding} if encoding == "ISO-8859-1" else {}
    frame = frame_of(spark, tmp_path, "<row><a>é€</a></row>".replace("€", "").encode(encoding), **options)
    assert rows(frame) == [{"a": "é"}]


def test_a_broken_record_takes_no_other_along(spark: SparkSession, tmp_path: Path) -> None:
    texts = [
        "<row>1</row>", "<row/>", "<row><a>2</b></row>", "<row>3</row>", "<row><a>&undefined;</a></row>", "<row>",
        "<row>4</row>", "<row>5</row>",
    ]  # fmt: skip
    frame = frame_of(spark, tmp_path, "\n".join(texts))
    assert [row["_VALUE"] for row in rows(frame)] == [1, 3, 4, 5]
    found = problems(frame)
    assert [message.partition(",")[0] for message, _ in found] == [
        "a row tag that closes itself is not supported",
        "the element a ends as b",
        "the entity &undefined; is not known",
        "the element has no end (<row>)",
    ]
    assert found[1][1] == texts[2]
    assert frame.errors_count() == 4


@pytest.mark.parametrize(
    "record",
    [
        b"<row>\xff\xfe</row>", b"<row>\x00</row>", b"<row a=1/></row>", b"<row a='1' a='2'></row>", b"<row>&#0;</row>",
        b"<row>" + b"<a>" * 500 + b"</a>" * 500 + b"</row>",
    ],
)  # fmt: skip
def test_what_xml_does_not_allow(spark: SparkSession, tmp_path: Path, record: bytes) -> None:
    frame = frame_of(spark, tmp_path, b"<row>1</row>" + record + b"<row>2</row>")
    assert (rows(frame), frame.errors_count()) == ([{"_VALUE": 1}, {"_VALUE": 2}], 1)


def test_what_is_no_xml_at_all(spark: SparkSession, tmp_path: Path) -> None:
    frame = frame_of(spark, tmp_path, '{"a": 1}')
    assert (rows(frame), frame.errors_count()) == ([], 1)
    assert frame_of(spark, tmp_path, "<a>no rows</a>").errors_count() == 0


def test_the_row_tag_is_needed_and_a_name(spark: SparkSession, tmp_path: Path) -> None:
    for tag in ("", "a b", "<"):
        with pytest.raises(OptionError, match="rowTag"):
            frame_of(spark, tmp_path, "<row>1</row>", tag)
    with pytest.raises(OptionError, match="encoding: cannot use 'UTF-99'"):
        frame_of(spark, tmp_path, "<row>1</row>", encoding="UTF-99")


def test_xml_is_not_written(spark: SparkSession, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFeatureError, match="Writing xml, which AWS Glue does not write either"):
        write(frame_of(spark, tmp_path, "<row>1</row>"), tmp_path / "out", "xml")


def test_nothing_is_lost_where_a_file_is_read_on(spark: SparkSession, tmp_path: Path) -> None:
    two = "<b><i>1</i></b><!-- > --><b><i><![CDATA[2]]></i></b>"
    for blanks in range(8130, 8200):
        (tmp_path / f"{blanks}.xml").write_text(f"<r>{' ' * blanks}{two}</r>")
    for width in (1, 7, 14, 21):
        items = "".join(f"  <b><i>{n}</i><n>name {'x' * (n % width)}</n></b>\n" for n in range(3000))
        (tmp_path / f"{width}.xml").write_text(f"<r>\n{items}</r>\n")
    frame = read(spark, tmp_path, "xml", rowTag="b")
    assert (frame.count(), frame.errors_count()) == (70 * 2 + 4 * 3000, 0)


@pytest.mark.parametrize(
    ("type_", "value", "problem"),
    [
        (IntegerType(), "12.5", "its value is 12.5"),
        (IntegerType(), "3000000000", "its value is 3000000000"),
        (IntegerType(), "1</n><n>2", "it is there 2 times"),
        (IntegerType(), "<m>1</m>", "there are elements in it"),
        (DoubleType(), "1e400", "its value is 1e400"),
        (DecimalType(5, 2), "1.234", "its value is 1.234"),
        (DecimalType(5, 2), "99999", "its value is 99999"),
        (TimestampType(), "soon", "its value is soon"),
    ],
)
def test_a_value_that_has_not_the_type_given_makes_an_error_record(
    spark: SparkSession, tmp_path: Path, type_: Any, value: str, problem: str
) -> None:
    given = json.dumps(StructType([Field("n", type_)]).jsonValue())
    frame = frame_of(spark, tmp_path, f"<row><n>{value}</n></row><row><n></n></row>", withSchema=given)
    assert frame.show_text() == '{"n": null}'
    [(error, _)] = problems(frame)
    assert "withSchema gives n the type" in error
    assert problem in error


@pytest.mark.parametrize(
    ("type_", "value", "shown"),
    [
        (IntegerType(), '<n unit="cm">5</n>', "5"),
        (DecimalType(5, 2), "<n>1.5</n>", "1.50"),
        (TimestampType(), "<n>2020-01-31</n>", '"2020-01-31 00:00:00"'),
        (ArrayType(IntegerType()), "<n>1</n><n>2</n>", "[1, 2]"),
    ],
)
def test_values_of_the_type_given(spark: SparkSession, tmp_path: Path, type_: Any, value: str, shown: str) -> None:
    given = json.dumps(StructType([Field("n", type_)]).jsonValue())
    assert frame_of(spark, tmp_path, f"<row>{value}</row>", withSchema=given).show_text() == f'{{"n": {shown}}}'


@pytest.mark.parametrize(
    ("row", "options", "shown"),
    [
        ('<row id="1"><_id>2</_id></row>', {}, '{"_id": [1, 2]}'),
        ('<row id="1"><id>2</id></row>', {"attributePrefix": ""}, '{"id": [1, 2]}'),
        ("<row>text<_VALUE>2</_VALUE></row>", {}, '{"_VALUE": [2, "text"]}'),
    ],
)
def test_attributes_elements_and_texts_of_one_name_are_an_array(
    spark: SparkSession, tmp_path: Path, row: str, options: dict[str, str], shown: str
) -> None:
    assert frame_of(spark, tmp_path, row, **options).show_text() == shown


def test_a_text_where_a_struct_is_given_makes_an_error_record(spark: SparkSession, tmp_path: Path) -> None:
    given = StructType([Field("n", StructType([Field("z", IntegerType())]))])
    frame = frame_of(
        spark, tmp_path, "<row><n>q</n></row><row><n><z>1</z></n></row>", withSchema=json.dumps(given.jsonValue())
    )
    assert frame.show_text() == '{"n": {"z": 1}}'
    assert "its value is q" in problems(frame)[0][0]
