"""MonthName: the month of a date, whatever way the date is written.

Years stand before months and days, or behind them. Between dashes the day goes before the month, else the month does,
unless that makes no date; `20-2018-12`, with the year in the middle, ends with the month.
"""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.frame.physical import Sql, literal
from etl.studio.derived import with_column

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_BETWEEN, _SAME = "([-/. ])", r"\2"
_TWO, _YEAR, _TIME = r"(\d{1,2})", r"(\d{4}|\d{2})", r"(?:[ T]\d.*)?"
_ORDERS = (
    (rf"^(\d{{4}}){_BETWEEN}{_TWO}{_SAME}{_TWO}{_TIME}$", (1, 3, 4)),
    (rf"^{_TWO}(-){_TWO}{_SAME}{_YEAR}{_TIME}$", (4, 3, 1)),
    (rf"^{_TWO}{_BETWEEN}{_TWO}{_SAME}{_YEAR}{_TIME}$", (4, 1, 3)),
    (rf"^{_TWO}{_BETWEEN}{_TWO}{_SAME}{_YEAR}{_TIME}$", (4, 3, 1)),
    (rf"^{_TWO}{_BETWEEN}(\d{{4}}){_SAME}{_TWO}{_TIME}$", (3, 4, 1)),
)
"""Patterns of dates in numbers, and which groups are year, month and day."""

_NAMED = rf"^([A-Za-z]{{3,9}}){_BETWEEN}{_TWO},?{_SAME}(\d{{4}}){_TIME}$"
"""A date that begins with the name of its month."""


def with_month_name(df: DataFrame, target: str, date: Sql) -> DataFrame:
    """Return the rows with the English name of the month of a date, or of a text of one; null for what is none."""
    text = f"trim(CAST({date} AS string))"
    days = [_day(text, pattern, order) for pattern, order in _ORDERS]
    name = f"lower(regexp_extract({text}, {literal(_NAMED)}, 1))"
    months = [f"WHEN {name} IN ({literal(full)}, {literal(full[:3])}) THEN {n}" for n, full in enumerate(_NAMES, 1)]
    named = _day(text, _NAMED, (4, None, 3), f"CASE {' '.join(months)} END")
    return with_column(df, target, f"date_format(coalesce({', '.join([*days, named])}), 'MMMM')")


def _day(text: Sql, pattern: str, order: tuple[int, int | None, int], month: Sql = "") -> Sql:
    """Return the date of a text that has the pattern; null if it has another, or is no date."""
    year, middle, day = (f"regexp_extract({text}, {literal(pattern)}, {n})" if n else month for n in order)
    whole_year = f"CASE WHEN length({year}) = 2 THEN concat('20', {year}) ELSE {year} END"
    parts = f"concat({whole_year}, '-', lpad({middle}, 2, '0'), '-', lpad({day}, 2, '0'))"
    return f"CASE WHEN {text} RLIKE {literal(pattern)} THEN try_cast({parts} AS date) END"
