"""The time zone of a job: UTC, as on Glue."""

from __future__ import annotations

import os
import time


def use_utc() -> bool:
    """Let Python show times in UTC, unless the environment names a zone (TZ); return whether it does."""
    if os.environ.setdefault("TZ", "UTC") != "UTC":
        return False
    if hasattr(time, "tzset"):
        time.tzset()
    return True
