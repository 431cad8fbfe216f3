"""The logger that `glue_context.get_logger()` returns."""

from __future__ import annotations

import logging
import sys

_LOGGER = logging.getLogger("GlueLogger")
_FORMAT = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%y/%m/%d %H:%M:%S")


class _Console(logging.Handler):
    """Prints to stderr, unless the script configured logging and prints the same messages by that."""

    def emit(self, record: logging.LogRecord) -> None:
        if not logging.getLogger().handlers:
            print(_FORMAT.format(record), file=sys.stderr)  # noqa: T201


class GlueLogger:
    """Writes messages to stderr, in the form of Spark's log, and to Python's logging as `GlueLogger`.

    Differs from AWS Glue: messages of every level are shown; on AWS they are in the job's log.
    """

    def __init__(self) -> None:
        _LOGGER.setLevel(logging.DEBUG)
        if not _LOGGER.handlers:
            _LOGGER.addHandler(_Console())

    def debug(self, message: object) -> None:
        """Log details."""
        _LOGGER.debug("%s", message)

    def info(self, message: object) -> None:
        """Log what happens."""
        _LOGGER.info("%s", message)

    def warn(self, message: object) -> None:
        """Log what may be wrong."""
        _LOGGER.warning("%s", message)

    warning = warn

    def error(self, message: object, error: object = None) -> None:
        """Log what is wrong, and the error behind it."""
        _LOGGER.error("%s", message if error is None else f"{message}: {error}")
