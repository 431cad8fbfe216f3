"""Regex extractor: what a regular expression, or each of its groups, matches."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from etl.errors import OptionError
from etl.frame.physical import literal
from etl.studio.names import Names, column, listed, unquoted


def regex_extract(df: DataFrame, name: str, regex: str, new_names: Names) -> DataFrame:
    """Return the rows with a column for the match of a regular expression of Java, or for each of its groups.

    Args:
        df: The rows.
        name: The column of texts.
        regex: The expression.
        new_names: A name for each group, an empty one to leave it out; one name if there are no groups.

    A text without a match gives empty texts, null gives nulls.

    Raises:
        OptionError: There are not as many names as groups.
    """
    names, text, groups = listed(new_names), column(df, name), _groups(df, regex)
    if len(names) != len(groups):
        raise OptionError("gs_regex_extract newCols", new_names, f"expected {len(groups)}, one for each group")
    found = {
        unquoted(new): F.expr(f"regexp_extract({text}, {literal(regex)}, {group})")
        for new, group in zip(names, groups, strict=True)
        if new
    }
    return df.withColumns(found)


def _groups(df: DataFrame, regex: str) -> range:
    """Return the numbers of the groups; 0, the whole match, if there are none."""
    pattern = df.sparkSession._jvm.java.util.regex.Pattern.compile(regex)  # type: ignore[union-attr]
    count = pattern.matcher("").groupCount()
    return range(1, count + 1) if count else range(1)
