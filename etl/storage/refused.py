"""Writes that a place refuses, as an error of ours: a disk that is full, a server that is down, a name that is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JJavaError

from etl.errors import WriteError
from etl.jvm.failures import causes
from etl.storage.endpoint import reason


@contextmanager
def clear_refusals(target: str) -> Iterator[None]:
    """Raise `WriteError` for a failure inside that came from where the data was to go."""
    try:
        yield
    except Py4JJavaError as error:
        refusals = [str(one.getMessage()) for one in _all_problems(error.java_exception) if _is_refusal(one)]
        if not refusals:
            raise
        raise WriteError(target, reason(refusals[-1].partition("\n")[0])) from None


def _is_refusal(problem: Any) -> bool:
    kind = problem.getClass()
    while kind is not None and kind.getName() != "java.io.IOException":
        kind = kind.getSuperclass()
    return kind is not None and problem.getMessage() is not None


def _all_problems(problem: Any) -> list[Any]:
    """Return a problem, its causes, and what was suppressed on their way, which may lead back to where it came from."""
    found: list[Any] = []
    waiting = [problem]
    while waiting:
        for cause in causes(waiting.pop()):
            if cause in found:
                break
            found.append(cause)
            waiting += cause.getSuppressed()
    return found
