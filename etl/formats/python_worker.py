"""What runs in Spark's Python workers: a library reads files, and their records become texts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from etl.frame.record_codec import encoder
from etl.storage.lines import join_line

_AT_ONCE = 1 << 16
"""About how many characters of records a message has."""

_SHOWN = 1 << 16
"""How much of what cannot be read is shown."""


@dataclass(frozen=True)
class Unreadable:
    """What is no record.

    Attributes:
        problem: Why.
        text: What it is instead.
    """

    problem: str
    text: str = ""


Parse = Callable[[BinaryIO], Iterable[Mapping[str, Any] | Unreadable]]
"""Reads the records of one file. What it raises becomes an error record, and ends the file."""


def read_files(parse: Parse) -> Callable[[Iterable[bytes]], Iterator[bytes]]:
    """Return what reads files: from the messages of `localglue.PythonInput` to those of `localglue.PythonOutput`."""

    def work(messages: Iterable[bytes]) -> Iterator[bytes]:
        encode = encoder("UTC")
        files = _Files(iter(messages))
        for line in files:
            yield line
            yield from _messages(parse, files, encode)
            yield from files.problem()
        yield from files.failure

    return work


class _Files:
    """The files of messages: the messages that begin them one after another, and the bytes of the last one."""

    def __init__(self, messages: Iterator[bytes]) -> None:
        self._messages = messages
        self._ahead = next(messages, b"")

    def __iter__(self) -> Iterator[bytes]:
        while self._ahead[:1] == b"F":
            yield self._taken()
            while self.chunk():
                pass
            self.problem()

    def chunk(self) -> bytes:
        """Return further bytes of the file; none where it ends, or cannot be read."""
        return self._taken()[1:] if self._ahead[:1] == b"B" else b""

    def problem(self) -> list[bytes]:
        """Return, once, what says why a check ends the file here; empty if none does."""
        return [self._taken()] if self._ahead[:1] == b"E" else []

    @property
    def failure(self) -> list[bytes]:
        """What says that there is more and cannot be read; empty where all was read."""
        return [self._ahead] if self._ahead[:1] == b"X" else []

    def _taken(self) -> bytes:
        taken, self._ahead = self._ahead, next(self._messages, b"")
        return taken


def _messages(parse: Parse, files: _Files, encode: Callable[[Any], str]) -> Iterator[bytes]:
    file = io.BufferedReader(_Chunks(files.chunk))
    texts: list[str] = []
    size = 0
    for text in _texts(parse, file, files, encode):
        if isinstance(text, Unreadable):
            yield from _records(texts)
            yield b"E" + join_line(text.problem, text.text[:_SHOWN], file.tell()).encode(errors="replace")
            texts, size = [], 0
            continue
        texts.append(text)
        size += len(text)
        if size > _AT_ONCE:
            yield from _records(texts)
            texts, size = [], 0
    yield from _records(texts)


def _records(texts: list[str]) -> Iterator[bytes]:
    if texts:
        yield b"R" + "\n".join(texts).encode(errors="replace")


def _texts(parse: Parse, file: BinaryIO, files: _Files, encode: Callable[[Any], str]) -> Iterator[str | Unreadable]:
    try:
        for record in parse(file):
            yield record if isinstance(record, Unreadable) else _text(record, encode)
    except Exception as error:  # noqa: BLE001 - whatever a library raises at what it cannot read
        if not files.failure:
            yield Unreadable(f"the rest of the file cannot be read: {str(error).strip() or type(error).__name__}")


def _text(record: Mapping[str, Any], encode: Callable[[Any], str]) -> str | Unreadable:
    try:
        return encode(record)
    except (TypeError, ValueError, RecursionError) as error:
        return Unreadable(f"a record cannot be read: {error}", repr(record)[:_SHOWN])


class _Chunks(io.RawIOBase):
    """The bytes of a file, as they come."""

    def __init__(self, chunk: Callable[[], bytes]) -> None:
        self._chunk = chunk
        self._left = memoryview(b"")
        self._position = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(self._chunk())
        n = min(len(buffer), len(self._left))
        buffer[:n] = self._left[:n]
        self._left = self._left[n:]
        self._position += n
        return n
