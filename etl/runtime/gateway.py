"""Starts the JVM of a run in this process, so that what it says passes through us."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from typing import Any

from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkRuntimeError
from pyspark.java_gateway import launch_gateway

from etl.errors import EnvironmentMismatchError
from etl.jvm import archive

_JAVA_OPTIONS = "spark.driver.extraJavaOptions"
_OWN_ARCHIVE = ("-Xshare", "SharedArchiveFile", "ArchiveClassesAtExit")
_CHATTER = ("WARNING: Using incubator modules", "NOTE: Picked up JDK_JAVA_OPTIONS", "Picked up JAVA_TOOL_OPTIONS")


def start(settings: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Start the JVM that the SparkContexts of this process will use.

    Args:
        settings: Spark's settings, also those that the JVM itself needs, such as its memory.
        say: Takes each line that the JVM, and the Python workers below it, write to standard error.

    Raises:
        EnvironmentMismatchError: There is no JVM, or it does not take the settings.
    """
    conf = SparkConf(loadDefaults=False).setAll(list(_with_archive(settings).items()))
    reading, writing = os.pipe()
    pump = threading.Thread(target=_pass_on, args=(reading, say), name="jvm-output", daemon=True)
    pump.start()
    try:
        gateway = launch_gateway(conf, {"stderr": writing})  # type: ignore[no-untyped-call]
    except (PySparkRuntimeError, OSError) as error:
        os.close(writing)
        pump.join(timeout=5)
        raise EnvironmentMismatchError(
            "Spark's JVM did not start.", "Its messages are above. It needs Java 17, and settings that Spark knows."
        ) from error
    os.close(writing)
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


def _pass_on(reading: int, say: Callable[[str], None]) -> None:
    with os.fdopen(reading, errors="replace") as lines:
        for line in lines:
            if not line.startswith(_CHATTER):
                say(line.rstrip("\n"))
