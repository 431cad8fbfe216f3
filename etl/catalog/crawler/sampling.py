"""The beginning of a file, decompressed: what a crawler looks at."""

from __future__ import annotations

import bz2
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from etl.errors import PathError

MOST = 2 << 20
"""Bytes of a file that are looked at, as Glue's crawlers look at them."""

_DAMAGES = (zlib.error, OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What unpacking raises for files that are damaged, or locked by a password."""


@dataclass(frozen=True)
class Sample:
    """The beginning of a file.

    Attributes:
        data: Its first bytes.
        is_whole: Whether these are all.
        compression: `gzip`, `bzip2`, `zip` or `none`.
        is_damaged: Whether it cannot be unpacked.
    """

    data: bytes
    is_whole: bool
    compression: str = "none"
    is_damaged: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the file."""
        return self.is_whole and not self.is_damaged and not self.data.strip()

    @property
    def text(self) -> str | None:
        """The text; None for what is none. Its last record may be cut off."""
        if b"\0" in self.data:
            return None
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            is_cut = not self.is_whole and error.start > len(self.data) - 4
            return self.data[: error.start].decode("utf-8-sig") if is_cut else self.data.decode("latin-1")

    @property
    def lines(self) -> list[str]:
        """The whole lines of the text; none of what is no text."""
        lines = (self.text or "").splitlines()
        return lines if self.is_whole else lines[:-1]


def sample(file: BinaryIO) -> Sample:
    """Return the beginning of a file; its first bytes tell how it is compressed, whatever its name.

    Raises:
        PathError: The file cannot be read.
    """
    data = file.read(MOST)
    try:
        return _decompressed(file, data, is_whole=len(data) < MOST)
    except PathError:
        raise
    except _DAMAGES:
        return Sample(b"", is_whole=True, is_damaged=True)


def _decompressed(file: BinaryIO, data: bytes, *, is_whole: bool) -> Sample:
    if data.startswith(b"\x1f\x8b"):
        return _of_members(lambda: zlib.decompressobj(wbits=31), data, "gzip", is_whole=is_whole)
    if data.startswith(b"BZh"):
        return _of_members(bz2.BZ2Decompressor, data, "bzip2", is_whole=is_whole)
    if data.startswith(b"PK\x03\x04"):
        return _of_zip(file)
    return Sample(data, is_whole)


def _of_members(begin: Callable[[], Any], data: bytes, compression: str, *, is_whole: bool) -> Sample:
    """Return the beginning of a file that is packed in parts, one after another, as many writers do."""
    found = b""
    while data and len(found) < MOST:
        unpacking = begin()
        found += unpacking.decompress(data, MOST - len(found))
        if not unpacking.eof:
            return Sample(found, is_whole and len(found) < MOST, compression)
        data = unpacking.unused_data.lstrip(b"\0")
    return Sample(found, is_whole and not data, compression)


def _of_zip(file: BinaryIO) -> Sample:
    with zipfile.ZipFile(file) as archive:
        names = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(names) != 1:
            return Sample(b"", is_whole=True, compression="zip", is_damaged=True)
        with archive.open(names[0]) as entry:
            data = entry.read(MOST)
    return Sample(data, len(data) == names[0].file_size, "zip")
