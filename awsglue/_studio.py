"""Puts the transforms of Glue Studio on both kinds of frames."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from pyspark.sql import DataFrame

from awsglue._context import stage_of
from awsglue.dynamicframe import DynamicFrame
from etl.studio.frames import change_rows, told

P = ParamSpec("P")


def frame_method(
    change: Callable[Concatenate[DataFrame, P], DataFrame],
) -> Callable[Concatenate[DataFrame, P], DataFrame]:
    """Make a function of a DataFrame a method of DataFrame and of DynamicFrame, under its own name.

    What goes wrong in it says its name and the line of the script that calls it.
    """
    name = change.__name__

    @functools.wraps(change)
    def of_dataframe(self: DataFrame, *args: P.args, **kwargs: P.kwargs) -> DataFrame:
        with told(name, stage_of()):
            return change(self, *args, **kwargs)

    @functools.wraps(change)
    def of_dynamic_frame(self: DynamicFrame, *args: P.args, **kwargs: P.kwargs) -> DynamicFrame:
        try:
            inspect.signature(change).bind(self, *args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{name}() {error}") from None
        return self._with(change_rows(self._jdf, name, lambda df: change(df, *args, **kwargs), stage=stage_of()))

    setattr(DataFrame, name, of_dataframe)
    setattr(DynamicFrame, name, of_dynamic_frame)
    return change
