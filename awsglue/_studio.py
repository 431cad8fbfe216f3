"""Puts the transforms of Glue Studio on both kinds of frames."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from pyspark.sql import DataFrame

from awsglue._context import stage_of
from awsglue.dynamicframe import DynamicFrame
from etl.studio.frames import change_rows

P = ParamSpec("P")


def frame_method(
    change: Callable[Concatenate[DataFrame, P], DataFrame],
) -> Callable[Concatenate[DataFrame, P], DataFrame]:
    """Make a function of a DataFrame a method of DataFrame and of DynamicFrame, under its own name."""

    @functools.wraps(change)
    def of_dynamic_frame(self: DynamicFrame, *args: P.args, **kwargs: P.kwargs) -> DynamicFrame:
        inspect.signature(change).bind(self, *args, **kwargs)
        return self._with(change_rows(self._jdf, lambda df: change(df, *args, **kwargs), stage=stage_of()))

    setattr(DataFrame, change.__name__, change)
    setattr(DynamicFrame, change.__name__, of_dynamic_frame)
    return change
