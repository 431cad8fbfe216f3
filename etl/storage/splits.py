r"""Which task reads which part of which file.

A task is one text of one or more lines parted by `\n`. A line is a split, fields parted by tabs and written as
`etl.storage.lines` tells (Java's side: `localglue.Split.parse`):

    path    full path with scheme
    start   the first byte
    length  the number of bytes; -1 = to the end of a file that is not divided
    size    the size of the whole file in bytes
    …       the values of the partition that the file belongs to, if it belongs to one

A split has the records between the first place behind its start where one record ends and another begins, and the
first such place behind its end (`localglue.RecordStart`; for Avro's blocks `localglue.AvroBlocks`): every record is in
one split, and none is cut. Tasks, and the splits inside them, stand in the order of the files.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from etl.storage.lines import join_line
from etl.storage.listing import FileInfo

MAX_TASK_BYTES = 32 * 1024 * 1024
MIN_TASK_BYTES = 1024 * 1024
MAX_TASK_FILES = 2000
OPEN_COST = 4096  # opening a file takes about as long as reading so many bytes
WHOLE = -1


class Split(NamedTuple):
    """A part of a file."""

    path: str
    start: int
    length: int
    size: int
    values: Sequence[str] = ()

    @property
    def line(self) -> str:
        """The line that tells the split."""
        return join_line(self.path, self.start, self.length, self.size, *self.values)

    @property
    def cost(self) -> int:
        """How many bytes a task could read in the time that this split takes."""
        return OPEN_COST + (self.size if self.length == WHOLE else self.length)


@dataclass(frozen=True)
class Grouping:
    """How small files are put together in tasks.

    Attributes:
        size: How many bytes a task reads, if it reads several files; 0 is what suits the number of cores.
        apart: Whether each file has a task of its own.
    """

    size: int = 0
    apart: bool = False


def plan_tasks(
    files: Sequence[FileInfo],
    grouping: Grouping = Grouping(),
    *,
    parallelism: int,
    may_divide: Callable[[FileInfo], bool] = lambda _: False,
    values: Callable[[str], Sequence[str]] = lambda _: (),
) -> list[str]:
    """Return the tasks that read `files`: many small files in one, and a large one in many where it may be divided.

    Args:
        files: The files. Those of no bytes are read, too: a reader may have something to say of them.
        grouping: How small ones are put together.
        parallelism: How many tasks can run at once; there are no fewer, if there is enough to read.
        may_divide: Tells of a file that is larger than a task whether it can be read from the middle. It is asked of
            no other.
        values: Tells of a path the values of the partition that the file belongs to.
    """
    target = _task_bytes(files, parallelism)
    splits = (split for file in files for split in _splits(file, target, may_divide, values(file.path)))
    groups = ([split] for split in splits) if grouping.apart else _grouped(splits, grouping.size or target)
    return ["\n".join([split.line for split in task]) for task in groups]


def _task_bytes(files: Sequence[FileInfo], parallelism: int) -> int:
    total = sum(file.size + OPEN_COST for file in files)
    return min(MAX_TASK_BYTES, max(MIN_TASK_BYTES, -(-total // max(1, parallelism))))


def _splits(
    file: FileInfo, target: int, may_divide: Callable[[FileInfo], bool], values: Sequence[str]
) -> Iterator[Split]:
    if file.size <= target or not may_divide(file):
        yield Split(file.path, 0, WHOLE, file.size, values)
        return
    parts = -(-file.size // target)
    ends = [file.size * i // parts for i in range(parts + 1)]
    for start, end in itertools.pairwise(ends):
        yield Split(file.path, start, end - start, file.size, values)


def _grouped(splits: Iterator[Split], target: int) -> Iterator[list[Split]]:
    task: list[Split] = []
    cost = 0
    for split in splits:
        if task and (cost + split.cost > target + OPEN_COST or len(task) == MAX_TASK_FILES):
            yield task
            task, cost = [], 0
        task.append(split)
        cost += split.cost
    if task:
        yield task
