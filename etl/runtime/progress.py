"""Tells how far Spark is: a changing line on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from py4j.protocol import Py4JError
from pyspark import SparkContext

from etl.runtime.screen import Screen

LIVE_SECONDS = 0.3
"""How often the changing line changes."""

PLAIN_SECONDS = 10.0
"""How long a stage runs before it is told in a plain line, and how often then."""


@dataclass(frozen=True)
class Stage:
    """A stage of Spark at one moment."""

    number: int
    name: str
    done: int
    tasks: int

    def __str__(self) -> str:
        action = self.name.partition(" at ")[0]
        named = "" if "$" in action else f" {action}"  # Spark's own threads have no action of the script
        return f"stage {self.number}{named}: {self.done}/{self.tasks} tasks"


@contextmanager
def reported(screen: Screen) -> Iterator[None]:
    """Report the progress of this process's Spark on `screen` until the end."""
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(Reporter(screen), over), name="progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join(timeout=2)
        screen.clear()


class Reporter:
    """Turns what runs now into what a screen shows."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._told: dict[int, float] = {}
        self._begun: dict[int, float] = {}

    @property
    def interval(self) -> float:
        """Return the seconds between two reports."""
        return LIVE_SECONDS if self._screen.is_live else PLAIN_SECONDS / 5

    def report(self, stages: list[Stage], now: float) -> None:
        """Show the stages that run at the moment `now`, in seconds."""
        self._begun = {stage.number: self._begun.get(stage.number, now) for stage in stages}
        if self._screen.is_live:
            self._show(stages, now)
            return
        for stage in stages:
            if now - self._told.get(stage.number, self._begun[stage.number]) >= PLAIN_SECONDS:
                self._told[stage.number] = now
                self._screen.say(self._line(stage, now))

    def _show(self, stages: list[Stage], now: float) -> None:
        if not stages:
            self._screen.clear()
            return
        more = f" (+{len(stages) - 1} more)" if len(stages) > 1 else ""
        self._screen.show(self._line(stages[0], now) + more)

    def _line(self, stage: Stage, now: float) -> str:
        return f"{stage}, {now - self._begun[stage.number]:.0f} s"


def _watch(reporter: Reporter, over: threading.Event) -> None:
    while not over.wait(reporter.interval):
        reporter.report(_running(), time.monotonic())


def _running() -> list[Stage]:
    context = SparkContext._active_spark_context
    if context is None or getattr(context, "_jsc", None) is None:
        return []
    try:
        tracker = context.statusTracker()
        found = ((number, tracker.getStageInfo(number)) for number in sorted(tracker.getActiveStageIds()))
        return [Stage(number, info.name, info.numCompletedTasks, info.numTasks) for number, info in found if info]
    except (Py4JError, OSError, AttributeError):  # the context is being stopped
        return []
