"""ApplyMapping for Spark DataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awsglue._typing import Mappings
from awsglue.transforms import _descriptions
from etl.frame import apply_mapping, from_dataframe, to_dataframe

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class ApplyMapping:
    """Rename, cast, nest and leave out columns: only the mapped ones remain, in the order of the mappings."""

    @staticmethod
    def apply(frame: DataFrame, mappings: Mappings) -> DataFrame:
        """Apply the mappings.

        Args:
            frame: The DataFrame.
            mappings: Tuples `(source column, source type, target column, target type)`.
        """
        lines = [mappings] if isinstance(mappings, tuple) else list(mappings)
        return to_dataframe(apply_mapping(from_dataframe(frame), lines))

    @classmethod
    def describeArgs(cls) -> list[dict[str, Any]]:
        """Return name, type, description, optional and defaultValue of each argument."""
        return _descriptions.arguments(cls.apply)

    @classmethod
    def describeTransform(cls) -> str:
        """Return what the transform does, in a sentence."""
        return _descriptions.summary(cls)

    @classmethod
    def describeErrors(cls) -> list[dict[str, str]]:
        """Return the errors that the transform raises by itself: none."""
        return []

    @classmethod
    def describeReturn(cls) -> dict[str, str]:
        """Return type and description of the result."""
        return _descriptions.result(cls.apply)
