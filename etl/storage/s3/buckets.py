"""Buckets that are folders, and objects that are files: the same as `localglue.Bucket` serves to Spark.

A key's parts are folders and a file. An empty folder is the empty object that S3's console makes for one, whose key
ends in a slash. No key and no link leads out of its bucket, and an object appears when it is whole.
"""

from __future__ import annotations

import errno
import functools
import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from etl.storage.s3.errors import S3Error, no_such_bucket, no_such_key

UPLOADS = ".uploading"
"""Where objects are while they are written: beside the buckets, or in a bucket that is a disk of its own."""

AFTER_ALL = "\U0010ffff"
"""Sorts behind whatever a key may hold."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,254}")
_PATIENCE = 100

_SETTLED_SECONDS = 2.0
"""How long a folder must not have changed for its listing to be kept: clocks of file systems tick slowly."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object on the disk: its key, its size in bytes, and when it was last changed, in nanoseconds since 1970."""

    key: str
    size: int
    modified_ns: int


class Bucket:
    """A bucket, which need not exist.

    Args:
        root: The folder of all buckets.
        name: Its name.

    Raises:
        S3Error: No bucket can have that name.
    """

    def __init__(self, root: Path, name: str) -> None:
        if not _NAME.fullmatch(name) or ".." in name:
            raise S3Error(
                "InvalidBucketName",
                f"{name!r} cannot be a bucket's name; it is letters, digits, dots, hyphens and underscores, the first "
                "a letter or digit.",
                400,
            )
        self.name = name
        self.folder = root / name

    def exists(self) -> bool:
        """Tell whether there is such a bucket."""
        return self.folder.is_dir()

    def require(self) -> None:
        """Raise NoSuchBucket unless there is such a bucket."""
        if not self.exists():
            raise no_such_bucket(self.name)

    def make(self) -> None:
        """Make the bucket, unless it is there."""
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        """Return the file or folder of a key, which need not exist.

        Raises:
            S3Error: No object on a folder can have that key.
        """
        parts = key.removesuffix("/").split("/")
        if not key or "\0" in key or not {"", ".", ".."}.isdisjoint(parts) or parts[0] == UPLOADS:
            raise self._unusable(key, "its parts must be neither empty nor dots, and on a folder they name files")
        if len(os.fsencode(key)) > 1024 or any(len(os.fsencode(part)) > 255 for part in parts):
            raise S3Error(
                "KeyTooLongError", f"s3://{self.name}/{key[:80]}…: a key has at most 1024 bytes, 255 a part.", 400
            )
        path = self.folder.joinpath(*parts)
        self._check_inside(path)
        return path

    def stored(self, key: str) -> Stored:
        """Return what is stored under a key.

        Raises:
            S3Error: There is no such bucket or object.
        """
        self.require()
        path = self.path(key)
        is_there = path.is_dir() and not any(path.iterdir()) if key.endswith("/") else path.is_file()
        if not is_there:
            raise no_such_key(self.name, key)
        return _stored(key, path.stat(), is_folder=path.is_dir())

    @contextmanager
    def writing(self, key: str, keep: Callable[[Stored], None]) -> Iterator[BinaryIO]:
        """Yield a file for the bytes of an object, which is there when the block ends, and never if it fails.

        Args:
            key: The object's key.
            keep: Is given what will be stored, before it is there, to keep what no file can tell of it.
        """
        path = self.path(key)
        self.make()
        if path.is_dir():
            raise self._unusable(key, "there are objects below it, and on a folder a name is a file or a folder")
        upload = self._new_upload()
        try:
            with upload.open("wb") as file:
                yield file
            keep(_stored(key, upload.stat(), is_folder=False))
            self._put_in_place(upload, path, key)
        finally:
            upload.unlink(missing_ok=True)

    def _put_in_place(self, upload: Path, path: Path, key: str) -> None:
        """Move an object to its place, whose folder others may be taking away with its last object."""
        for _ in range(_PATIENCE):
            try:
                self._make_folder(path.parent, key)
                upload.replace(path)
            except FileNotFoundError:
                continue
            return
        raise self._unusable(key, "others delete its folder all the time")

    def make_marker(self, key: str) -> None:
        """Store the empty object that stands for a folder."""
        self._make_folder(self.path(key), key)

    def delete(self, key: str) -> None:
        """Delete an object, and the folders that are empty then; one that is not there is no error, as on S3."""
        path = self.path(key)
        try:
            if not key.endswith("/"):
                path.unlink()
            for folder in [path, *path.parents] if key.endswith("/") else path.parents:
                if folder == self.folder or not folder.is_relative_to(self.folder):
                    return
                folder.rmdir()
        except OSError:
            if path.is_file() and not key.endswith("/"):
                raise

    def stored_if_there(self, key: str) -> Stored | None:
        """Return what is stored under a key; None where there is nothing."""
        try:
            return self.stored(key)
        except S3Error as error:
            if error.status != 404:
                raise
            return None

    def listed(self, keys: Iterable[str]) -> Iterator[Stored]:
        """Yield what is stored under keys that `keys` gave, but for what was deleted meanwhile."""
        for key in keys:
            try:
                status = os.stat(f"{self.folder}/{key}")  # noqa: PTH116 - a path object each is too slow
            except OSError as error:
                if error.errno not in (errno.ENOENT, errno.ELOOP):
                    raise
                continue
            yield _stored(key, status, is_folder=key.endswith("/"))

    def keys(self, prefix: str = "", after: str = "", *, collapsed: bool = False) -> Iterator[str]:
        """Yield keys that begin with `prefix` and come after `after`, in S3's order.

        Args:
            prefix: How the keys begin.
            after: The key before the first one.
            collapsed: Whether folders below `prefix` are yielded in the place of what they hold; they end in a slash.
        """
        self.require()
        top = prefix[: prefix.rfind("/") + 1]
        if not {"", ".", ".."}.isdisjoint(top.split("/")[:-1]):
            return  # no key has such a part
        folder = self.folder / top
        if folder.is_dir():
            self._check_inside(folder)
            yield from self._below(str(folder).rstrip("/"), top, prefix, after, collapsed=collapsed)

    def _below(self, folder: str, top: str, prefix: str, after: str, *, collapsed: bool) -> Iterator[str]:
        children = self._children(folder)
        if not children and top and top.startswith(prefix) and top > after:
            yield top
        for child in children:
            key = top + child
            if not key.startswith(prefix) and not prefix.startswith(key):
                continue
            if not child.endswith("/"):
                if key > after and key.startswith(prefix):
                    yield key
            elif key + AFTER_ALL > after:
                if collapsed and key.startswith(prefix) and key != prefix:
                    yield key
                else:
                    yield from self._below(f"{folder}/{child[:-1]}", key, prefix, after, collapsed=collapsed)

    def _children(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder in the order of S3's keys, those of folders with a slash."""
        try:
            modified = os.stat(folder).st_mtime_ns  # noqa: PTH116
        except FileNotFoundError:
            return ()
        settled = time.time() - modified / 1e9 > _SETTLED_SECONDS
        try:
            names, links = (_kept_names if settled else _names)(folder, modified)
        except FileNotFoundError:
            return ()
        for link in links:
            self._check_inside(Path(folder, link))
        return names

    def _make_folder(self, folder: Path, key: str) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            if not any(part.is_file() for part in (folder, *folder.parents)):
                raise FileNotFoundError(str(folder)) from error  # somebody deleted it meanwhile
            raise self._unusable(
                key, "an object stands where it needs a folder, and on a folder a name is a file or a folder"
            ) from error

    def _new_upload(self) -> Path:
        beside = self.folder.parent
        uploads = (beside if self.folder.stat().st_dev == beside.stat().st_dev else self.folder) / UPLOADS
        uploads.mkdir(exist_ok=True)
        return uploads / str(uuid.uuid4())

    def _check_inside(self, path: Path) -> None:
        if not Path(os.path.realpath(path)).is_relative_to(self._real_folder):  # realpath minds no loop
            raise S3Error(
                "AccessDenied",
                f"{path} is a link that leads out of its bucket; copy the data into the bucket, or let the bucket's "
                "own folder be a link.",
                403,
            )

    @functools.cached_property
    def _real_folder(self) -> Path:
        return self.folder.resolve()

    def _unusable(self, key: str, why: str) -> S3Error:
        return S3Error("InvalidURI", f"s3://{self.name}/{key} cannot be stored: {why}.", 400)


def _names(folder: str, modified_ns: int) -> tuple[tuple[str, ...], tuple[str, ...]]:  # noqa: ARG001 - for the cache
    """Return the names in a folder, and those among them that are links."""
    with os.scandir(folder) as entries:
        found = [
            (entry.name + "/" if _is_folder(entry) else entry.name, entry.is_symlink())
            for entry in entries
            if entry.name.isascii() or _is_text(entry.name)
        ]
    names = sorted(name for name, _ in found if name != f"{UPLOADS}/")
    return tuple(names), tuple(name for name, is_link in found if is_link)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_text(name: str) -> bool:
    """Return whether a file's name is UTF-8, as every key is."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


_kept_names = functools.lru_cache(maxsize=16)(_names)


def bucket_names(root: Path) -> list[str]:
    """Return the names of all buckets below a folder, in order."""
    if not root.is_dir():
        return []
    return sorted(child.name for child in root.iterdir() if _NAME.fullmatch(child.name) and child.is_dir())


def delete_bucket(bucket: Bucket) -> None:
    """Delete a bucket, which must be empty.

    Raises:
        S3Error: It does not exist, or has objects.
    """
    if next(bucket.keys(), None) is not None:
        raise S3Error("BucketNotEmpty", f"s3://{bucket.name} is not empty; delete its objects before.", 409)
    if bucket.folder.is_symlink():
        bucket.folder.unlink()
    else:
        shutil.rmtree(bucket.folder)


def _stored(key: str, status: os.stat_result, *, is_folder: bool) -> Stored:
    return Stored(key, 0 if is_folder else status.st_size, status.st_mtime_ns)
