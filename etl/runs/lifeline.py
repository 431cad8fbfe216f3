"""A lock by which others see that a process lives: it goes with the process, however that ends.

It is the process's own. A child that Python forks closes its copy, so that one that outlives its parent does not keep
up the lock; in a program that a child runs, there is no copy.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from etl.runs.errors import RunInUseError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Lifeline:
    """A lock in a file, which is there as long as the lock is held.

    Args:
        file: The file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor = -1

    def hold(self) -> None:
        """Take the lock, until `let_go` or the end of this process.

        Raises:
            RunInUseError: Another one holds it.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o644)
        _held.add(descriptor)
        self._descriptor = descriptor
        if not _lock(descriptor):
            self._close()
            raise RunInUseError(str(self._file))

    def let_go(self) -> None:
        """Give the lock back, if it was taken, and remove the file."""
        if self._descriptor in _held:
            self._close()
            self._file.unlink(missing_ok=True)

    def bury(self) -> None:
        """Remove the file of a lock that nobody holds any more."""
        self._file.unlink(missing_ok=True)

    def _close(self) -> None:
        _held.discard(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = -1

    def is_held(self) -> bool:
        """Return whether a process that lives holds the lock, this one or another."""
        try:
            descriptor = os.open(self._file, os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            return not _lock(descriptor, shared=True)
        finally:
            os.close(descriptor)


_held: set[int] = set()
"""The open files of the locks that this process holds."""


def _lock(descriptor: int, *, shared: bool = False) -> bool:
    """Lock an open file, and return whether that was possible; those who only look share it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _close_copies() -> None:
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_copies)
