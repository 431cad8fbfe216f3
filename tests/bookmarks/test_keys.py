"""Tables of databases, read by their keys: SQLite, as Python has it, decides what a condition means."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from decimal import Decimal

import pytest

from etl.bookmarks.keys import KeysRead, KeysReading, Value
from etl.errors import OptionError


@pytest.fixture
def database():
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE sales (day TEXT, number INTEGER, item TEXT)")
        yield connection


def run(
    database: sqlite3.Connection, read: KeysRead | None, keys: Sequence[str], *, descending: bool = False
) -> tuple[list[str], KeysRead]:
    """The items that a run reads, and how far it has read, having gone through a bookmark's JSON."""
    reading = KeysReading(read, keys, descending=descending)
    last = database.execute(f"SELECT {', '.join(keys)} FROM sales ORDER BY {reading.order()} LIMIT 1").fetchone()
    condition = reading.condition(last or ())
    rows = database.execute(f"SELECT item FROM sales WHERE {condition} ORDER BY item").fetchall()
    return [item for (item,) in rows], KeysRead.from_state(reading.after().to_state())


def add(database: sqlite3.Connection, *rows: tuple[str, int, str]) -> None:
    database.executemany("INSERT INTO sales VALUES (?, ?, ?)", rows)


def test_a_run_reads_the_rows_that_came_after_the_last(database: sqlite3.Connection) -> None:
    add(database, ("mon", 1, "pen"), ("mon", 5, "ink"))
    items, read = run(database, None, ["number"])
    assert items == ["ink", "pen"]
    add(database, ("mon", 9, "cup"), ("mon", 3, "too late"))
    items, read = run(database, read, ["number"])
    assert items == ["cup"]
    assert run(database, read, ["number"])[0] == []


def test_a_compound_key_is_compared_column_by_column(database: sqlite3.Connection) -> None:
    add(database, ("2026-01-01", 7, "a"), ("2026-01-02", 1, "b"))
    _, read = run(database, None, ["day", "number"])
    assert read.last == ("2026-01-02", 1)
    add(database, ("2026-01-02", 2, "c"), ("2026-01-03", 0, "d"), ("2026-01-01", 9, "too late"))
    assert run(database, read, ["day", "number"])[0] == ["c", "d"]


def test_a_key_may_shrink(database: sqlite3.Connection) -> None:
    add(database, ("", -1, "a"), ("", -5, "b"))
    items, read = run(database, None, ["number"], descending=True)
    assert (items, read.last) == (["a", "b"], (-5,))
    add(database, ("", -6, "c"), ("", -2, "too late"))
    assert run(database, read, ["number"], descending=True)[0] == ["c"]


def test_rows_that_come_while_a_run_reads_are_the_next_runs(database: sqlite3.Connection) -> None:
    add(database, ("", 1, "a"))
    reading = KeysReading(None, ["number"])
    condition = reading.condition([1])
    add(database, ("", 2, "b"))
    assert database.execute(f"SELECT item FROM sales WHERE {condition}").fetchall() == [("a",)]
    assert run(database, reading.after(), ["number"])[0] == ["b"]


def test_an_empty_table_is_read_from_its_beginning_later(database: sqlite3.Connection) -> None:
    items, read = run(database, None, ["number"])
    assert (items, read.last) == ([], ())
    add(database, ("", 1, "a"))
    assert run(database, read, ["number"])[0] == ["a"]


def test_a_quote_in_a_value_stays_in_it(database: sqlite3.Connection) -> None:
    add(database, ("o'clock", 1, "a"))
    _, read = run(database, None, ["day"])
    add(database, ("o'zone", 1, "b"))
    assert run(database, read, ["day"])[0] == ["b"]


@pytest.mark.parametrize(
    "value",
    [2**70, "text", 1.5, Decimal("10.50"), dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 3, 4, 5, 6)],  # noqa: DTZ001
)
def test_values_of_each_type_are_kept_as_they_are(value: Value) -> None:
    reading = KeysReading(None, ["key"])
    reading.condition([value])
    [last] = KeysRead.from_state(reading.after().to_state()).last
    assert (last, type(last)) == (value, type(value))


def test_a_window_is_of_the_rows_between_two_runs(database: sqlite3.Connection) -> None:
    add(database, *[("", n, str(n)) for n in range(6)])
    reading = KeysReading(KeysRead(("number",), last=(1,)), ["number"], until=KeysRead(("number",), last=(4,)))
    rows = database.execute(f"SELECT item FROM sales WHERE {reading.condition([5])} ORDER BY item").fetchall()
    assert rows == [("2",), ("3",), ("4",)]


def test_a_database_may_write_its_literals_otherwise() -> None:
    reading = KeysReading(KeysRead(("t",), last=(dt.date(2026, 1, 2),)), ["t"])
    condition = reading.condition([dt.date(2026, 1, 3)], lambda value: f"DATE '{value}'")
    assert condition == "((t > DATE '2026-01-02')) AND NOT (((t > DATE '2026-01-03')))"


def test_a_key_must_be_given() -> None:
    with pytest.raises(OptionError, match="jobBookmarkKeys"):
        KeysReading(None, [])


def test_rows_that_are_away_for_a_run_are_not_read_again(database: sqlite3.Connection) -> None:
    add(database, *[("", n, str(n)) for n in range(1, 6)])
    _, read = run(database, None, ["number"])
    database.execute("DELETE FROM sales WHERE number > 3")
    items, read = run(database, read, ["number"])
    assert items == []
    add(database, *[("", n, str(n)) for n in (4, 5, 6)])
    assert run(database, read, ["number"])[0] == ["6"]


@pytest.mark.parametrize("descending", [False, True])
def test_rows_without_a_key_are_no_last_row(database: sqlite3.Connection, *, descending: bool) -> None:
    add(database, ("", 1, "a"), ("", None, "no key"), ("", 2, "b"))
    items, read = run(database, None, ["number"], descending=descending)
    assert (items, read.last) == (["a", "b"], (1,) if descending else (2,))


@pytest.mark.parametrize("value", [None, True, b"x", dt.timedelta(1)])
def test_a_value_that_no_bookmark_can_hold_is_refused_when_it_comes(value: object) -> None:
    with pytest.raises(OptionError, match="jobBookmarkKeys: cannot use 'id'; its last value is"):
        KeysReading(None, ["id"]).condition([value])


def test_a_key_that_has_become_one_of_another_type_is_refused() -> None:
    with pytest.raises(OptionError, match=r"the bookmark ends at .*, of other types: reset it"):
        KeysReading(KeysRead(("id",), last=(5,)), ["id"]).condition(["5"])
