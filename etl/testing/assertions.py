"""Assertions about frames, with chispa's tables of what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame

from etl.errors import EnvironmentMismatchError, OptionError
from etl.testing.rows import (
    Tolerance,
    are_close,
    comparable_schema,
    sorted_value,
    unequal_in_any_order,
    unequal_in_order,
)

if TYPE_CHECKING:
    from pyspark.sql import Row
    from pyspark.sql.types import StructType

SHOWN_ROWS = 20
"""How many unequal rows a message shows at most."""


def assert_frame_equal(
    actual: Any,
    expected: Any,
    *,
    check_row_order: bool = False,
    check_column_order: bool = False,
    rtol: float = 1e-5,
    atol: float = 1e-8,
) -> None:
    """Assert that two frames have the same columns, types and rows; nullability is not compared.

    Args:
        actual: A DynamicFrame, a `Frame` or a DataFrame. A choice is compared as `toDF()` shows it: a struct with
            a field per type.
        expected: The same, not necessarily of the same kind.
        check_row_order: Compare rows place by place instead of as a bag.
        check_column_order: Compare fields by place, too. By default columns, and fields of structs, are found by
            name: Glue orders them by a hash in some transforms.
        rtol: How far floats may be apart, relative to the expected one.
        atol: How far floats may be apart, absolutely.

    Raises:
        AssertionError: The frames differ. The message shows both schemas, or the rows that differ.
    """
    __tracebackhide__ = True
    actual, expected = _to_dataframe(actual, "actual"), _to_dataframe(expected, "expected")
    _assert_schemas_equal(actual.schema, expected.schema, check_column_order)
    unequal = unequal_in_order if check_row_order else unequal_in_any_order
    rows, expected_rows = _rows(actual, check_column_order), _rows(expected, check_column_order)
    tolerance = Tolerance(rtol, atol)
    pairs = unequal(rows, expected_rows, tolerance)
    if pairs:
        counts = f"actual has {len(rows)}, expected has {len(expected_rows)}"
        raise AssertionError(f"Rows differ ({counts}; df1 is actual, df2 is expected):{_table(pairs, tolerance)}")


def _to_dataframe(frame: Any, argument: str) -> DataFrame:
    """Return the DataFrame of any kind of frame: a DynamicFrame is what has a `toDF`."""
    if isinstance(frame, DataFrame):
        return frame
    convert: Callable[[], DataFrame] | None = getattr(frame, "toDF", None) or getattr(frame, "to_dataframe", None)
    if convert is None:
        raise OptionError(argument, type(frame).__name__, "give a DynamicFrame, a Frame or a DataFrame")
    return convert()


def _rows(frame: DataFrame, keep_column_order: bool) -> list[Row]:
    rows = frame.collect()
    return rows if keep_column_order else [sorted_value(row, frame.schema) for row in rows]


def _assert_schemas_equal(actual: StructType, expected: StructType, in_order: bool) -> None:
    __tracebackhide__ = True
    actual, expected = (comparable_schema(each, in_order=in_order) for each in (actual, expected))
    if actual != expected:
        table = _chispa().schema_comparer.create_schema_comparison_table(actual, expected, True, True)
        raise AssertionError(f"Schemas differ (schema1 is actual, schema2 is expected):\n{table}")


def _table(pairs: Sequence[tuple[Any, Any]], tolerance: Tolerance) -> str:
    """Return chispa's table of unequal rows, where each cell that differs is marked."""
    chispa = _chispa()
    actual, expected = zip(*pairs[:SHOWN_ROWS], strict=True)
    more = f"\n... and {len(pairs) - SHOWN_ROWS} more" if len(pairs) > SHOWN_ROWS else ""
    try:
        chispa.rows_comparer.assert_generic_rows_equality(actual, expected, are_close, {"tolerance": tolerance})
    except chispa.DataFramesNotEqualError as e:
        return f"{e}{more}"
    return "\n" + "\n".join(f"{a} != {e}" for a, e in zip(actual, expected, strict=True)) + more


def _chispa() -> Any:
    try:
        import chispa.rows_comparer
        import chispa.schema_comparer
    except ImportError as e:
        raise EnvironmentMismatchError(
            "Frames differ, and showing how needs chispa.", 'Install it: pip install "local-glue[testing]"'
        ) from e
    return chispa
