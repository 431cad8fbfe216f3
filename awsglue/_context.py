"""What a frame needs of the context that a script gives, and where in the job it is made."""

from __future__ import annotations

from pyspark.sql import SparkSession

from awsglue._typing import Context
from awsglue.utils import callsite
from etl.errors import OptionError
from etl.frame import Stage


def session_of(context: Context) -> SparkSession:
    """Return the session of a GlueContext, another SQLContext, or a SparkSession.

    Raises:
        OptionError: It is none of these.
    """
    session = context if isinstance(context, SparkSession) else getattr(context, "sparkSession", None)
    if not isinstance(session, SparkSession):
        raise OptionError("glue_ctx", context, "expected a GlueContext or a SparkSession")
    return session


def stage_of(
    transformation_ctx: str = "", info: str | None = "", stageThreshold: int = 0, totalThreshold: int = 0
) -> Stage:
    """Return the stage of a step that the script calls now."""
    return Stage(transformation_ctx or "", info or "", int(stageThreshold), int(totalThreshold), callsite())
