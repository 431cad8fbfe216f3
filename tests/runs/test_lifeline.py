"""Locks of processes that end in all the ways that processes end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.runs.errors import RunInUseError
from etl.runs.lifeline import Lifeline

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")

HOLDER = """
import os, subprocess, sys, time
from pathlib import Path
from etl.runs.lifeline import Lifeline
lifeline = Lifeline(Path(sys.argv[1]))
lifeline.hold()
if sys.argv[2] == "program":
    subprocess.Popen(["sleep", "60"])
if sys.argv[2] != "fork" or os.fork() == 0:  # a forked child says it once it runs, and so has closed its copy
    print("held", flush=True)
time.sleep(60)
"""

WATCHER = """
import fcntl, sys, time
file = open(sys.argv[1])
fcntl.flock(file, fcntl.LOCK_SH)
print("seen", flush=True)
time.sleep(60)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "runs" / ".jr_1.lock"


@pytest.mark.parametrize("child", ["none", "fork", "program"])
def test_a_killed_process_holds_nothing_whatever_children_it_leaves(file: Path, child: str) -> None:
    command = [sys.executable, "-c", HOLDER, str(file), child]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert Lifeline(file).is_held()
        with pytest.raises(RunInUseError, match=r"\.jr_1\.lock: another process that runs under the same JOB_RUN_ID"):
            Lifeline(file).hold()
        process.kill()
        process.wait()
        assert not Lifeline(file).is_held()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def test_a_child_leaves_its_parents_lock_alone(file: Path) -> None:
    lifeline = Lifeline(file)
    lifeline.hold()
    child = os.fork()
    if child == 0:
        lifeline.let_go()
        os._exit(0)
    os.waitpid(child, 0)
    assert Lifeline(file).is_held()
    lifeline.let_go()
    assert not file.exists()


def test_those_who_look_do_not_see_each_other(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    other = subprocess.Popen([sys.executable, "-c", WATCHER, str(file)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    other.stdout.readline()
    assert not Lifeline(file).is_held()
    other.kill()
    other.wait()


def test_it_can_be_taken_again_and_given_back_twice(file: Path) -> None:
    lifeline = Lifeline(file)
    for _ in range(2):
        lifeline.hold()
        assert lifeline.is_held()
        lifeline.let_go()
        lifeline.let_go()
        assert not lifeline.is_held()
        assert list(file.parent.iterdir()) == []
