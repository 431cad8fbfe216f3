"""IpToInt and IntToIp: addresses of the internet protocol, version 4, as numbers."""

from __future__ import annotations

from pyspark.sql import DataFrame

from etl.frame.physical import Sql, literal
from etl.studio.derived import with_column

_BYTE = r"(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_ADDRESS = rf"^{_BYTE}(\.{_BYTE}){{3}}\z"
_WEIGHTS = (1 << 24, 1 << 16, 1 << 8, 1)


def ip_to_int(df: DataFrame, target: str, text: Sql) -> DataFrame:
    """Return the rows with an address as a long; null for what is no address."""
    parts = [f"CAST(split({text}, '[.]')[{at}] AS bigint) * {weight}" for at, weight in enumerate(_WEIGHTS)]
    return with_column(df, target, f"CASE WHEN {text} RLIKE {literal(_ADDRESS)} THEN {' + '.join(parts)} END")


def int_to_ip(df: DataFrame, target: str, number: Sql) -> DataFrame:
    """Return the rows with a number as an address; null for a number that is none."""
    exact = f"try_cast({number} AS decimal(38, 10))"
    whole = f"try_cast({exact} AS bigint)"
    parts = ", ".join(f"{whole} DIV {weight} % 256" for weight in _WEIGHTS)
    is_address = f"{exact} % 1 = 0 AND {exact} BETWEEN 0 AND {(1 << 32) - 1}"
    return with_column(df, target, f"CASE WHEN {is_address} THEN concat_ws('.', {parts}) END")
