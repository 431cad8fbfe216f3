"""The bytes of an object for aiobotocore's clients, which wait for them: s3fs has such ones."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

_CHUNK = 1024


class AsyncBody:
    """What aiobotocore's streaming body offers, over a file.

    Args:
        file: The bytes.
    """

    def __init__(self, file: io.RawIOBase) -> None:
        self._file = file

    async def read(self, amt: int | None = None) -> bytes:
        """Return at most so many bytes; all that are left for None."""
        data: bytes = self._file.read(-1 if amt is None else amt) or b""
        return data

    async def iter_chunks(self, chunk_size: int = _CHUNK) -> AsyncIterator[bytes]:
        """Yield the bytes in pieces."""
        while data := await self.read(chunk_size):
            yield data

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self.iter_chunks()

    async def __aenter__(self) -> AsyncBody:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()
