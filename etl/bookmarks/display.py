"""What bookmarks say, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from etl.amounts import counted
from etl.bookmarks import files, join_keys, keys
from etl.bookmarks.contract import Bookmark, State
from etl.columns import columns, facts, section


def jobs(found: Iterable[Bookmark]) -> Iterator[str]:
    """Yield a line for each job's bookmark."""
    rows = [(one.job, f"version {one.version}", _run(one), _saved(one)) for one in found]
    yield from (
        columns(rows)
        if rows
        else ["No job has a bookmark yet: run one with --job-bookmark-option job-bookmark-enable."]
    )


def history(found: Iterable[Bookmark]) -> Iterator[str]:
    """Yield a line for each version of a job's bookmark."""
    return columns([(f"version {one.version}", _saved(one), _run(one), one.run_id) for one in found])


def bookmark(one: Bookmark) -> Iterator[str]:
    """Yield what a job has read."""
    yield from facts(
        [
            ("Job", one.job),
            ("Version", one.version),
            ("Saved", _saved(one)),
            ("Run", f"{one.run}, {one.run_id}" if one.run_id else "none: the next run reads everything"),
            ("Attempts", counted(one.attempt, "failed attempt") if one.attempt else ""),
        ]
    )
    yield from section("Steps", [row for ctx, state in sorted(one.states.items()) for row in _steps(ctx, state)])


def reset(one: Bookmark, before: str) -> Iterator[str]:
    """Yield what a reset has done; `before` is the run that left the bookmark of before."""
    yield f"The bookmark of {one.job} is reset: the next run reads everything."
    if before:
        yield f"To take that back: etl bookmark rewind {one.job} --run {before}"


def rewound(one: Bookmark) -> Iterator[str]:
    """Yield what a rewind has done."""
    yield f"The bookmark of {one.job} is as {one.run_id} left it: the next run reads what came after that run."


def _steps(ctx: str, state: State) -> Iterator[tuple[str, str]]:
    for kind, tell in _TELLERS.items():
        if kind in state:
            yield ctx, tell(state[kind])


def _files(state: Mapping[str, Any]) -> str:
    later = counted(len(state["later"]), "file")
    up_to = state.get("upTo")
    return f"files changed until {_clock(up_to)} are read, and {later} changed later" if up_to else f"{later} are read"


def _keys(state: Mapping[str, Any]) -> str:
    values = [text for value in state["last"] for text in value.values()]
    pairs = ", ".join(f"{key} = {value}" for key, value in zip(state["keys"], values, strict=False))
    return f"rows are read up to {pairs}" if values else "no rows are read"


def _join_keys(state: Mapping[str, Any]) -> str:
    return "join keys are given up to " + ", ".join(f"{last} in {table}" for table, last in sorted(state.items()))


_TELLERS = {files.KIND: _files, keys.KIND: _keys, join_keys.KIND: _join_keys}


def _run(one: Bookmark) -> str:
    return f"run {one.run}" if one.run_id else "reset"


def _saved(one: Bookmark) -> str:
    return _clock(one.saved.isoformat(timespec="seconds")) if one.saved else ""


def _clock(text: str) -> str:
    return text.replace("T", " ").replace("+00:00", "Z").replace("Z", " UTC")
