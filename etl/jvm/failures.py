"""Data that the JVM's readers could not read at all, as an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JJavaError

from etl.errors import ReadError

_SOURCE_EXCEPTION = "localglue.SourceException"


@contextmanager
def clear_failures() -> Iterator[None]:
    """Raise `ReadError` for a failure inside that came from a source which cannot be read."""
    try:
        yield
    except Py4JJavaError as error:
        problem = source_exception(error)
        if problem is None:
            raise
        raise ReadError(problem.getPath(), problem.getWhy()) from None


def source_exception(error: Py4JJavaError) -> Any | None:
    """Return the `localglue.SourceException` behind a failure of Spark, or None if another thing failed."""
    problem = error.java_exception
    while problem is not None and problem.getClass().getName() != _SOURCE_EXCEPTION:
        problem = problem.getCause()
    return problem
