"""What can be wrong with the record of a run.

EtlError
├─ RunNotFoundError (LookupError)      there is no such run
└─ RunInUseError (RuntimeError)        a process that lives runs under that identifier
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from etl.errors import EtlError
from etl.run_ids import short_id

_NAMED = 5


class RunNotFoundError(EtlError, LookupError):
    """There is no such run: `args` are its identifier, and those of the runs that there are, the newest first."""

    glue_error = "EntityNotFoundException"

    def __init__(self, run_id: str, known: Iterable[str] = ()) -> None:
        super().__init__(run_id, tuple(known))

    def __str__(self) -> str:
        run_id, known = self.args
        shown = [short_id(other) for other in known]
        near = difflib.get_close_matches(run_id, shown, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        newest = f" The newest: {', '.join(shown[:_NAMED])}." if shown else ""
        return f"Job run {run_id} not found.{hint}{newest}"


class RunInUseError(EtlError, RuntimeError):
    """A process that lives runs under that identifier: `args` are the file that it holds."""

    def __str__(self) -> str:
        return f"{self.args[0]}: another process that runs under the same JOB_RUN_ID holds this file"
