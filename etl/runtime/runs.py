"""The records of runs, by the settings."""

from __future__ import annotations

from etl.runs import RunStore
from etl.runtime.settings import current


def current_runs() -> RunStore:
    """Return the records that the settings of this process name."""
    return RunStore(current().state / "runs")
