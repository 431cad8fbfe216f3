"""FormatCase: texts in another case."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.errors import UnknownNameError
from etl.frame.physical import Sql
from etl.studio.derived import with_column
from etl.studio.names import column

_CASES: dict[str, Sql] = {
    "CAPITAL": "initcap({0})",
    "LOWER": "lower({0})",
    "UPPER": "upper({0})",
    "SENTENCE": "concat(upper(substr({0}, 1, 1)), lower(substr({0}, 2)))",
}


def format_case(df: DataFrame, name: str, case: str) -> DataFrame:
    """Return the rows with the texts of a column in lower or upper case, or with capitals where words or texts begin.

    Raises:
        UnknownNameError: A case or a column that does not exist.
    """
    if case not in _CASES:
        raise UnknownNameError("case_type of FormatCase", case, _CASES)
    return with_column(df, name, _CASES[case].format(column(df, name)))
