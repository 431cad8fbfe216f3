"""The names of written files, as Glue's writers give them: `run-1708753374952123-part-r-00000`.

Glue's number is the time in milliseconds. Ours is in microseconds, and grows from one write to the next, so that no
write of this process, and hardly one of another, takes a name that is there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

_START, _END = "localglue.name.start", "localglue.name.end"
"""Options of `localglue.SinkCommitProtocol`: how names begin and end; the number of Spark's task is between them."""

_TEXT_ENDINGS = {"gzip": ".gz", "bzip2": ".bz2", "snappy": ".snappy", "lz4": ".lz4", "deflate": ".deflate"}


class _Clock:
    """The time in microseconds since 1970, never the same twice."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest = 0

    def now(self) -> int:
        with self._lock:
            self._latest = max(self._latest + 1, time.time_ns() // 1000)
            return self._latest


_CLOCK = _Clock()


def text_names(options: Mapping[str, str]) -> dict[str, str]:
    """Return Spark's options that name files of texts; `options` tell the compression."""
    return {_START: f"run-{_CLOCK.now()}-part-r-", _END: _TEXT_ENDINGS.get(options.get("compression", ""), "")}


def parquet_names(options: Mapping[str, str]) -> dict[str, str]:
    """Return Spark's options that name files as Glue's own writer of Parquet does."""
    codec = options.get("compression", "snappy").replace("none", "uncompressed")
    return {_START: f"run-{_CLOCK.now()}-part-block-0-0-r-", _END: f"-{codec}.parquet"}
