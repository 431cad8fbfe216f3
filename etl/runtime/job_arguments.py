"""What a script finds in `sys.argv`: what the user gave, and what Glue adds."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Sequence

from etl.runtime.job import new_run_id

TEMPORARY_BUCKET = "s3://local-glue-temporary"
"""Where `--TempDir` is if the user names no other: Glue's console sets one for each job, too."""


def completed(arguments: Sequence[str], name: str) -> list[str]:
    """Return the arguments with those that Glue adds: the job's name and number, the run's number, a temporary folder.

    Args:
        arguments: What the user gave, which stays as it is.
        name: The job's name, where the arguments have none.
    """
    job_name = value_of(arguments, "JOB_NAME") or name
    folder = re.sub(r"[^A-Za-z0-9._-]+", "-", job_name)
    added = {
        "JOB_NAME": job_name,
        "JOB_ID": f"j_{hashlib.sha256(job_name.encode()).hexdigest()}",
        "JOB_RUN_ID": new_run_id(),
        "TempDir": f"{TEMPORARY_BUCKET}/{folder}/",
    }
    missing = {key: value for key, value in added.items() if value_of(arguments, key) is None}
    return [*arguments, *(part for key, value in missing.items() for part in (f"--{key}", value))]


def value_of(arguments: Sequence[str], name: str) -> str | None:
    """Return the value of an argument; "" if it has none, None if it is not there."""
    option = f"--{name}"
    for argument, following in itertools.zip_longest(arguments, arguments[1:], fillvalue=""):
        if argument == option:
            return following
        if argument.startswith(option + "="):
            return argument.removeprefix(option + "=")
    return None
