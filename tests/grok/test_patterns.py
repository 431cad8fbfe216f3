"""The patterns that AWS documents."""

from __future__ import annotations

import pytest

from etl.grok import GrokPattern


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("NUMBER", ["1", "-1.5", ".5"], ["1.", "1.2.3"]),
        ("BASE16FLOAT", ["1A.8", "0x1.8"], ["+1.8", "xyz"]),
        ("QUOTEDSTRING", ['"a"', "''", r'"a\"b"', "`x`"], ['"a', "a"]),
        ("IPV4", ["1.2.3.4", "001.002.003.004"], ["256.1.1.1", "1.2.3"]),
        (
            "IPV6",
            ["::", "::1", "1::", "fe80::1%eth0", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1", "1:2:3:4:5:6:9.8.7.6"],
            ["10:20:30", ":::", "1:2:3:4:5:6:7:8:9", "1::2::3"],
        ),
        ("IPORHOST", ["a-b.org", "10.0.0.1", "::1"], ["a b"]),
        ("WINPATH", [r"C:\a", r"CD:\a", r"\\server\share"], ["C:", r"1:\a", r"C:\a?"]),
        ("UNIXPATH", ["/", "/a/b.c", r"/a\ b/c"], ["a/b", "/a b", "/a+b"]),
        ("URIPROTO", ["http", "git+ssh"], ["http+"]),
        ("LOGLEVEL", ["INFO", "Info", "info", "WARNING", "crit"], ["iNFO", "INF"]),
        ("WORD", ["abc_1"], ["é"]),
    ],
)
def test_built_in_patterns(pattern: str, matching: list[str], others: list[str]) -> None:
    line = GrokPattern(f"%{{{pattern}:x}}").python()
    assert [text for text in [*matching, *others] if line.fullmatch(text)] == matching


def test_what_a_number_takes_it_keeps() -> None:
    assert not GrokPattern("%{NUMBER}%{INT}").python().fullmatch("12")


def test_a_log_of_apache_with_types() -> None:
    pattern = GrokPattern("%{COMMONAPACHELOG_DATATYPED}")
    assert {field.name: field.type.name for field in pattern.fields} == {
        "clientip": "string", "ident": "boolean", "auth": "string", "timestamp": "timestamp", "verb": "string",
        "request": "string", "httpversion": "float", "rawrequest": "string", "response": "int", "bytes": "long",
    }  # fmt: skip
    assert pattern.formats == {"timestamp": "dd/MMM/yyyy:HH:mm:ss Z"}
