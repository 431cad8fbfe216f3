"""The transforms in modules: `from awsgluedi.transforms import *`, then `math_functions.IsEven.apply(...)`."""

from awsgluedi.transforms import (
    column,
    column_formatting,
    data_cleaning,
    data_quality,
    datetime_functions,
    math_functions,
    pii,
    web_functions,
)

__all__ = [
    "column",
    "column_formatting",
    "data_cleaning",
    "data_quality",
    "datetime_functions",
    "math_functions",
    "pii",
    "web_functions",
]
