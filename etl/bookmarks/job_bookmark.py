"""The bookmark of a job while it runs: what each step has read so far, and what it reads now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from typing import Any, TypeVar

from etl.bookmarks import files, join_keys, keys
from etl.bookmarks.contract import Bookmark, BookmarkStore
from etl.bookmarks.errors import BookmarkDataError
from etl.bookmarks.files import FilesRead, FilesReading
from etl.bookmarks.join_keys import JoinKeys
from etl.bookmarks.keys import KeysRead, KeysReading
from etl.notice import warn

T = TypeVar("T")


class JobBookmark:
    """What the steps of a job read, each known by its `transformation_ctx`.

    Args:
        store: Where bookmarks are kept.
        before: What earlier runs have read.
        saves: Whether `commit` saves what this run reads.
        until: What had been read later, if only what came in between is to be read.
    """

    def __init__(
        self, store: BookmarkStore, before: Bookmark, *, saves: bool = True, until: Bookmark | None = None
    ) -> None:
        self._store = store
        self._before = before
        self._saves = saves
        self._until = until
        self._files: dict[str, FilesReading] = {}
        self._keys: dict[str, list[KeysReading]] = {}
        self._join_keys: dict[str, JoinKeys] = {}

    @property
    def version(self) -> int:
        """The version that counts: the one of the beginning, or the last one saved."""
        return self._before.version

    @property
    def saved(self) -> datetime | None:
        """When that version was saved; None if nothing was yet."""
        return self._before.saved

    def files(self, ctx: str) -> FilesReading:
        """Return the reading of a source of files."""
        if ctx in self._files:
            self._warn_of_second(ctx)
        else:
            before, until = self._parsed(ctx, files.KIND, FilesRead.from_state)
            self._files[ctx] = FilesReading(before or FilesRead(), self._bound(until, FilesRead()))
        return self._files[ctx]

    def keys(self, ctx: str, columns: Sequence[str], *, descending: bool = False) -> KeysReading:
        """Return the reading of a table of a database by the columns of a key.

        Raises:
            OptionError: There is no key, or earlier runs had another.
        """
        before, until = self._parsed(ctx, keys.KIND, KeysRead.from_state)
        bound = self._bound(until, KeysRead(tuple(columns), descending))
        reading = KeysReading(before, columns, descending=descending, until=bound)
        if ctx in self._keys:
            self._warn_of_second(ctx)
        self._keys.setdefault(ctx, []).append(reading)
        return reading

    def keys_so_far(self, ctx: str) -> Sequence[str]:
        """Return the columns of the key by which earlier runs have read a table; none if there were no such runs."""
        before, _ = self._parsed(ctx, keys.KIND, KeysRead.from_state)
        return before.keys if before else ()

    def join_keys(self, ctx: str) -> JoinKeys:
        """Return the join keys of a Relationalize."""
        if ctx not in self._join_keys:
            before, _ = self._parsed(ctx, join_keys.KIND, lambda state: {name: int(n) for name, n in state.items()})
            self._join_keys[ctx] = JoinKeys(before or {})
        return self._join_keys[ctx]

    def commit(self, run_id: str, attempt: int = 0) -> Bookmark | None:
        """Save what has been read, and return it; None if this run saves nothing.

        Args:
            run_id: The run.
            attempt: How many attempts at it had failed before.

        Raises:
            VersionMismatchException: Another run has saved the job's bookmark since this one began.
        """
        if not self._saves:
            return None
        before = self._before
        is_again = before.run_id == run_id and not before.rewound_from
        after = replace(
            before,
            version=before.version + 1,
            run=before.run + (not is_again),
            attempt=attempt,
            run_id=run_id,
            previous_run_id=before.previous_run_id if is_again else before.run_id,
            states=self._states(),
            saved=datetime.now(UTC),
            rewound_from=0,
        )
        self._store.save(after)
        self._before = after
        self._files, self._keys, self._join_keys = {}, {}, {}
        return after

    def _states(self) -> Mapping[str, Mapping[str, Any]]:
        states = {ctx: dict(state) for ctx, state in self._before.states.items()}
        for ctx, kind, state in self._read():
            states.setdefault(ctx, {})[kind] = state
        return states

    def _read(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        for ctx, files_reading in self._files.items():
            yield ctx, files.KIND, files_reading.after().to_state()
        for ctx, keys_readings in self._keys.items():
            yield ctx, keys.KIND, reduce(KeysReading.nearer, keys_readings).after().to_state()
        for ctx, given in self._join_keys.items():
            yield ctx, join_keys.KIND, given.after()

    def _parsed(self, ctx: str, kind: str, parse: Callable[[Any], T]) -> tuple[T | None, T | None]:
        """Return the state of a step before this run, and that of `until`; None where there is none."""
        bounds = (self._before, self._until)
        before, until = (self._state(bookmark, ctx, kind, parse) if bookmark else None for bookmark in bounds)
        return before, until

    def _state(self, bookmark: Bookmark, ctx: str, kind: str, parse: Callable[[Any], T]) -> T | None:
        state = bookmark.states.get(ctx, {}).get(kind)
        try:
            return None if state is None else parse(state)
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            place = self._store.place(bookmark.job, bookmark.version)
            problem = f"the state {kind!r} of {ctx!r} is none: {error}"
            raise BookmarkDataError(place, 0, problem, bookmark.job) from error

    def _bound(self, until: T | None, nothing: T) -> T | None:
        """Return where a step ends that reads only what came in between: where it had read nothing, at nothing."""
        return None if self._until is None else until or nothing

    def _warn_of_second(self, ctx: str) -> None:
        warn(
            f"transformation_ctx={ctx!r} is used by two sources of the job {self._before.job}: they have one bookmark, "
            "and what one has read may be left out of the other. Give each its own."
        )
