"""What a grok pattern names."""

from __future__ import annotations

import pytest

from etl.errors import GrokPatternError
from etl.grok import GrokPattern


def types(pattern: str, custom: str = "") -> dict[str, str]:
    return {field.name: field.type.name for field in GrokPattern(pattern, custom).fields}


def test_a_type_stands_behind_a_colon_or_a_semicolon() -> None:
    assert types("%{INT:a:int} %{INT:b;int} %{INT:c;long}") == {"a": "int", "b": "int", "c": "long"}


def test_dates_have_a_pattern_behind_their_type() -> None:
    pattern = GrokPattern("%{DATA:a;date;yyyy-MM-dd HH:mm} %{DATA:b:datetime:HH;mm} %{DATA:c:date}")
    assert {field.type.name for field in pattern.fields} == {"timestamp"}
    assert pattern.formats == {"a": "yyyy-MM-dd HH:mm", "b": "HH;mm"}
    with pytest.raises(GrokPatternError, match="n: a pattern of dates is for date and datetime only"):
        GrokPattern("%{INT:n;int;yyyy}")


def test_an_unwanted_part_and_one_inside_of_a_field_are_no_fields() -> None:
    pattern = "%{HOSTPORT:at} %{WORD:UNWANTED} (?<UNWANTED>x) %{POSINT:PORT} %{INT:at}"
    assert list(types(pattern)) == ["at", "PORT"]


def test_groups_of_the_expression_are_fields() -> None:
    assert types(r"(?<ip>\S+) (?<=a)(?<!b)(?<day>%{INT:d:int}) %{LINE} \(?<no> \\(?<yes>x)", "LINE (?<my_line>.*)") == {
        "ip": "string", "day": "string", "d": "int", "my_line": "string", "yes": "string",
    }  # fmt: skip


@pytest.mark.parametrize("names", [[], ["q"]])
def test_what_a_group_has_may_be_said_again(names: list[str]) -> None:
    pattern = GrokPattern(r"(?<q>['`]).*\k<q> %{WORD:a}=\k<a> %{TWICE}%{TWICE}", r"TWICE (?<c>.)\k<c>")
    assert pattern.python().fullmatch("'x' y=y aabb")
    assert not pattern.python().fullmatch("'x` y=y aabb")
    assert not pattern.python().fullmatch("'x' y=z aabb")
    assert not pattern.python().fullmatch("'x' y=y abab")
    assert (r"(?<g0>['`])" in pattern.java(names)) == bool(names)


def test_a_custom_pattern_has_any_blank_behind_its_name() -> None:
    line = GrokPattern("%{A:a}%{B:b}%{C:c}", "A\tx y\n\n B   \t z\nC\n").python()
    assert line.fullmatch("x yz")


def test_an_expression_that_is_none() -> None:
    with pytest.raises(GrokPatternError, match="cannot be read"):
        GrokPattern("(").python()
