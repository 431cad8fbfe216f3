"""The text of a script's failure: the script's lines, without those of Spark and of this package."""

from __future__ import annotations

import argparse
import functools
import importlib.util
import logging
import os
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException

from etl.errors import EtlError
from etl.jvm.failures import read_error

_INTERNAL = ("etl", "awsglue", "awsgluedi", "awsgluedq", "awsglueml", "pyspark", "py4j")
_STUDIO = "gs_derived"
"""One of the modules of Glue Studio's helpers, which stand beside each other."""

_WORKERS = "pyspark.zip"
_JVM_LINE = re.compile(r"\s+at \S.*\(.*\)|\s*\.\.\. \d+ more|Driver stacktrace:|\s*JVM stacktrace:")
_JVM_CALL = re.compile(r"An error occurred while calling \S+\n: ")
_STACK = "Traceback (most recent call last):"
_FRAME = re.compile(r'\s*File "(.+?)", line \d+')
_WHY = {True: "The above exception was the direct cause of the following one:", False: "While handling that:"}

_DEAD_WORKER = re.compile(r"EOFException\s+at java\.\S+readInt|Python worker exited unexpectedly")
_QUERY_LOGGERS = ("DataFrameQueryContextLogger", "SQLQueryContextLogger")


def keep_spark_from_logging() -> None:
    """Let Spark 4 only raise what is wrong in a query: it logs it, too, with all of the JVM's stack on one line."""
    if importlib.util.find_spec("pyspark.logger"):
        from pyspark.logger import PySparkLogger

        for name in _QUERY_LOGGERS:
            PySparkLogger.getLogger(name).setLevel(logging.CRITICAL)


def describe(error: BaseException, *, is_verbose: bool = False) -> str:
    """Return a traceback of the script's own lines, and what went wrong without the JVM's stack.

    Args:
        error: What the script raised.
        is_verbose: Whether to return all there is instead.
    """
    if is_verbose:
        return "".join(traceback.format_exception(error)).rstrip()
    return "\n".join([*_before(error), *_one(error)])


def message(error: BaseException) -> str:
    """Return what went wrong, in the error's own words: no stack, not even that of a worker."""
    lines = "\n".join(_own_words(error)).splitlines()
    return "\n".join(line for line in lines if line != _STACK and not line.startswith("  "))


def _before(error: BaseException) -> Iterator[str]:
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is None or isinstance(error, EtlError) or not _frames(earlier.__traceback__):
        return
    yield from (*_before(earlier), *_one(earlier), "", _WHY[error.__cause__ is not None], "")


def _one(error: BaseException) -> Iterator[str]:
    frames = _frames(error.__traceback__)
    if frames:
        yield _STACK
        yield "".join(frames.format()).rstrip()
    yield from _own_words(error)


def _own_words(error: BaseException) -> Iterator[str]:
    unreadable = read_error(error) if isinstance(error, Py4JJavaError) else None
    if unreadable is not None:
        yield from _own_words(unreadable)
    elif isinstance(error, Py4JJavaError | PySparkException):
        yield f"{type(error).__name__}: {without_jvm(str(error))}"
        yield from getattr(error, "__notes__", ())
        if _DEAD_WORKER.search(str(error)):
            yield "A Python worker ended amid its work: it exited, or was killed, most often for lack of memory."
    else:
        yield "".join(traceback.format_exception_only(error)).rstrip()


def without_jvm(message: str) -> str:
    """Return the message of an error from the JVM without stacks, repetitions and the frames of Spark's workers."""
    kept: list[str] = []
    for line in _without_worker_frames(_JVM_CALL.sub("", message).splitlines()):
        text = line.strip().removeprefix("Caused by: ")
        if not _JVM_LINE.fullmatch(line) and text and not any(text in earlier for earlier in kept):
            kept.append(line)
    return "\n".join(kept)


def _without_worker_frames(lines: list[str]) -> Iterator[str]:
    hiding = False
    for line in lines:
        frame = _FRAME.match(line)
        if frame:
            hiding = _is_internal(frame[1])
        elif not line.startswith("    "):
            hiding = False
        if not hiding:
            yield line


def _frames(trace: TracebackType | None) -> traceback.StackSummary:
    extracted = traceback.extract_tb(trace)
    return traceback.StackSummary.from_list([frame for frame in extracted if not _is_internal(frame.filename)])


def _is_internal(filename: str) -> bool:
    return filename.startswith(("<frozen", argparse.__file__, *_internal_places())) or _WORKERS in filename


@functools.cache
def _internal_places() -> tuple[str, ...]:
    """Return what the names of internal files begin with."""
    specs = [importlib.util.find_spec(package) for package in _INTERNAL]
    helper = importlib.util.find_spec(_STUDIO)
    helpers = [helper.origin.removesuffix("derived.py")] if helper and helper.origin else []
    return (*[place + os.sep for spec in specs if spec for place in spec.submodule_search_locations or []], *helpers)
