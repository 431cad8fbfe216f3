"""Transforms of AWS Glue Data Quality."""

from __future__ import annotations

from typing import Any, NoReturn

from awsglue.transforms.unsupported import UnsupportedTransform

__all__ = ["EvaluateDataQuality"]


class EvaluateDataQuality(UnsupportedTransform):
    """Check the rules of a ruleset.

    Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-EvaluateDataQuality.html
    """

    way_out = (
        "Leave the call out where nothing uses its result; to check a rule, count the rows that break it: "
        "frame.toDF().where(condition).count()."
    )

    def process_rows(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise the error."""
        self.apply()
