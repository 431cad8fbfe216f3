"""IsEven: whether a number can be halved."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.frame.physical import Sql, literal
from etl.studio.derived import with_column

_EVEN = "^[+-]?[0-9]*[02468]$"


def with_parity(df: DataFrame, target: str, number: Sql, true: str, false: str) -> DataFrame:
    """Return the rows with a text that says whether a number is even; null for null, and no decimal is even."""
    test = f"CAST({number} AS string) RLIKE {literal(_EVEN)}"
    text = f"CASE WHEN {number} IS NOT NULL THEN CASE WHEN {test} THEN {literal(true)} ELSE {literal(false)} END END"
    return with_column(df, target, text)
