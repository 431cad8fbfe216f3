"""Starts the JVM of a run in this process, so that what it says passes through us."""

from __future__ import annotations

import itertools
import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkRuntimeError
from pyspark.java_gateway import launch_gateway

from etl.errors import EnvironmentMismatchError
from etl.jvm import archive

_JAVA_OPTIONS = "spark.driver.extraJavaOptions"
_OWN_ARCHIVE = ("-Xshare", "SharedArchiveFile", "ArchiveClassesAtExit")
_CHATTER = re.compile(
    r"WARNING: Using incubator modules|NOTE: Picked up JDK_JAVA_OPTIONS|Picked up JAVA_TOOL_OPTIONS"
    r"|::|\t(?!at )|$|Ivy Default Cache|The jars for the packages|\S+#\S+ added as a dependency"
)
"""What nobody wants to know of Java, and of Ivy, which fetches packages."""

_FETCHING = re.compile(r"downloading \S+/(\S+) \.\.\.")


def start(settings: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Start the JVM that the SparkContexts of this process will use.

    Args:
        settings: Spark's settings, also those that the JVM itself needs, such as its memory.
        say: Takes each line that the JVM, and the Python workers below it, write to standard error.

    Raises:
        EnvironmentMismatchError: There is no JVM, or it does not take the settings.
    """
    conf = SparkConf(loadDefaults=False).setAll(list(_with_archive(settings).items()))
    outputs = {"stdout": _Pump(_print), "stderr": _Pump(say)}
    try:
        gateway = launch_gateway(conf, {name: pump.writing for name, pump in outputs.items()})  # type: ignore[no-untyped-call]
    except (PySparkRuntimeError, OSError) as error:
        for pump in outputs.values():
            pump.finish()
        raise EnvironmentMismatchError(
            "Spark's JVM did not start.", "Its messages are above. It needs Java 17, and settings that Spark knows."
        ) from error
    for pump in outputs.values():
        os.close(pump.writing)
    SparkContext._ensure_initialized(gateway=gateway)


def _with_archive(settings: Mapping[str, str]) -> dict[str, str]:
    given = settings.get(_JAVA_OPTIONS, "")
    if any(option in given for option in _OWN_ARCHIVE):
        return dict(settings)
    return {**settings, _JAVA_OPTIONS: " ".join([*archive.java_options(), given])}


def exit_code() -> int | None:
    """Return the exit code of the JVM that `start` started; None while it runs."""
    gateway: Any = SparkContext._gateway
    code: int | None = gateway.proc.poll() if gateway is not None and gateway.proc is not None else None
    return code


class _Pump(threading.Thread):
    """Passes on what the JVM writes to one of its outputs, line by line, but for the chatter that it begins with."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(name="jvm-output", daemon=True)
        self._reading, self.writing = os.pipe()
        self._say = say
        self.start()

    def run(self) -> None:
        with os.fdopen(self._reading, errors="replace") as lines:
            for line in itertools.chain(self._first_words(lines), lines):
                self._say(line.rstrip("\n"))

    def _first_words(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield what is worth a line, up to the first one that is no chatter."""
        for line in lines:
            fetched = _FETCHING.match(line)
            if fetched:
                yield f"fetching {fetched[1]}"
            elif not _CHATTER.match(line):
                yield line
                return

    def finish(self) -> None:
        """Wait until all that was written is passed on."""
        os.close(self.writing)
        self.join(timeout=5)


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
