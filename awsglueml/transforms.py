"""Transforms by models that AWS keeps."""

from __future__ import annotations

from typing import Any, NoReturn

from awsglue.transforms.unsupported import UnsupportedTransform

__all__ = ["EntityDetector", "FillMissingValues", "FindIncrementalMatches", "FindMatches"]


class EntityDetector(UnsupportedTransform):
    """Find personal data.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-sensitive-data-example.html
    """

    way_out = "Name the columns yourself, and mask them with Spark's own: mask(column), sha2(column, 256)."

    def classify_columns(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise the error."""
        self.apply()

    def detect(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise the error."""
        self.apply()


class FillMissingValues(UnsupportedTransform):
    """Estimate missing values.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-fillmissingvalues.html
    """

    way_out = "Fill nulls with frame.toDF().fillna(values), or with data_quality.FillWithMode of awsgluedi."


class FindMatches(UnsupportedTransform):
    """Find records that mean the same.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-findmatches.html
    """

    way_out = "It needs a model of AWS's: compare columns with Spark's own dropDuplicates or a join."


class FindIncrementalMatches(FindMatches):
    """Find new records that mean the same as earlier ones.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-pyspark-transforms-findincrementalmatches.html
    """
