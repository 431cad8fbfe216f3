"""One step of a job, as error records and thresholds speak of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_CALL = re.compile(r'File "(.+?)", line (\d+)')


@dataclass(frozen=True)
class Stage:
    """Where in a job a transform stands.

    Attributes:
        transformation_ctx: The name that the script gives the step.
        info: Text of the script's own that is kept with the step's error records.
        stage_threshold: How many error records the step may make; 0 is no limit.
        total_threshold: How many error records may have come together up to the step; 0 is no limit.
        site: The stack of the script that called the transform, innermost call last.
    """

    transformation_ctx: str = ""
    info: str = ""
    stage_threshold: int = 0
    total_threshold: int = 0
    site: str = ""

    @property
    def line(self) -> str:
        """The innermost line of the script at the site, as "orders.py line 15"; "" if it is not known."""
        calls = _CALL.findall(self.site)
        return f"{Path(calls[-1][0]).name} line {calls[-1][1]}" if calls else ""
