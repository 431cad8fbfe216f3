"""Data that could not be read at all, as an error of ours: by the readers of this package, or by Spark's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JJavaError

from etl.errors import ReadError

_SOURCE_EXCEPTION = "localglue.SourceException"

_UNREADABLE = re.compile(
    r"Encountered error while reading file (?P<read>\S+?)\.(?:\s|$)"
    r"|^Problem opening stripe \d+ footer in (?P<stripe>.+)\.$"
    r"|^File (?P<gone>.+?) does not exist"
)
"""What Spark's readers of Parquet and ORC say of a file that they cannot read, or that is gone."""


@contextmanager
def clear_failures() -> Iterator[None]:
    """Raise `ReadError` for a failure inside that came from a source which cannot be read."""
    try:
        yield
    except Py4JJavaError as error:
        problem = read_error(error)
        if problem is None:
            raise
        raise problem from None


def read_error(error: Py4JJavaError) -> ReadError | None:
    """Return what a failure of Spark says of a source that cannot be read; None if another thing failed."""
    problems = list(causes(error.java_exception))
    for problem in problems:
        if problem.getClass().getName() == _SOURCE_EXCEPTION:
            return ReadError(problem.getPath(), problem.getWhy())
        found = _UNREADABLE.search(str(problem.getMessage()))
        if found:
            return ReadError(found["read"] or found["stripe"] or found["gone"], _why(problems[-1]))
    return None


def causes(problem: Any) -> Iterator[Any]:
    """Yield a problem of Java's and its causes."""
    while problem is not None:
        yield problem
        problem = problem.getCause()


def _why(problem: Any) -> str:
    first_line = str(problem.getMessage()).partition("\n")[0]
    return f"the file is damaged or gone ({first_line}); copy it again, or leave it out"
