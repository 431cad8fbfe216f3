"""The files that a crawler looks at, in a bucket or in a folder of this machine."""

from __future__ import annotations

import io
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn
from urllib.parse import urlsplit

from etl.errors import PathError
from etl.storage.hadoop import SCHEMES
from etl.storage.s3.client import client, refusals


class NoFilesError(PathError):
    """A place that could be asked, and has nothing."""


@dataclass(frozen=True)
class FoundFile:
    """A file.

    Attributes:
        name: Its name below the target; its own name if it is the target.
        size: Its size in bytes.
        is_target: Whether it is the target itself.
    """

    name: str
    size: int
    is_target: bool = False

    @property
    def folder(self) -> str:
        """The name of its folder; "" is the target itself."""
        return self.name.rpartition("/")[0]


class Place(ABC):
    """A target with its files.

    Attributes:
        address: The target's address, without a slash at its end.
    """

    address: str

    @abstractmethod
    def files(self) -> Iterator[FoundFile]:
        """Yield the data files below the target; the target itself, under its own name, if it is a file.

        Raises:
            NoFilesError: There is nothing.
            PathError: The place cannot be asked, or not all of it.
        """

    @abstractmethod
    def opened(self, file: FoundFile) -> BinaryIO:
        """Return a file to read, from any place of it.

        Raises:
            PathError: It cannot be read.
        """


def place_of(path: str) -> Place:
    """Return the place that a path or an address names."""
    return _Bucket(path) if urlsplit(path).scheme in SCHEMES else _Folder(path)


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return any(p.startswith(".") or (p.startswith("_") and "=" not in p) or p.endswith("_$folder$") for p in parts)


class _Folder(Place):
    def __init__(self, path: str) -> None:
        self._root = Path(urlsplit(path).path if path.startswith("file:") else path).absolute()
        self.address = str(self._root)

    def files(self) -> Iterator[FoundFile]:
        if self._root.is_file():
            yield FoundFile(self._root.name, self._root.stat().st_size, is_target=True)
            return
        if not self._root.is_dir():
            raise NoFilesError(self.address, "there is no such file or folder")
        for path in self._paths():
            name = path.relative_to(self._root).as_posix()
            if not _is_hidden(name):
                yield FoundFile(name, _size(path))

    def opened(self, file: FoundFile) -> BinaryIO:
        path = self._root if file.is_target else self._root / file.name
        try:
            return path.open("rb")
        except OSError as error:
            _refuse(error)

    def _paths(self) -> Iterator[Path]:
        for folder, folders, names in os.walk(self._root, onerror=_refuse):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        _refuse(error)


def _refuse(error: OSError) -> NoReturn:
    raise PathError(str(error.filename), error.strerror or str(error)) from error


class _Bucket(Place):
    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._bucket, self._key = parts.netloc, parts.path.strip("/")
        self.address = f"s3://{self._bucket}/{self._key}".rstrip("/")
        self._s3 = client()

    def files(self) -> Iterator[FoundFile]:
        found = False
        with refusals(self.address):
            for item in self._listed():
                name = self._name(item["Key"])
                if name and not _is_hidden(name):
                    found = True
                    yield FoundFile(name, item["Size"], is_target=item["Key"] == self._key)
        if not found:
            raise NoFilesError(self.address, "there is no object whose address begins so")

    def opened(self, file: FoundFile) -> BinaryIO:
        key = self._key if file.is_target else f"{self._key}/{file.name}".lstrip("/")
        return io.BufferedReader(_ObjectReader(self._s3, self._bucket, key, file.size), 1 << 16)

    def _listed(self) -> Iterator[Any]:
        for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._key):
            yield from (item for item in page.get("Contents", ()) if not item["Key"].endswith("/"))

    def _name(self, key: str) -> str:
        if key == self._key:
            return key.rpartition("/")[2]
        prefix = f"{self._key}/" if self._key else ""
        return key.removeprefix(prefix) if key.startswith(prefix) else ""


class _ObjectReader(io.RawIOBase):
    """Reads an object by ranges."""

    def __init__(self, s3: Any, bucket: str, key: str, size: int) -> None:
        self._s3, self._bucket, self._key, self._size = s3, bucket, key, size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        span = f"bytes={self._at}-{self._at + wanted - 1}"
        with refusals(f"s3://{self._bucket}/{self._key}"):
            data = self._s3.get_object(Bucket=self._bucket, Key=self._key, Range=span)["Body"].read()
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
