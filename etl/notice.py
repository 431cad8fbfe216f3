"""Warnings that point at the user's own line, however deep in the engine they arise."""

from __future__ import annotations

import sys
import warnings

from etl.errors import EtlWarning

_OURS = ("etl", "awsglue")


def warn(message: str) -> None:
    """Issue an `EtlWarning` at the nearest caller that is outside `etl` and `awsglue`."""
    frame, level = sys._getframe(), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in _OURS:
        frame, level = frame.f_back, level + 1
    warnings.warn(message, EtlWarning, stacklevel=level)
