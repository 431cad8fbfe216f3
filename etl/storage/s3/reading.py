"""The bytes of an object, or of a part of one, as they are read."""

from __future__ import annotations

import io
import re
from typing import Any

from etl.storage.s3.errors import S3Error

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def span_of(asked: str | None, size: int) -> tuple[int, int] | None:
    """Return the first byte and the one behind the last that a `Range` asks for; None for the whole object.

    Raises:
        S3Error: The object has no such bytes.
    """
    found = _RANGE.fullmatch(asked or "")
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
    if start >= size or start >= end:
        raise S3Error("InvalidRange", f"The requested range {asked} is not satisfiable: there are {size} bytes.", 416)
    return start, end


class Part(io.RawIOBase):
    """A file's bytes from one place to another; with this the file is closed, too."""

    def __init__(self, file: io.BufferedReader | io.BytesIO, start: int, end: int) -> None:
        self._file = file
        self._file.seek(start)
        self._start, self._end = start, end
        self._left = end - start

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._end - self._start - self._left

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer; return how many bytes."""
        read = self._file.readinto(memoryview(buffer)[: self._left])
        self._left -= read
        return read

    def read(self, size: int | None = -1) -> bytes:
        """Return at most so many bytes; all that are left for None and negative numbers."""
        data = self._file.read(self._left if size is None or size < 0 else min(size, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()
