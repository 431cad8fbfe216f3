"""Runs of jobs: the record that each leaves, and who asks for them.

A record has the shape of Glue's JobRun, and beside it what the run read and wrote. It is a file that the process of
the run writes and others read; that the process still lives they see by a lock that it holds.
"""

from __future__ import annotations

from etl.runs.store import JobRun, RunStore

__all__ = ["JobRun", "RunStore"]
