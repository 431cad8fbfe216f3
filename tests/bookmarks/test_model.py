"""Any order of arrivals, overwrites, runs, failures, resets and rewinds, against what the documentation says."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from etl.bookmarks.files import Limits
from etl.bookmarks.job_bookmark import JobBookmark
from etl.bookmarks.resetting import reset, rewind
from etl.bookmarks.store import FileBookmarkStore
from etl.errors import EtlWarning
from etl.storage.listing import FileInfo

BAND = 100_000
NAMES = st.sampled_from("abcd")
TENS = st.integers(0, 9).map(lambda n: 10_000 * n)
"""Few names and few times, so that they meet."""


class Read(NamedTuple):
    """What the model says of a job: files changed before `low` count as read, and these as they were last read."""

    low: float
    files: Mapping[str, FileInfo]

    def has(self, file: FileInfo) -> bool:
        return self.files.get(file.path) == file


class Bookmarks(RuleBasedStateMachine):
    """The files of a bucket, a clock, and a job that reads them."""

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.store = FileBookmarkStore(Path(self.folder.name))
        self.clock = self.latest = 10_000_000
        self.number = 1
        self.files: dict[str, FileInfo] = {}
        self.read = Read(float("-inf"), {})
        self.history: dict[str, Read] = {}

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(name=NAMES, size=st.integers(0, 1), ago=TENS)
    def arrives_or_is_overwritten(self, name: str, size: int, ago: int) -> None:
        """A file's time may lie before the last run that did not see it, but not before the band."""
        self.files[name] = FileInfo(f"s3://b/{name}", size, self.clock - ago)

    @rule(name=NAMES)
    def is_deleted(self, name: str) -> None:
        self.files.pop(name, None)

    @rule(time=TENS)
    def time_passes(self, time: int) -> None:
        self.clock += 3 * time

    @rule(time=st.sampled_from([1_000, 10_000]))
    def the_clock_goes_back_a_little(self, time: int) -> None:
        """By less than the band, all in all: beyond that files are read again."""
        self.clock = max(self.clock - time, self.latest - BAND + 1)

    @rule()
    def runs(self) -> None:
        self.run(Limits(BAND))

    @rule(files=st.integers(1, 2))
    def runs_with_a_bound(self, files: int) -> None:
        self.run(Limits(BAND, files=files))

    @rule(files=st.integers(0, 2))
    def runs_with_few_files_in_the_band(self, files: int) -> None:
        self.run(Limits(BAND, files_in_band=files))

    @rule()
    def fails(self) -> None:
        self.run(Limits(BAND), ends_well=False)

    @rule()
    def runs_with_a_paused_bookmark(self) -> None:
        self.run(Limits(BAND), saves=False)

    def run(self, limits: Limits, *, ends_well: bool = True, saves: bool = True) -> None:
        self.latest = max(self.latest, self.clock)
        bookmark = JobBookmark(self.store, self.store.latest("job"), saves=saves)
        listed = list(self.files.values())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", EtlWarning)
            chosen = set(bookmark.files("step").choose(listed, limits, self.clock))
        due = {file for file in listed if file.modified >= self.read.low and not self.read.has(file)}
        left = due - chosen
        assert not any(map(self.read.has, chosen)), "read twice"
        assert limits.files is None or len(chosen) <= limits.files
        assert not left or limits != Limits(BAND), "left out"
        assert limits.files is None or all(file.modified <= other.modified for file in chosen for other in left)
        if ends_well and bookmark.commit(f"jr_{self.number}"):
            low = min([self.clock - BAND, *(file.modified for file in left)])
            self.read = Read(max(self.read.low, low), {**self.read.files, **{file.path: file for file in chosen}})
            self.history[f"jr_{self.number}"] = self.read
            self.number += 1

    @rule()
    def is_reset(self) -> None:
        reset(self.store, "job")
        self.read = Read(float("-inf"), {})

    @precondition(lambda self: self.history)
    @rule(data=st.data())
    def is_rewound(self, data: st.DataObject) -> None:
        run_id = data.draw(st.sampled_from(sorted(self.history)))
        rewind(self.store, "job", run_id)
        self.read = self.history[run_id]

    @invariant()
    def the_bookmark_can_be_read(self) -> None:
        self.store.latest("job")


Bookmarks.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
TestBookmarks = Bookmarks.TestCase
