from __future__ import annotations

import io

from etl.runtime.progress import Reporter, Stage
from etl.runtime.screen import Screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def stage(done: int, number: int = 2) -> Stage:
    return Stage(number, "parquet at NativeMethodAccessorImpl.java:0", done, 8)


def test_a_terminal_shows_one_line_that_changes_and_goes() -> None:
    stream = Terminal()
    reporter = Reporter(Screen(stream))
    reporter.report([stage(1)], now=10.0)
    reporter.report([stage(5), stage(0, 3)], now=12.0)
    reporter.report([], now=13.0)
    shown = stream.getvalue().split("\r\x1b[K")
    assert shown == ["", "stage 2 parquet: 1/8 tasks, 0 s", "stage 2 parquet: 5/8 tasks, 2 s (+1 more)", ""]


def test_a_stage_of_sparks_own_threads_has_no_name() -> None:
    assert str(Stage(4, "$anonfun$withThreadLocalCaptured$2 at Thread.java:1", 0, 2)) == "stage 4: 0/2 tasks"


def test_elsewhere_only_long_stages_are_told_and_not_often() -> None:
    stream = io.StringIO()
    reporter = Reporter(Screen(stream))
    for second in range(0, 26, 2):
        reporter.report([stage(second // 4)], now=float(second))
    assert stream.getvalue() == "stage 2 parquet: 2/8 tasks, 10 s\nstage 2 parquet: 5/8 tasks, 20 s\n"


def test_what_is_printed_clears_the_changing_line_first() -> None:
    stream = Terminal()
    screen = Screen(stream)
    screen.show("working")
    screen.say("done")
    assert stream.getvalue() == "\r\x1b[Kworking\r\x1b[Kdone\n"
