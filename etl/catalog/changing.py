"""Changes of a thing of the catalog that others may change at the same time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from etl.catalog.errors import AlreadyExistsException, ConcurrentModificationException

T = TypeVar("T")

_TIMES = 100
"""How often a change is tried; each time that it fails, somebody else's took effect."""

_LONGEST_PAUSE = 0.05
"""Seconds."""


def until_nobody_interferes(change: Callable[[], T]) -> T:
    """Do a change, and do it again, reading anew, as long as somebody else was quicker; return what it returns.

    Args:
        change: Reads a thing, then makes it, or changes it for the version that was read.

    Raises:
        ConcurrentModificationException: Others were quicker every time.
        AlreadyExistsException: The same, where a thing was to be made.
    """
    for _ in range(_TIMES - 1):
        try:
            return change()
        except (ConcurrentModificationException, AlreadyExistsException):
            time.sleep(random.uniform(0, _LONGEST_PAUSE))  # noqa: S311 - no secret
    return change()
