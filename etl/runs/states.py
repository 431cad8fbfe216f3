"""States of a run, named as Glue names them."""

from __future__ import annotations

STARTING = "STARTING"
"""Spark starts."""

RUNNING = "RUNNING"
"""The script has begun."""

SUCCEEDED = "SUCCEEDED"
FAILED = "FAILED"

STOPPED = "STOPPED"
"""Ctrl-C ended it."""

UNFINISHED = (STARTING, RUNNING)
