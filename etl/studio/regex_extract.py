"""Regex extractor: what a regular expression, or each of its groups, matches."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.errors import OptionError
from etl.frame.physical import Sql, literal
from etl.studio.derived import with_columns
from etl.studio.names import Names, column, listed
from etl.studio.regular_expressions import group_count


def regex_extract(df: DataFrame, name: str, regex: str, new_names: Names, *, must_match: bool = False) -> DataFrame:
    """Return the rows with a column for the match of a regular expression of Java, or for each of its groups.

    Args:
        df: The rows.
        name: The column of texts.
        regex: The expression.
        new_names: A name for each group, an empty one to leave it out; one name if there are no groups.
        must_match: Whether a text without a match fails the job.

    A text without a match gives empty texts, null gives nulls.

    Raises:
        OptionError: It is no regular expression, or there are not as many names as groups.
    """
    count = group_count(df.sparkSession, "gs_regex_extract regex", regex)
    names, groups = listed("gs_regex_extract newCols", new_names), range(1, count + 1) if count else range(1)
    if len(names) != len(groups):
        raise OptionError("gs_regex_extract newCols", new_names, f"expected {len(groups)}, one for each group")
    text, pattern = column(df, name), literal(regex)
    checked = f"CASE WHEN NOT ({text} RLIKE {pattern}) THEN {_refusal(name, regex, text)} ELSE {text} END"
    arguments = f"{checked if must_match else text}, {pattern}"
    found = [(new, f"regexp_extract({arguments}, {group})") for new, group in zip(names, groups, strict=True) if new]
    return with_columns(df, "gs_regex_extract newCols", found)


def _refusal(name: str, regex: str, text: Sql) -> Sql:
    said = literal(f"gs_regex_extract: a value of {name} does not match {regex}: ")
    return f"raise_error(concat({said}, {text}))"
