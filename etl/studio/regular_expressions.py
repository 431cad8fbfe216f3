"""Regular expressions of Java, checked before Spark meets them among the rows."""

from __future__ import annotations

from pyspark.errors import IllegalArgumentException
from pyspark.sql import SparkSession

from etl.errors import OptionError
from etl.options import text


def group_count(spark: SparkSession, option: str, regex: str) -> int:
    """Return how many groups a regular expression has.

    Args:
        spark: The session.
        option: The helper and its argument, for messages.
        regex: The expression.

    Raises:
        OptionError: It is no regular expression.
    """
    try:
        pattern = spark._jvm.java.util.regex.Pattern.compile(text(option, regex))  # type: ignore[union-attr]
    except IllegalArgumentException as error:
        why = str(error).partition("\n")[0]
        raise OptionError(
            option,
            regex,
            f"expected a regular expression of Java ({why}); a character that means itself stands after \\ or in [ ]",
        ) from None
    return int(pattern.matcher("").groupCount())
