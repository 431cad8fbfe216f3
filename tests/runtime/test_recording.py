from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from etl.errors import PathError
from etl.runs import RunStore
from etl.runtime import job
from etl.runtime.ending import Ending
from etl.runtime.job import JobRun
from etl.runtime.parameters import parse
from etl.runtime.recording import Recording, recorded
from etl.runtime.summary import Summary


class Run:
    """A recording in a folder, and what it has said."""

    def __init__(self, folder: Path) -> None:
        self.notes: list[str] = []
        self.store = RunStore(folder)
        self.summary = Summary(time.monotonic())
        self.recording = Recording(self.store, {"Id": "jr_1", "JobName": "orders"}, parse([]), self.notes.append)

    def end(self, ending: Ending) -> None:
        self.recording.end(ending, self.summary)

    def broken_off(self, error: BaseException, *, begins: bool) -> None:
        with recorded(self.recording, self.summary):
            assert self.store.record("jr_1")["JobRunState"] == "STARTING"
            if begins:
                self.recording.begin()
            raise error


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "runs")


def test_what_does_not_begin_leaves_nothing(run: Run, tmp_path: Path) -> None:
    with pytest.raises(PathError):
        run.broken_off(PathError("x", "y"), begins=False)
    assert list((tmp_path / "runs").iterdir()) == []


@pytest.mark.parametrize(
    ("error", "state", "message"),
    [
        (KeyboardInterrupt(), "STOPPED", None),
        (ValueError("x"), "FAILED", "ValueError: x"),
        (PathError("x", "y"), "FAILED", "etl.errors.PathError: x: y"),
    ],
)
def test_whatever_ends_a_run_is_kept(run: Run, error: BaseException, state: str, message: str | None) -> None:
    with pytest.raises(type(error)):
        run.broken_off(error, begins=True)
    found = run.store.record("jr_1")
    assert (found["JobRunState"], found.get("ErrorMessage")) == (state, message)


def test_the_versions_of_a_bookmark_are_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "_runs", [JobRun("orders", "jr_1", bookmark_before=3)])
    with recorded(run.recording, run.summary):
        run.end(Ending())
    assert run.store.record("jr_1")["Bookmark"] == {"Before": 3, "After": None}


def test_a_run_under_an_identifier_that_is_taken_leaves_the_other_record_alone(run: Run, tmp_path: Path) -> None:
    second = Run(tmp_path / "runs")
    with recorded(run.recording, run.summary):
        with recorded(second.recording, second.summary):
            second.end(Ending(1, "x", "x"))
        assert run.store.record("jr_1")["JobRunState"] == "STARTING"
        run.end(Ending())
    assert run.store.record("jr_1")["JobRunState"] == "SUCCEEDED"
    assert run.notes == []
    assert len(second.notes) == 1
    assert "another process that runs under the same JOB_RUN_ID" in second.notes[0]


def test_a_record_that_cannot_be_brought_to_its_end_goes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with recorded(run.recording, run.summary):
        monkeypatch.setattr(run.store, "write", full)
        run.recording.begin()
        run.end(Ending())
    assert run.store.records() == []
    assert len(run.notes) == 1


def test_an_identifier_that_no_file_can_have_stops_no_run(tmp_path: Path) -> None:
    notes: list[str] = []
    summary = Summary(time.monotonic())
    record = {"Id": "x" * 300, "JobName": "orders"}
    with recorded(Recording(RunStore(tmp_path), record, parse([]), notes.append), summary) as recording:
        recording.begin()
        recording.end(Ending(), summary)
    assert len(notes) == 1
