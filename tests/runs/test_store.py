from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from etl.errors import DocumentError, EtlWarning, OptionError
from etl.runs import JobRun, RunStore
from etl.runs.errors import RunNotFoundError
from etl.runs.states import FAILED, RUNNING, STARTING, STOPPED

Keep = Callable[..., JobRun]


def ids(records: list[JobRun]) -> list[str]:
    return [record["Id"] for record in records]


def test_a_record_comes_back_as_it_was(runs: RunStore, keep: Keep) -> None:
    given = keep("jr_1")
    assert runs.record("jr_1") == given
    assert runs.records() == [given]


def test_without_a_folder_there_are_no_runs(runs: RunStore) -> None:
    assert runs.records() == []
    assert runs.failures_since("orders", None) == 0
    with pytest.raises(RunNotFoundError, match=r"^Job run jr_1 not found\.$"):
        runs.record("jr_1")


def test_the_newest_is_first_and_of_attempts_the_last(runs: RunStore, keep: Keep) -> None:
    keep("jr_b", 1)
    keep("jr_a", 2)
    keep("jr_c", 3, job="sales")
    keep("jr_c_attempt_1", 3, job="sales")
    keep("jr_c_attempt_10", 3, job="sales")
    keep("jr_c_attempt_9", 3, job="sales")
    assert ids(runs.records("orders")) == ["jr_a", "jr_b"]
    assert ids(runs.records()) == ["jr_c_attempt_10", "jr_c_attempt_9", "jr_c_attempt_1", "jr_c", "jr_a", "jr_b"]


def test_failures_count_from_a_moment_on(runs: RunStore, keep: Keep) -> None:
    first = keep("jr_1", 0, state=FAILED)["StartedOn"]
    keep("jr_2", 1)
    keep("jr_3", 2, state=FAILED)
    keep("jr_4", 3, state=RUNNING)  # no process holds its lock
    keep("jr_5", 4, state=STOPPED)
    keep("jr_6", 5, job="sales", state=FAILED)
    assert runs.failures_since("orders", None) == 3
    assert runs.failures_since("orders", first) == 2
    assert runs.failures_since("orders", first + timedelta(minutes=2)) == 1
    assert runs.failures_since("orders", first + timedelta(minutes=3)) == 0


@pytest.mark.parametrize("state", [STARTING, RUNNING])
def test_a_run_is_over_once_nobody_holds_its_lock(runs: RunStore, keep: Keep, folder: Path, state: str) -> None:
    keep("jr_1", state=state)
    lifeline = runs.lifeline("jr_1")
    lifeline.hold()
    assert runs.record("jr_1")["JobRunState"] == state
    lifeline.let_go()
    found = runs.record("jr_1")
    assert found["JobRunState"] == FAILED
    assert "ended without a word" in found["ErrorMessage"]
    assert json.loads((folder / "jr_1.json").read_text())["JobRun"]["JobRunState"] == state


def test_a_run_that_ends_between_both_looks_is_told_as_it_ended(
    runs: RunStore, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("jr_1", state=RUNNING)

    def ended(run_id: str) -> object:
        keep("jr_1")
        return type("Free", (), {"is_held": lambda self: False})()

    monkeypatch.setattr(runs, "lifeline", ended)
    assert runs.record("jr_1")["JobRunState"] == "SUCCEEDED"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        '{"format": 1, "JobRun": {"Id": "jr_2"}}',
        '{"format": 9, "JobRun": {}}',
        '{"format": 1, "JobRun": {"Id": "j", "JobName": "j", "JobRunState": "FAILED", "StartedOn": "yesterday"}}',
    ],
)
def test_a_damaged_record_hides_no_other(runs: RunStore, keep: Keep, folder: Path, text: str) -> None:
    keep("jr_1")
    (folder / "jr_2.json").write_text(text)
    with pytest.warns(EtlWarning, match=r"jr_2\.json"):
        assert ids(runs.records()) == ["jr_1"]
    with pytest.raises(DocumentError, match=r"jr_2\.json"):
        runs.record("jr_2")


def test_a_run_is_found_by_the_beginning_of_its_identifier(runs: RunStore, keep: Keep) -> None:
    for run_id in ("jr_12", "jr_123", "jr_123_attempt_1", "jr_4", "jr_4_attempt_1"):
        keep(run_id)
    wanted = {
        "jr_12": "jr_12", "jr_123": "jr_123", "jr_4": "jr_4", "jr_12_attempt_1": "jr_123_attempt_1",
        "jr_4_a": "jr_4_attempt_1",
    }  # fmt: skip
    assert {given: runs.find(given)["Id"] for given in wanted} == wanted
    with pytest.raises(OptionError, match=r"'jr_1'; expected the beginning of one only; so begin jr_12, jr_123"):
        runs.find("jr_1")


def test_what_is_not_found_is_told_with_what_is_near(runs: RunStore, keep: Keep) -> None:
    keep("monday", 1)
    keep("tuesday", 2)
    with pytest.raises(RunNotFoundError, match=r"mondax not found. Did you mean monday\? The newest: tuesday, monday"):
        runs.find("mondax")


def test_an_identifier_may_be_no_name_of_a_file(runs: RunStore, keep: Keep, folder: Path) -> None:
    keep("../a/b", state=RUNNING)
    assert ids(runs.records()) == ["../a/b"]
    assert len(list(folder.iterdir())) == 1
    runs.remove("../a/b")
    assert runs.records() == []
