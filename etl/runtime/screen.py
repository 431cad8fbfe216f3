"""The terminal of a run: lines, and below them one line that changes while the run lasts."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_ERASE = "\r\x1b[K"


class Screen:
    """Writes to standard error; the changing line only where that is a terminal.

    Args:
        stream: Where to write.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._lock = threading.RLock()
        self._changing = ""
        self.is_live = self._stream.isatty()

    def say(self, text: str) -> None:
        """Write whole lines."""
        with self._lock:
            self.clear()
            self._stream.write(text + "\n")
            self._stream.flush()

    def note(self, text: str) -> None:
        """Write whole lines, if there are any: something to know about this run."""
        if text:
            self.say(f"note: {text}")

    def show(self, text: str) -> None:
        """Make `text` the changing line, cut to the terminal's width."""
        with self._lock:
            self._changing = text[: shutil.get_terminal_size().columns - 1]
            self._stream.write(_ERASE + self._changing)
            self._stream.flush()

    def clear(self) -> None:
        """Take the changing line away."""
        with self._lock:
            if self._changing:
                self._stream.write(_ERASE)
                self._stream.flush()
                self._changing = ""

    @contextmanager
    def guarding_output(self) -> Iterator[None]:
        """Let what the process prints in the meantime clear the changing line first."""
        if not self.is_live:
            yield
            return
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Guarded(sys.stdout, self), _Guarded(sys.stderr, self)
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before


class _Guarded:
    """A stream that clears the screen's changing line before it writes."""

    def __init__(self, stream: TextIO, screen: Screen) -> None:
        self._stream = stream
        self._screen = screen

    def write(self, text: str) -> int:
        self._screen.clear()
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
