"""Which files of a place have been read: by the time of their last change, and of the latest by name as well.

A listing may lack files of the last minutes, and a file may appear with a time before the run that missed it. So there
is a band of time, `maxBand` before each run: files changed before it count as read, those in it are remembered by
name, time and size. Read are the files that were not changed before it and are not remembered as they are now: new
ones, late ones and overwritten ones.
Source: https://docs.aws.amazon.com/glue/latest/dg/programming-etl-connect-bookmarks.html
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from etl.notice import warn
from etl.storage.listing import FileInfo
from etl.storage.shapes import TEXT, TEXTS, Object

KIND = "files"
"""What the state is called among those of a step."""

SHAPE = Object({"upTo": TEXT, "at": TEXT, "later": TEXTS}, ("later",))

BAND = 15 * 60 * 1000
"""The milliseconds before a run in which a listing may be incomplete, unless `maxBand` says otherwise."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NEVER = -(2**63)
_SLACK = 1000
"""The shortest band: buckets tell times in whole seconds, so that a file may be older than it is by so many ms."""

_OTHER_SCHEMES = re.compile(r"^s3[an]://")


class Stamp(NamedTuple):
    """What tells a file from itself overwritten: when it was last changed, in ms since 1970, and its size in bytes."""

    modified: int
    size: int


@dataclass(frozen=True)
class Limits:
    """How many files one run reads.

    Attributes:
        band: The milliseconds before a run whose files are remembered by name.
        files_in_band: The most files of the band that a run reads, and has to remember; None is no limit.
        files: The most files that a run reads, the oldest first; None is no limit.
        size: The bytes that a run reads, the file that goes beyond them not among it, but one file at least.
    """

    band: int = BAND
    files_in_band: int | None = None
    files: int | None = None
    size: int | None = None


@dataclass(frozen=True)
class FilesRead:
    """What a step has read of its files.

    Attributes:
        up_to: The time, in ms since 1970, before which all files count as read.
        later: The files changed then or later that are read, too, by path.
        at: The latest time at which files were listed, in ms since 1970.
    """

    up_to: int = _NEVER
    later: Mapping[str, Stamp] = field(default_factory=dict)
    at: int = _NEVER

    def has(self, file: FileInfo) -> bool:
        """Return whether a file, as it is now, is read."""
        return file.modified < self.up_to or self.later.get(_key(file.path)) == (file.modified, file.size)

    def missing_in(self, files: Iterable[FileInfo]) -> list[FileInfo]:
        """Return the files that are not read."""
        up_to, later = self.up_to, self.later
        recent = [file for file in files if file.modified >= up_to]
        if not later:
            return recent
        return [file for file in recent if later.get(_key(file.path)) != (file.modified, file.size)]

    def to_state(self) -> dict[str, Any]:
        """Return it as a bookmark keeps it."""
        times = {"upTo": self.up_to, "at": self.at}
        return {
            **{name: _time_text(time) for name, time in times.items() if time != _NEVER},
            "later": {path: f"{_time_text(stamp.modified)} {stamp.size}" for path, stamp in self.later.items()},
        }

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> FilesRead:
        """Return what `to_state` wrote.

        Raises:
            ValueError: It is something else.
        """
        up_to, at = (_time(state[name]) if name in state else _NEVER for name in ("upTo", "at"))
        return cls(up_to, {path: _stamp(text) for path, text in state["later"].items()}, at)


class FilesReading:
    """The files of a step while a run reads them.

    Args:
        before: What earlier runs have read.
        until: What had been read at a later time, if only what came in between is to be read.
    """

    def __init__(self, before: FilesRead, until: FilesRead | None = None) -> None:
        self._before = before
        self._until = until
        self._chosen: list[FileInfo] = []
        self._left: list[FileInfo] = []
        self._edges: list[int] = []
        self._at = before.at

    def choose(self, files: Sequence[FileInfo], limits: Limits, now: int) -> list[FileInfo]:
        """Return the files that this run reads, in their order.

        Args:
            files: All files of the place.
            limits: How many of them are read at most.
            now: The time before they were listed, in ms since 1970.
        """
        self._before = _as_of(now, self._before, limits.band)
        missing = self._before.missing_in(files)
        if self._until is not None:
            missing = [file for file in missing if self._until.has(file)]
        edge = now - max(limits.band, _SLACK)
        left = set(files_left(missing, limits, edge))
        chosen = [file for file in missing if file not in left] if left else missing
        self._chosen += chosen
        self._left += left
        self._edges.append(edge)
        self._at = max(now, self._before.at)
        return chosen

    def after(self) -> FilesRead:
        """Return what is read when this run has ended well."""
        before, chosen = self._before, self._chosen
        times = [stamp.modified for stamp in before.later.values()] + [file.modified for file in chosen]
        newest = max(times, default=before.up_to - 1)
        oldest_left = min((file.modified for file in self._left), default=newest + 1)
        up_to = max(before.up_to, min([*self._edges, newest + 1, oldest_left]))
        later = {path: stamp for path, stamp in before.later.items() if stamp.modified >= up_to}
        new = {_key(file.path): Stamp(file.modified, file.size) for file in chosen if file.modified >= up_to}
        return FilesRead(up_to, later | new, self._at)


def files_left(files: Sequence[FileInfo], limits: Limits, edge: int) -> list[FileInfo]:
    """Return the files that limits leave to later runs, the newest.

    Args:
        files: The files that are not read.
        limits: How many of them are read.
        edge: The beginning of the band, in ms since 1970.
    """
    if limits.files_in_band is limits.files is limits.size is None:
        return []
    ordered = sorted(files, key=lambda file: (file.modified, file.path))
    in_band = [file for file in ordered if file.modified >= edge]
    unfit = in_band[limits.files_in_band :] if limits.files_in_band is not None else []
    fit = ordered[: len(ordered) - len(unfit)]
    return fit[_within(fit, limits) :] + unfit


def _within(files: Sequence[FileInfo], limits: Limits) -> int:
    """Return how many of the first files are within the bounds of a run."""
    number = len(files) if limits.files is None else limits.files
    if limits.size is None:
        return number
    totals = itertools.accumulate(file.size for file in files)
    return min(number, max(1, sum(total <= limits.size for total in totals)))


def _as_of(now: int, read: FilesRead, band: int) -> FilesRead:
    """Return what counts as read; less than was told if the clock went back, since when no one can know."""
    if now >= max(read.up_to, read.at - band):
        return read
    back = timedelta(milliseconds=read.at - now)
    warn(
        f"The clock has gone back by {back} since the last run ({_time_text(read.at)}). Files changed since "
        f"{_time_text(now - band)} are read, those among them that are read already once more."
    )
    return FilesRead(min(read.up_to, now - band), read.later, now)


def _key(path: str) -> str:
    """Return a path as it is remembered: a bucket's has one scheme, whichever a script uses."""
    return _OTHER_SCHEMES.sub("s3://", path)


def _time_text(time: int) -> str:
    try:
        return (_EPOCH + timedelta(milliseconds=time)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except OverflowError:  # a time that no calendar has
        return str(time)


def _time(text: str) -> int:
    if text.lstrip("-").isdecimal():
        return int(text)
    return (datetime.fromisoformat(text) - _EPOCH) // timedelta(milliseconds=1)


def _stamp(text: str) -> Stamp:
    time, size = text.split(" ")
    return Stamp(_time(time), int(size))
