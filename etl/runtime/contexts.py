"""Every SparkContext of a run, however the script makes and stops it."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JError
from pyspark import SparkContext

from etl.runtime import buckets

_CANCEL_SECONDS = 5.0
_LOGGERS = (logging.getLogger(), logging.getLogger("py4j.clientserver"))
_LOGGED_AND_RAISED = (
    "KeyboardInterrupt while sending command.",
    "Exception while sending command.",
    "Exception occurred while shutting down connection",
)


@contextmanager
def watched(after_start: Callable[[SparkContext], None], before_stop: Callable[[SparkContext], None]) -> Iterator[None]:
    """Until the end, make each SparkContext of this process ready when it starts, and call the functions with it.

    Ready means that it serves s3://, whatever Hadoop settings the script makes, even if it makes no GlueContext.
    """
    start, stop = SparkContext.__init__, SparkContext.stop

    def started(context: SparkContext, *args: Any, **kwargs: Any) -> None:
        start(context, *args, **kwargs)
        buckets.serve(context)
        interrupt_at_once()
        after_start(context)

    def stopped(context: SparkContext) -> None:
        before_stop(context)
        stop(context)

    SparkContext.__init__, SparkContext.stop = started, stopped  # type: ignore[method-assign,assignment]
    for logger in _LOGGERS:
        logger.addFilter(_is_told_once)
    try:
        yield
    finally:
        for logger in _LOGGERS:
            logger.removeFilter(_is_told_once)
        SparkContext.__init__, SparkContext.stop = start, stop  # type: ignore[method-assign]


def interrupt_at_once() -> None:
    """Let Ctrl-C raise KeyboardInterrupt and nothing else.

    Spark's own handler first asks the JVM to cancel, on the very connection that the interrupted call waits on.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_told_once(record: logging.LogRecord) -> bool:
    """Tell whether `record` is worth a line: py4j logs the stack of a call that breaks off, and raises it as well."""
    return record.msg not in _LOGGED_AND_RAISED


def cancel_jobs() -> None:
    """Cancel what Spark does now, on a connection of its own: that of this thread may wait for an answer."""
    canceller = threading.Thread(target=_cancel, name="cancel-jobs", daemon=True)
    canceller.start()
    canceller.join(_CANCEL_SECONDS)


def _cancel() -> None:
    context = SparkContext._active_spark_context
    try:
        if getattr(context, "_jsc", None) is not None:
            context.cancelAllJobs()  # type: ignore[union-attr]
    except (Py4JError, OSError):  # the JVM is gone, and its jobs with it
        return
