"""Files that a library in Python reads, as the messages of the JVM bring them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from etl.formats.python_worker import Unreadable, read_files


def words(file: BinaryIO) -> Iterator[dict[str, Any] | Unreadable]:
    """Yield the words of a file, up to one that ends it."""
    for line in file:
        for word in line.decode().split():
            if word == "stop":
                return
            yield Unreadable("too long", word) if len(word) > 5 else {"w": word}
    raise ValueError("the end")


def test_files_are_read_one_after_another() -> None:
    messages = [b"Fa", b"Bone\ntw", b"Bo stop\nmore", b"Fb", b"Fc", b"Bthree\nfourteen\nstop"]
    assert list(read_files(words)(messages)) == [
        b"Fa", b'R{"w":"one"}\n{"w":"two"}', b"Fb", b"Ethe rest of the file cannot be read: the end\t\t0", b"Fc",
        b'R{"w":"three"}', b"Etoo long\tfourteen\t15",
    ]  # fmt: skip


def test_what_cannot_be_had_of_a_file_is_told_at_the_end() -> None:
    assert list(read_files(words)([b"Fa", b"Bone\n", b"Xa\twhy"])) == [b"Fa", b'R{"w":"one"}', b"Xa\twhy"]
