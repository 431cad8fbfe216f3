"""What `etl runs` does and tells."""

from __future__ import annotations

from etl.runs import display
from etl.runs.store import RunStore
from etl.told import Told

_NEWEST = 20
"""How many runs are listed, unless all are asked for."""


def ls(runs: RunStore, job: str, *, lists_all: bool) -> Told:
    """List the newest runs, of one job or of all."""
    found = runs.records(job)
    listed = found if lists_all else found[:_NEWEST]
    return Told(display.runs(listed, len(found) - len(listed)), lambda: listed)


def show(runs: RunStore, run_id: str) -> Told:
    """Show the run whose identifier is `run_id`, or begins so."""
    found = runs.find(run_id)
    return Told(display.run(found), lambda: found)
