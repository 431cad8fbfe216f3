"""Uploads in parts: each is a folder, until its object appears."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from etl.storage.s3.attributes import Attributes
from etl.storage.s3.buckets import UPLOADS
from etl.storage.s3.errors import S3Error

_UPLOAD = re.compile(r"[0-9a-f]{32}")
_ABOUT = "upload.json"
_BLOCK = 1 << 20

MIN_PART_BYTES = 5 << 20
"""The least size of a part that is not the last one."""


class MultipartUploads:
    """The uploads that have begun and not ended.

    Args:
        root: The folder of all buckets.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / UPLOADS / "parts"

    def begin(self, bucket: str, key: str, attributes: Attributes) -> str:
        """Begin an upload; return its id."""
        upload = uuid.uuid4().hex
        folder = self._folder / upload
        folder.mkdir(parents=True)
        (folder / _ABOUT).write_text(json.dumps({"bucket": bucket, "key": key, "attributes": attributes}))
        return upload

    def add(self, upload: str, number: int, blocks: Iterable[bytes]) -> str:
        """Store a part; return its ETag."""
        path = self._folder_of(upload) / f"{number:05}"
        digest = hashlib.md5(usedforsecurity=False)
        beside = path.with_suffix(f".{uuid.uuid4().hex}")
        with beside.open("wb") as file:
            for block in blocks:
                digest.update(block)
                file.write(block)
        path.with_suffix(".etag").write_text(digest.hexdigest())
        beside.replace(path)
        return f'"{digest.hexdigest()}"'

    @contextmanager
    def whole(self, upload: str, parts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Iterator[bytes], Attributes]]:
        """Yield the bytes of the parts in their order, and the object's attributes; the upload is over then.

        Raises:
            S3Error: There is no such upload or part, or the parts are not in order.
        """
        folder = self._folder_of(upload)
        stored = {number: (etag, size) for number, etag, size, _ in self.parts(upload)}
        numbers = [part["PartNumber"] for part in parts]
        if not numbers or numbers != sorted(set(numbers)):
            raise S3Error("InvalidPartOrder", "The list of parts was not in ascending order.", 400)
        for part in parts:
            etag, _ = stored.get(part["PartNumber"], ("", 0))
            if not etag or etag.strip('"') != part.get("ETag", etag).strip('"'):
                raise S3Error("InvalidPart", f"Part {part['PartNumber']} could not be found, or has another ETag.", 400)
        for number in numbers[:-1]:
            if stored[number][1] < MIN_PART_BYTES:
                raise S3Error("EntityTooSmall", f"Part {number} has less than {MIN_PART_BYTES} bytes.", 400)
        digest = hashlib.md5(
            b"".join(bytes.fromhex(stored[number][0].strip('"')) for number in numbers), usedforsecurity=False
        )
        attributes = json.loads((folder / _ABOUT).read_text())["attributes"]
        attributes["ETag"] = f'"{digest.hexdigest()}-{len(numbers)}"'
        yield _bytes_of([folder / f"{number:05}" for number in numbers]), attributes
        self.drop(upload)

    def drop(self, upload: str) -> None:
        """End an upload without an object."""
        shutil.rmtree(self._folder_of(upload))

    def parts(self, upload: str) -> list[tuple[int, str, int, int]]:
        """Return number, ETag, size in bytes and time in nanoseconds of each part, in order."""
        found = sorted(path for path in self._folder_of(upload).iterdir() if path.name.isdecimal())
        return [
            (int(path.name), f'"{path.with_suffix(".etag").read_text()}"', path.stat().st_size, path.stat().st_mtime_ns)
            for path in found
        ]

    def begun(self, bucket: str) -> list[tuple[str, str, int]]:
        """Return id, key and time in nanoseconds of each of a bucket's uploads, in the order of the keys."""
        abouts = [(path, json.loads(path.read_text())) for path in self._folder.glob(f"*/{_ABOUT}")]
        uploads = [
            (path.parent.name, about["key"], path.stat().st_mtime_ns)
            for path, about in abouts
            if about["bucket"] == bucket
        ]
        return sorted(uploads, key=lambda upload: upload[1:])

    def _folder_of(self, upload: str) -> Path:
        folder = self._folder / upload
        if not _UPLOAD.fullmatch(upload) or not folder.is_dir():
            raise S3Error("NoSuchUpload", f"There is no upload {upload!r}; it may have been completed or aborted.", 404)
        return folder


def _bytes_of(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
