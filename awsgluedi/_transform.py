"""What the data preparation transforms share."""

from __future__ import annotations

import inspect
from abc import abstractmethod
from typing import Any

from pyspark import SparkContext
from pyspark.sql import DataFrame

from awsglue.transforms import GlueTransform
from etl.errors import OptionError
from etl.frame.physical import Sql
from etl.preparation.inputs import given


class DataFrameTransform(GlueTransform):
    """Base of transforms of Spark DataFrames: `apply(spark_context=, data_frame=, ...)`."""

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Apply the transform.

        Raises:
            OptionError: What is given is no Spark DataFrame.
        """
        rows = inspect.signature(cls.__call__).bind_partial(None, *args, **kwargs).arguments.get("data_frame")
        if not isinstance(rows, DataFrame):
            raise OptionError(
                f"{cls.name()} data_frame", rows, "expected a Spark DataFrame, as toDF() of a DynamicFrame gives"
            )
        return cls()(*args, **kwargs)


class ValueTransform(DataFrameTransform):
    """Base of transforms that make a column of another one, or of one value for all rows."""

    def __call__(
        self,
        spark_context: SparkContext,
        data_frame: DataFrame,
        target_column: str,
        source_column: str | None = None,
        value: object = None,
    ) -> DataFrame:
        """Apply the transform."""
        return self.made(data_frame, target_column, given(data_frame, source_column, value))

    @abstractmethod
    def made(self, df: DataFrame, target: str, value: Sql) -> DataFrame:
        """Return the rows with the new column."""
