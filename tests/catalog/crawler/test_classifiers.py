from __future__ import annotations

import bz2
import gzip
import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from amazon.ion import simpleion
from pyarrow import orc

from etl.catalog.crawler.classifiers import classifier_from_glue, classify, ion
from etl.catalog.crawler.types import type_of
from etl.catalog.errors import InvalidInputException
from etl.catalog.hive_types import hive_type
from etl.errors import UnsupportedFeatureError


def look(data, *custom):
    """Return what a file is."""
    given = data.encode() if isinstance(data, str) else data
    return classify(io.BytesIO(given), [classifier_from_glue(one) for one in custom])


def types(found):
    return {field.name: hive_type(field.type) for field in found.columns}


def test_the_types_of_csv_are_bigint_double_and_string_under_trimmed_names_in_lower_case():
    found = look("DRG Definition,Provider Id, Total Discharges ,Share,Charges\nA,10001,91,0.5,$32\nB,10005,14,2,$15\n")
    assert found.name == "csv"
    assert types(found) == {
        "drg definition": "string", "provider id": "bigint", "total discharges": "bigint", "share": "double",
        "charges": "string",
    }  # fmt: skip
    assert found.parameters["skip.header.line.count"] == "1"


@pytest.mark.parametrize("delimiter", [",", "|", "\t", ";", "\x01"])
def test_delimiters_are_found(delimiter):
    found = look(f"name{delimiter}age\nann{delimiter}7\n")
    assert (found.parameters["delimiter"], types(found)) == (delimiter, {"name": "string", "age": "bigint"})


def test_a_first_line_is_no_header_if_all_columns_are_texts():
    found = look("name,city\nann,rome\n")
    assert types(found) == {"col0": "string", "col1": "string"}
    assert "skip.header.line.count" not in found.parameters


@pytest.mark.parametrize("text", ["one line,of two\n", "one\ncolumn\n", "\x00\x01\x02", ""])
def test_what_nobody_knows_is_unknown(text):
    assert look(text).name == "unknown"


def test_objects_of_json_are_merged():
    found = look(
        '{"Id": 1, "n": 1, "x": 1, "in": {"a": null}}\n{"Id": 5000000000, "n": 1.5, "x": "y", "in": {"b": [1]}}'
    )
    assert types(found) == {"Id": "bigint", "n": "double", "x": "string", "in": "struct<a:string,b:array<int>>"}
    assert found.serde == {"paths": "Id,n,x,in"}


def test_an_array_of_json_is_one_column_unless_a_path_leads_into_it():
    text = '[{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]'
    assert types(look(text)) == {"record": "array<struct<id:int,name:string>>"}
    assert types(look(text, {"JsonClassifier": {"Name": "j", "JsonPath": "$[*]"}})) == {"id": "int", "name": "string"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("$.id", {"record": "string"}),
        ("$.identifiers[*].identifier", {"record": "string"}),
        ("$['identifiers'][0]", {"scheme": "string", "identifier": "string"}),
        ("$.*", {"record": "string"}),
    ],
)
def test_json_paths_lead_to_records(path, expected):
    text = '{"id": "ak", "identifiers": [{"scheme": "fips", "identifier": "US02"}]}'
    assert types(look(text, {"JsonClassifier": {"JsonPath": path}})) == expected


def test_the_rows_of_xml_are_the_elements_of_a_tag():
    text = """<?xml version="1.0"?><catalog>
    <book id="bk101"><AnyCompany><author>Rivera, Martha</author><title>Dev Guide</title></AnyCompany></book>
    <book id="bk102"><AnyCompany><author>Stiles, John</author><title>Style</title></AnyCompany></book></catalog>"""
    found = look(text, {"XMLClassifier": {"Classification": "xml", "RowTag": "AnyCompany"}})
    assert (types(found), found.records) == ({"author": "string", "title": "string"}, 2)
    assert found.parameters == {"rowTag": "AnyCompany"}
    assert look(text).parameters == {"rowTag": "book"}


def test_a_grok_pattern_names_and_types_columns():
    given = {
        "Classification": "special-logs",
        "GrokPattern": r"%{TIMESTAMP_ISO8601:at} \[%{PREFIX:prefix}\] %{LEVEL:level} : %{INT:n:int} %{DATA:text}",
        "CustomPatterns": "LEVEL (BENCHMARK|ERROR|WARN|INFO|TRACE)\nPREFIX .*-.*",
    }
    found = look("2020-01-02T03:04:05Z [a-b] INFO : 7 all is well\n", {"GrokClassifier": given})
    assert (found.name, found.format) == ("special-logs", "grokLog")
    assert types(found) == {
        "at": "string", "prefix": "string", "level": "string", "n": "int", "text": "string",
    }  # fmt: skip
    assert found.serde == {"input.format": given["GrokPattern"], "input.grokCustomPatterns": given["CustomPatterns"]}


APACHE = '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326'


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("combined_apache", f'{APACHE} "http://example.com/" "Mozilla/4.08"'),
        ("apache", APACHE),
        ("linux_kernel", "Feb  1 06:25:43 host kernel: [ 1234.567890] eth0: link up"),
        (
            "microsoft_log",
            "10.0.0.1, -, 2/1/2020, 7:55:20, W3SVC2, SRV, 10.0.0.2, 4502, 163, 3223, 200, 0, GET, /a.gif, -,",
        ),
        ("ruby_logger", "I, [1999-03-03T02:34:24.895701 #19074]  INFO -- Main: info."),
        ("squid", "1286536309.586    921 192.168.0.68 TCP_MISS/200 507 POST http://x.org/a - DIRECT/1.2.3.4 text/xml"),
        ("redismonlog", '1339518083.107412 [0 127.0.0.1:60866] "keys" "*"'),
        ("redislog", "4018:M 14 Nov 2020 07:01:22.119 * Background saving terminated with success"),
    ],
)
def test_well_known_logs_are_known(name, line):
    assert look(f"{line}\n{line}\n").name == name


def test_the_columns_of_a_log_are_named():
    assert list(types(look(f"{APACHE}\n"))) == [
        "clientip", "ident", "auth", "timestamp", "verb", "request", "httpversion", "rawrequest", "response", "bytes",
    ]  # fmt: skip


def test_the_most_certain_wins_where_none_is_certain():
    found = look(f"{APACHE}\nnoise\n")
    assert (found.name, found.certainty) == ("apache", 0.5)


def test_a_custom_classifier_comes_first():
    given = {"GrokClassifier": {"Classification": "mine", "GrokPattern": "%{GREEDYDATA:line}"}}
    assert look('{"a": 1}\n', given).name == "mine"


def test_rules_of_csv_are_followed():
    given = {"Delimiter": "^", "QuoteSymbol": "'", "ContainsHeader": "ABSENT", "Header": ["A", "B"]}
    assert types(look("1^'x^y'\n2^'z'\n", {"CsvClassifier": given})) == {"a": "bigint", "b": "string"}
    single = {"ContainsHeader": "PRESENT", "AllowSingleColumn": True}
    assert types(look("name\nann\n", {"CsvClassifier": single})) == {"name": "string"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"GrokClassifier": {"Classification": "x", "GrokPattern": "%{USERNAM:a}"}},
            "no grok pattern USERNAM. Did you mean USERNAME",
        ),
        ({"GrokClassifier": {"Classification": "x", "GrokPattern": "%{INT:a:number}"}}, "a: there is no type 'number'"),
        ({"GrokClassifier": {"Classification": "x", "GrokPattern": "("}}, r"pattern '\(' cannot be read"),
        (
            {"GrokClassifier": {"Classification": "x", "GrokPattern": "%{A}", "CustomPatterns": "A %{A}"}},
            "names itself",
        ),
        ({"JsonClassifier": {"JsonPath": "$..a"}}, r"JsonPath: .* cannot be read from '\.\.a' on"),
        ({"XMLClassifier": {}}, "XMLClassifier lacks RowTag"),
        ([1], r"A classifier is an object of JSON, not \[1\]"),
        ({"CsvClassifier": []}, r"The CsvClassifier is an object of JSON, not \[\]"),
        ({"CsvClassifier": {"Delimiter": "'", "QuoteSymbol": "'"}}, "Delimiter and QuoteSymbol .* are both"),
        ({"CsvClassifier": {"Delimiter": [1]}}, r"Delimiter of a CsvClassifier: \[1\] is not one character"),
        ({"JsonClassifier": {"JsonPath": 1}}, "JsonPath of the JsonClassifier is a text, not 1"),
        ({"XMLClassifier": {"RowTag": []}}, "RowTag of the XMLClassifier is a text"),
        (
            {"GrokClassifier": {"Classification": 1, "GrokPattern": "a"}},
            "Classification of the GrokClassifier is a text",
        ),
        ({"Xml": {}}, "this one has Xml"),
    ],
)
def test_what_is_no_classifier_is_told(given, said):
    with pytest.raises(InvalidInputException, match=said):
        classifier_from_glue(given)


def test_custom_types_of_csv_are_refused():
    with pytest.raises(UnsupportedFeatureError, match="CustomDatatypes"):
        classifier_from_glue({"CsvClassifier": {"CustomDatatypes": ["INT"]}})


TABLE = pa.table({"Id": pa.array([1], pa.int64()), "s": ["x"]})


def test_parquet_and_orc_tell_their_columns():
    for write, name in ((pq.write_table, "parquet"), (orc.write_table, "orc")):
        file = io.BytesIO()
        write(TABLE, file)
        found = look(file.getvalue())
        assert (found.name, types(found), found.records) == (name, {"Id": "bigint", "s": "string"}, 1)


@pytest.mark.parametrize(
    "data", [b"PAR1 cut off", b"ORC cut off", b"\x1f\x8bcut off", b"PK\x03\x04cut off", b"Obj\x01"]
)
def test_damaged_files_are_unknown(data):
    assert look(data).name == "unknown"


def test_avro_tells_its_columns():
    schema = (
        b'{"type":"record","name":"r","fields":[{"name":"id","type":"long"},{"name":"s","type":["null","string"]}]}'
    )
    head = (
        b"Obj\x01\x02"
        + bytes([22])
        + b"avro.schema"
        + bytes([len(schema) * 2 & 127 | 128, len(schema) * 2 >> 7])
        + schema
    )
    assert types(look(head + b"\x00" + b"0" * 16)) == {"id": "bigint", "s": "string"}


ION = b"{Id: 1, d: 1.50, at: 2020-01-31T10:00:00Z, in: {l: [1, x::null]}, b: {{AQI=}}}\n{Id: 5000000000, d: 100.5}\n"


def binary_ion(text):
    return simpleion.dumps(simpleion.loads(text, single_value=False), binary=True, sequence_as_stream=True)


@pytest.mark.parametrize("data", [ION, b"//c\n$ion_1_0 " + ION, binary_ion(ION), binary_ion(ION + b"7") + b"\x8e"])
def test_ion_tells_its_columns(data):
    found = look(data)
    assert (found.name, found.records) == ("ion", 2)
    assert types(found) == {
        "Id": "bigint", "d": "decimal(5,2)", "at": "timestamp", "in": "struct<l:array<int>>", "b": "binary",
    }  # fmt: skip


def test_a_long_text_of_ion_may_be_cut_off():
    assert look(ION * 30_000).name == "ion"
    assert look(ION * 10 + b"{a: oops oops}" + ION * 30_000).name == "unknown"


@pytest.mark.parametrize("text", ["{a: 1} b\n", '{"a": 1}\n{"b": }\n', "{a: 1", "1 2 3\n", "<a"])
def test_what_is_no_stream_of_structs_is_no_ion(text):
    assert look(text).name == "unknown"


@pytest.mark.parametrize("data", [ION, binary_ion(ION)])
def test_the_extra_is_named_for_what_may_be_ion(data, monkeypatch):
    monkeypatch.setattr(ion, "has_ion_library", lambda: False)
    found = look(data)
    assert (found.name, found.hint) == ("unknown", "which may be Ion: pip install 'local-glue[ion]'")
    assert not look("one line,of two\n").hint


def test_compressed_files_are_looked_into():
    data = b'{"a": 1}\n'
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("a.json", data)
    for name, packed in (("gzip", gzip.compress(data)), ("bzip2", bz2.compress(data)), ("zip", archive.getvalue())):
        found = look(packed)
        assert (found.name, found.compression, types(found)) == ("json", name, {"a": "int"})


def test_only_the_first_two_megabytes_count():
    late = "a,b\n" + "1,2\n" * 600_000 + "x,y\n"
    assert types(look(late)) == {"a": "bigint", "b": "bigint"}


def test_no_values_at_all_are_a_list_of_strings():
    assert hive_type(type_of([])) == "array<string>"
