from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalog.errors import InvalidInputException
from etl.catalog.expressions import Condition, Key, exact_condition, possible_condition, pushed_expression

KEYS = [Key("year", "int"), Key("month", "string"), Key("day", "date")]
ROWS = [
    ("2019", "12", "2019-12-31"),
    ("2020", "01", "2020-01-01"),
    ("2020", "4", "2020-4-5"),
    ("2021", "Jan%", "2021-01-01"),
    ("__HIVE_DEFAULT_PARTITION__", "__HIVE_DEFAULT_PARTITION__", "__HIVE_DEFAULT_PARTITION__"),
]


def selected(condition: Condition, rows: list[tuple[str, str, str]] = ROWS) -> list[int]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (n, k0, k1, k2)")
    for number, row in enumerate(rows):
        stored = [key.stored(value) for key, value in zip(KEYS, row, strict=True)]
        database.execute("INSERT INTO t VALUES (?, ?, ?, ?)", (number, *stored))
    return [n for (n,) in database.execute(f"SELECT n FROM t WHERE {condition.sql} ORDER BY n", condition.values)]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("year = 2020", [1, 2]),
        ("YEAR == '2020' AND month = '01'", [1]),
        ("`year` >= 2020 or t.month = '12'", [0, 1, 2, 3]),
        ("year <> 2020", [0, 3]),
        ("not (year != 2020)", [1, 2]),
        ("year in (2019, 2021)", [0, 3]),
        ("year not in (2019, 2021)", [1, 2]),
        ("year between 2020 and 2021 and month like '0%'", [1]),
        ("month like '_an%'", [3]),
        ("month like 'JAN%'", []),
        ("month not like '0%'", [0, 2, 3]),
        ("month is null", [4]),
        ("month is not null and 2020 < year", [3]),
        ("day >= date '2020-01-01' and day < '2020-5-1'", [1, 2]),
        ('month = "01"', [1]),
        ("year = -1", []),
    ],
)
def test_an_expression_selects_partitions(expression: str, expected: list[int]) -> None:
    assert selected(exact_condition(expression, KEYS)) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("yaer = 1", "'yaer' is no partition key, these are: year, month, day; did you mean 'year'?\n  yaer = 1\n  ^"),
        ("year = = 1", "expected a value: a text in quotes, or a number\n  year = = 1\n         ^"),
        ("year = 1 month = 2", "expected AND, OR or the end"),
        ("year = 'abc'", "expected a int, as 'year' is one"),
        ("year in ()", "expected a value"),
        ("(year = 1", "expected [)]"),
        ("year", "expected a comparison"),
        ("length(month) = 2", "expected a comparison"),
        ("year not 3", "expected IN, BETWEEN or LIKE"),
    ],
)
def test_what_is_no_expression_is_shown(expression: str, message: str) -> None:
    with pytest.raises(InvalidInputException, match="The expression cannot be read") as error:
        exact_condition(expression, KEYS)
    assert message.replace("[)]", ")") in str(error.value)


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("year = 2020 and length(month) = 2", [1, 2, 4]),
        ("not (year = 2020 and length(month) = 2)", [0, 1, 2, 3, 4]),
        ("year = 2020 or length(month) = 2", [0, 1, 2, 3, 4]),
        ("month = 4", [0, 1, 2, 3, 4]),
        ("concat(year, month) > '202001' and year = 2021", [3, 4]),
        ("year = '2020' and month >= '02'", [2]),
        ("case when month = 'x' and year = 2020 and day is null then 1 end = 1", [0, 1, 2, 3, 4]),
        ("if(year = 1 and month = '2' and year = 3, true, false) and year = 2019", [0, 4]),
        ("year = 2020 -- and year = 2019", [0, 1, 2, 3, 4]),
        ("month = 'a\\'b'", [0, 1, 2, 3, 4]),
        ("month = 'a''b'", [0, 1, 2, 3, 4]),
        ("year + 1 = 2021", [0, 1, 2, 3, 4]),
        ("year = 2020 + 1", [0, 1, 2, 3, 4]),
        ("year <=> 2020", [0, 1, 2, 3, 4]),
        ("day = '2020-04-05'", [2, 4]),
        ("day = '2020-4-5'", [0, 1, 2, 3, 4]),
        ("other = 3 and year = 2019", [0, 4]),
        ("year = 3000000000", [0, 1, 2, 3, 4]),
        ("(((", [0, 1, 2, 3, 4]),
    ],
)
def test_what_is_not_understood_leaves_all(predicate: str, expected: list[int]) -> None:
    assert selected(possible_condition([predicate], KEYS)) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("date = '2020-01-01'", [1]),
        ("date >= date '2020-01-01' and timestamp is not null", [1, 2]),
        ("date between '2020-01-01' and '2020-02-01' or date in ('2019-12-31')", [0, 1]),
        ("'b' <= timestamp and timestamp like 'b%'", [1]),
    ],
)
def test_keys_may_be_called_as_types_are(expression: str, expected: list[int]) -> None:
    keys = [Key("date", "date"), Key("timestamp", "string")]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (n, k0, k1)")
    rows = [(0, "2019-12-31", "a"), (1, "2020-01-01", "b"), (2, "2020-04-05", "c")]
    database.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
    for condition in (exact_condition(expression, keys), possible_condition([expression], keys)):
        found = database.execute(f"SELECT n FROM t WHERE {condition.sql} ORDER BY n", condition.values)
        assert [n for (n,) in found] == expected


def atoms() -> st.SearchStrategy[tuple[str, Any]]:
    """Comparisons of year with a number, as text and as what they mean; None where nobody can tell."""
    numbers = st.integers(2018, 2022)
    known = st.tuples(st.sampled_from(["=", "<", ">="]), numbers).map(
        lambda pair: (
            f"year {pair[0]} {pair[1]}",
            {"=": lambda y: y == pair[1], "<": lambda y: y < pair[1], ">=": lambda y: y >= pair[1]}[pair[0]],
        )
    )
    unknown = numbers.map(lambda n: (f"abs(year) = {n}", lambda y: y == n))
    return known | unknown


def combined(inner: st.SearchStrategy[tuple[str, Any]]) -> st.SearchStrategy[tuple[str, Any]]:
    both = st.tuples(inner, inner)
    return (
        both.map(lambda p: (f"({p[0][0]} AND {p[1][0]})", lambda y: p[0][1](y) and p[1][1](y)))
        | both.map(lambda p: (f"({p[0][0]} OR {p[1][0]})", lambda y: p[0][1](y) or p[1][1](y)))
        | inner.map(lambda one: (f"NOT {one[0]}", lambda y: not one[1](y)))
    )


@given(st.recursive(atoms(), combined, max_leaves=8))
def test_no_partition_that_fulfils_a_predicate_is_left_out(case: tuple[str, Any]) -> None:
    predicate, holds = case
    rows = [(str(year), "01", "2020-01-01") for year in range(2017, 2024)]
    meant = {number for number, row in enumerate(rows) if holds(int(row[0]))}
    found = set(selected(possible_condition([predicate], KEYS), rows))
    assert meant <= found
    if "abs" not in predicate:
        assert found == meant == set(selected(exact_condition(predicate, KEYS), rows))


@pytest.mark.parametrize(
    ("type_", "values", "predicate", "expected"),
    [
        ("bigint", ["9223372036854775807"], "k > 5", [0]),
        ("int", ["2020.0", "2021"], "k = 2020", [0]),
        ("int", ["2020.0", "2021"], "not (k = 2021)", [0]),
        ("int", ["3000000000", "1"], "k is null", [0]),
        ("int", ["\u0662", "1"], "k is null", [0]),
        ("date", ["2020-13-45", "2020-01-01"], "k is null", [0]),
        ("date", ["2020-04", "2020-01-01"], "k > '2020-03-01'", [0]),
        ("date", ["2020-04-01T00", "2020-01-01"], "k is not null", [0, 1]),
        ("int", ["1", "2"], "k not in ('01')", [0, 1]),
        ("string", ["2020-1-1", "x"], "k = date '2020-01-01'", [0, 1]),
        ("date", ["2020-01-01", "x"], "k not in ('2020-1-1', timestamp '2020-01-01')", [0, 1]),
        ("int", ["1", "2"], "(k = 1) between false and k = 2", [0, 1]),
        ("int", ["1", "2"], "length('x\\' and k = 2 and \\'y') = 17", [0, 1]),
    ],
)
def test_what_spark_may_read_otherwise_is_not_left_out(
    type_: str, values: list[str], predicate: str, expected: list[int]
) -> None:
    key = Key("k", type_)
    condition = possible_condition([predicate], [key])
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (n, k0)")
    database.executemany("INSERT INTO t VALUES (?, ?)", [(n, key.stored(value)) for n, value in enumerate(values)])
    query = f"SELECT n FROM t WHERE {condition.sql} ORDER BY n"
    assert [n for (n,) in database.execute(query, condition.values)] == expected


@pytest.mark.parametrize(
    ("predicates", "expected"),
    [
        (["month = '01' and year = 2020"], "month = '01'"),
        (["month in ('01', '02')", "month <> '02'"], "(month = '01' OR month = '02') AND month <> '02'"),
        (["month between '01' and '03'"], "month >= '01' AND month <= '03'"),
        (["month = '01' or year = 2020"], ""),
        (["not (month = '01')", "month is null", "month like '0%'", "month > 'ä'"], ""),
        ([f"month = '{'x' * 2048}'", "month = '01'"], "month = '01'"),
    ],
)
def test_glue_is_asked_what_is_certain_of_texts(predicates: list[str], expected: str) -> None:
    assert pushed_expression(predicates, KEYS) == expected
