"""What a command tells: lines for people, or data for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple


class Told(NamedTuple):
    """What a command tells, in one of two ways; what it changes, it changes while it is being told.

    Attributes:
        lines: Lines for people.
        data: Returns it for programs; what Glue has, too, is in the shapes of Glue's API.
    """

    lines: Iterator[str]
    data: Callable[[], Any]
