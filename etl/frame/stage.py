"""One step of a job, as error records and thresholds speak of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """Where in a job a transform stands.

    Attributes:
        transformation_ctx: The name that the script gives the step.
        info: Text of the script's own that is kept with the step's error records.
        stage_threshold: How many error records the step may make; 0 is no limit.
        total_threshold: How many error records may have come together up to the step; 0 is no limit.
        site: The file and line of the script that called the transform.
    """

    transformation_ctx: str = ""
    info: str = ""
    stage_threshold: int = 0
    total_threshold: int = 0
    site: str = ""
