"""What the data preparation transforms share."""

from __future__ import annotations

import inspect
from typing import Any

from pyspark.sql import DataFrame

from awsglue.transforms import GlueTransform
from etl.errors import OptionError


class DataFrameTransform(GlueTransform):
    """Base of transforms of Spark DataFrames: `apply(spark_context=, data_frame=, ...)`."""

    @classmethod
    def apply(cls, *args: Any, **kwargs: Any) -> Any:
        """Apply the transform.

        Raises:
            OptionError: What is given is no Spark DataFrame.
        """
        given = inspect.signature(cls.__call__).bind_partial(None, *args, **kwargs).arguments.get("data_frame")
        if not isinstance(given, DataFrame):
            raise OptionError(
                f"{cls.name()} data_frame", given, "expected a Spark DataFrame, as toDF() of a DynamicFrame gives"
            )
        return cls()(*args, **kwargs)
