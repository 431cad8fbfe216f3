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
        for line, chunks in _files(iter(messages)):
            yield b"F" + line
            yield from _messages(parse, _Chunks(chunks), encode)
            for _ in chunks:
                pass

    return work


def _files(messages: Iterator[bytes]) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Yield the line of each file's split, and its bytes, which must be taken before the next file."""
    following: list[bytes] = []

    def chunks() -> Iterator[bytes]:
        for message in messages:
            if message[:1] == b"F":
                following.append(message[1:])
                return
            yield message[1:]

    for _ in chunks():
        pass
    while following:
        yield following.pop(), chunks()


def _messages(parse: Parse, chunks: _Chunks, encode: Callable[[Any], str]) -> Iterator[bytes]:
    texts: list[str] = []
    size = 0
    for text in _texts(parse, chunks, encode):
        if isinstance(text, Unreadable):
            yield from _records(texts)
            yield b"E" + join_line(text.problem, text.text[:_SHOWN], chunks.position).encode(errors="replace")
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


def _texts(parse: Parse, chunks: _Chunks, encode: Callable[[Any], str]) -> Iterator[str | Unreadable]:
    try:
        with io.BufferedReader(chunks) as file:
            for record in parse(file):
                yield record if isinstance(record, Unreadable) else _text(record, encode)
    except Exception as error:  # noqa: BLE001 - whatever a library raises at what it cannot read
        yield Unreadable(f"the rest of the file cannot be read: {str(error).strip() or type(error).__name__}")


def _text(record: Mapping[str, Any], encode: Callable[[Any], str]) -> str | Unreadable:
    try:
        return encode(record)
    except (TypeError, ValueError, RecursionError) as error:
        return Unreadable(f"a record cannot be read: {error}", repr(record)[:_SHOWN])


class _Chunks(io.RawIOBase):
    """The bytes of a file, as they come."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")
        self.position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = memoryview(next(self._chunks, b""))
        n = min(len(buffer), len(self._left))
        buffer[:n] = self._left[:n]
        self._left = self._left[n:]
        self.position += n
        return n
