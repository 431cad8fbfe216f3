"""FormatPhoneNumber: telephone numbers in one form, by the library that knows those of all countries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.functions import pandas_udf

from etl.errors import EnvironmentMismatchError, UnknownNameError
from etl.frame.physical import Sql, literal
from etl.studio.names import column, unquoted

_FORMATS = {"E164": 0, "INTERNATIONAL": 1, "NATIONAL": 2, "RFC3966": 3}
"""The numbers that `phonenumbers.PhoneNumberFormat` has for them."""


def format_phone_numbers(df: DataFrame, name: str, form: str, region: Sql | None) -> DataFrame:
    """Return the rows with the texts of a column as telephone numbers; null for what is none.

    Args:
        df: The rows.
        name: The column.
        form: E164, INTERNATIONAL, NATIONAL or RFC3966.
        region: The expression of the country of numbers that do not say theirs, such as `'US'`.

    Raises:
        UnknownNameError: A form or a column that does not exist.
        EnvironmentMismatchError: The library is not installed.
    """
    if form not in _FORMATS:
        raise UnknownNameError("phone_number_format of FormatPhoneNumber", form, _FORMATS)
    _check_library()
    formatted = pandas_udf(_formatter(_FORMATS[form]), "string")  # type: ignore[call-overload]
    texts, regions = F.expr(f"CAST({column(df, name)} AS string)"), F.expr(region or literal(""))
    return df.withColumn(unquoted(name), formatted(texts, regions))


def _check_library() -> None:
    try:
        import phonenumbers  # noqa: F401
    except ModuleNotFoundError as error:
        raise EnvironmentMismatchError(
            "FormatPhoneNumber needs the library phonenumbers.", "Install it: pip install 'local-glue[di]'."
        ) from error


def _formatter(form: int) -> Callable[[pd.Series, pd.Series], pd.Series]:
    def formatted(texts: pd.Series, regions: pd.Series) -> pd.Series:
        return pd.Series(
            [_formatted(text, region, form) for text, region in zip(texts, regions, strict=True)], dtype=object
        )

    return formatted


def _formatted(text: Any, region: Any, form: int) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    return str(phonenumbers.format_number(number, form)) if phonenumbers.is_possible_number(number) else None
