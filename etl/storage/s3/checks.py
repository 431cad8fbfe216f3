"""What S3 checks before it does something: conditions on the object that is there, digests, numbers."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from etl.storage.s3.errors import S3Error, invalid_argument

Parameters = Mapping[str, Any]

STORAGE_CLASSES = (
    *("STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING"),
    *("GLACIER", "GLACIER_IR", "DEEP_ARCHIVE", "EXPRESS_ONEZONE", "OUTPOSTS", "SNOW", "FSX_OPENZFS"),
)
_MOST_PARTS = 10_000
_MOST_KEYS = 1000
_DIGESTS: Mapping[str, Callable[[bytes], bytes]] = {
    "ContentMD5": lambda data: hashlib.md5(data, usedforsecurity=False).digest(),
    "ChecksumSHA256": lambda data: hashlib.sha256(data).digest(),
    "ChecksumSHA1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "ChecksumCRC32": lambda data: zlib.crc32(data).to_bytes(4, "big"),
}


class Digests:
    """The digests of an object's bytes, as they pass by, and those that the client says they have."""

    def __init__(self, given: Parameters) -> None:
        self._claimed = {name: given[name] for name in _DIGESTS if given.get(name)}
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._data: list[bytes] = []

    def update(self, block: bytes) -> None:
        """Take the next bytes."""
        self._md5.update(block)
        if self._claimed:
            self._data.append(block)

    @property
    def etag(self) -> str:
        """The ETag of the object."""
        return f'"{self._md5.hexdigest()}"'

    def check(self) -> None:
        """Raise BadDigest if the client claimed another digest."""
        data = b"".join(self._data)
        for name, claimed in self._claimed.items():
            if _decoded(name, claimed) != _DIGESTS[name](data):
                raise S3Error("BadDigest", f"The {name} you specified did not match what we received.", 400)


def check_stored(given: Parameters, etag: str, changed: datetime, prefix: str = "") -> None:
    """Raise PreconditionFailed, or Not Modified, unless the conditions on an object hold.

    Args:
        given: The parameters of the operation.
        etag: The object's ETag.
        changed: When it was last changed.
        prefix: How the names of the conditions begin: `CopySource` for the source of a copy.
    """
    wanted = given.get(f"{prefix}IfMatch")
    if (wanted and not _has(wanted, etag)) or _is_before(given.get(f"{prefix}IfUnmodifiedSince"), changed):
        raise _failed()
    unwanted, since = given.get(f"{prefix}IfNoneMatch"), given.get(f"{prefix}IfModifiedSince")
    if (unwanted and _has(unwanted, etag)) or (since is not None and not _is_before(since, changed)):
        raise _failed() if prefix else S3Error("304", "Not Modified", 304)


def check_replaced(given: Parameters, etag: str | None) -> None:
    """Raise PreconditionFailed unless the conditions on the object that a write replaces hold; None is none there."""
    if given.get("IfNoneMatch") and etag is not None:
        raise _failed()
    if given.get("IfMatch") and etag is None:
        raise S3Error("NoSuchKey", "There is no object whose ETag could match.", 404)
    if given.get("IfMatch") and not _has(given["IfMatch"], str(etag)):
        raise _failed()


def check_version(given: Parameters) -> None:
    """Refuse a version: there are none, so that `null` is the only one."""
    if given.get("VersionId") not in (None, "null"):
        raise S3Error("NoSuchVersion", f"There is no version {given['VersionId']!r}: local buckets keep none.", 404)
    if given.get("PartNumber") not in (None, 1):
        raise S3Error("InvalidPartNumber", "Objects of local buckets are whole: part 1 is all of it.", 416)


def check_part_number(number: int) -> None:
    """Refuse a number that no part of an upload can have."""
    if not 1 <= number <= _MOST_PARTS:
        raise invalid_argument(f"Part number must be an integer between 1 and {_MOST_PARTS}, inclusive")


def check_storage_class(given: Parameters) -> None:
    """Refuse a storage class that S3 does not have."""
    if given.get("StorageClass") not in (None, *STORAGE_CLASSES):
        raise S3Error("InvalidStorageClass", f"The storage class {given['StorageClass']!r} is not valid.", 400)


def check_count(keys: int) -> None:
    """Refuse more keys than one request may name."""
    if keys > _MOST_KEYS:
        raise S3Error("MalformedXML", f"The request names {keys} objects; {_MOST_KEYS} are the most.", 400)


def page_size(given: Parameters) -> int:
    """Return how many entries a page of a listing has."""
    size = int(given.get("MaxKeys", _MOST_KEYS))
    if size < 0:
        raise invalid_argument("Argument maxKeys must be an integer between 0 and 2147483647")
    return min(_MOST_KEYS, size)


def _has(tags: str, etag: str) -> bool:
    return any(one.strip().strip('"') in ("*", etag.strip('"')) for one in tags.split(","))


def _is_before(limit: Any, moment: datetime) -> bool:
    if limit is None:
        return False
    at = parsedate_to_datetime(limit) if isinstance(limit, str) else limit
    return bool((at if at.tzinfo else at.replace(tzinfo=UTC)) < moment)


def _decoded(name: str, digest: str) -> bytes:
    try:
        return base64.b64decode(digest, validate=True)
    except binascii.Error as error:
        raise S3Error("InvalidDigest", f"The {name} you specified was invalid.", 400) from error


def _failed() -> S3Error:
    return S3Error("PreconditionFailed", "At least one of the conditions you specified did not hold.", 412)
