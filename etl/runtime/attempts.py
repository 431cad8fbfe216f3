"""A run that is tried again where it fails, each attempt in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from etl.run_ids import next_run_id
from etl.runtime.ending import INTERRUPTED
from etl.runtime.job import new_run_id
from etl.runtime.job_arguments import value_of
from etl.runtime.screen import Screen

_REFUSED = 2
_NOT_RETRIED = (0, _REFUSED, INTERRUPTED)
_RUN_ID = "JOB_RUN_ID"
_STANDARD_INPUT = 0
_OF_SIGNAL = 128
"""What shells add to the number of the signal that ended a process."""


def run_attempts(command: Sequence[str], arguments: Sequence[str], retries: int) -> int:
    """Run a script until an attempt does not fail, at most `retries` times after the first, and return the last's code.

    Args:
        command: Runs one attempt; the script's arguments follow it.
        arguments: The script's arguments.
        retries: How often to try again.
    """
    screen, processes = Screen(), _Processes()
    run_id = value_of(arguments, _RUN_ID) or new_run_id()
    with processes.told_of_signals():
        code = processes.run([*command, *_with_run_id(arguments, run_id)])
        for retry in range(1, retries + 1):
            if code in _NOT_RETRIED or processes.ended_by:
                break
            screen.note(f"the run failed ({_reason(code)}); retry {retry} of {retries} begins")
            run_id = next_run_id(run_id)
            code = processes.run([*command, *_with_run_id(arguments, run_id)])
    return processes.ended_by + _OF_SIGNAL if processes.ended_by else code


class _Processes:
    """Runs one process at a time, and passes signals on to it.

    Attributes:
        ended_by: The signal that is to end all; 0 without one.
    """

    def __init__(self) -> None:
        self.ended_by = 0
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, command: Sequence[str]) -> int:
        """Run a process to its end, and return its exit code as shells tell it."""
        if self.ended_by:
            return self.ended_by + _OF_SIGNAL
        self._process = subprocess.Popen(command)  # noqa: S603 - this Python, and what the user gave
        self._tell()  # what came while it started
        code = self._process.wait()
        return code if code >= 0 else _OF_SIGNAL - code

    @contextmanager
    def told_of_signals(self) -> Iterator[None]:
        """Let Ctrl-C and requests to end reach the process that runs, in the place of this one."""
        before = {number: signal.signal(number, self._pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _pass_on(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - Python's interface
        is_told_already = number == signal.SIGINT and not self.ended_by and _shares_terminal()
        self.ended_by = number
        if not is_told_already:
            self._tell()

    def _tell(self) -> None:
        if self.ended_by and self._process is not None:
            self._process.send_signal(self.ended_by)


def _shares_terminal() -> bool:
    """Return whether a terminal sends Ctrl-C to this process, and so to those that it has started."""
    try:
        return os.tcgetpgrp(_STANDARD_INPUT) == os.getpgrp()
    except (AttributeError, OSError):  # there is no terminal
        return False


def _with_run_id(arguments: Sequence[str], run_id: str) -> list[str]:
    """Return the arguments with that identifier in the place of the one among them, or after them."""
    option, kept = f"--{_RUN_ID}", list(arguments)
    for place, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return [*kept[:place], f"{option}={run_id}", *kept[place + 1 :]]
        if argument == option:
            return [*kept[:place], option, run_id, *kept[place + 2 :]]
    return [*kept, option, run_id]


def _reason(code: int) -> str:
    number = code - _OF_SIGNAL
    names = {member.value: member.name for member in signal.Signals}
    return f"{names[number]} ended it" if number in names else f"exit code {code}"
