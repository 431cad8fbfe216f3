"""What S3 knows of an object beside its bytes: ETag, content type, metadata, tags, storage class.

A file cannot tell it, so that it stands in one SQLite file beside the buckets. A row counts as long as its file is the
one that it was written for; of any other file, one that Spark or a person wrote, say, the defaults are true.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from etl.storage.s3.buckets import Stored

FILE = ".objects.sqlite"
STANDARD = "STANDARD"

_TABLE = (
    "CREATE TABLE IF NOT EXISTS objects (bucket TEXT, key TEXT, size INTEGER, modified_ns INTEGER, attributes TEXT, "
    "PRIMARY KEY (bucket, key)) WITHOUT ROWID"
)
_BUSY_SECONDS = 30

Attributes = dict[str, Any]
"""Attributes by the names that `head_object` gives them, and `TagSet`."""


class AttributeStore:
    """The attributes of all objects below one folder.

    Args:
        root: The folder of all buckets.
    """

    def __init__(self, root: Path) -> None:
        self.file = root / FILE

    def of(self, bucket: str, stored: Stored) -> Attributes:
        """Return the attributes of an object."""
        return self.of_all(bucket, [stored])[0]

    def of_all(self, bucket: str, objects: list[Stored]) -> list[Attributes]:
        """Return the attributes of objects, in their order."""
        known = self._rows(bucket, objects) if self.file.exists() else {}
        return [known.get((one.key, one.size, one.modified_ns)) or _defaults(one) for one in objects]

    def put(self, bucket: str, stored: Stored, attributes: Attributes) -> None:
        """Keep the attributes of an object as it is now."""
        row = (bucket, stored.key, stored.size, stored.modified_ns, json.dumps(attributes))
        with self._connection() as connection:
            connection.execute("INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?)", row)

    def forget(self, bucket: str, keys: list[str]) -> None:
        """Drop the attributes of objects that are no more."""
        if self.file.exists():
            with self._connection() as connection:
                connection.executemany(
                    "DELETE FROM objects WHERE bucket = ? AND key = ?", [(bucket, key) for key in keys]
                )

    def _rows(self, bucket: str, objects: list[Stored]) -> dict[tuple[str, int, int], Attributes]:
        if not objects:
            return {}
        query = "SELECT key, size, modified_ns, attributes FROM objects WHERE bucket = ? AND key BETWEEN ? AND ?"
        keys = [one.key for one in objects]
        with self._connection() as connection:
            found = connection.execute(query, (bucket, min(keys), max(keys)))
            return {(key, size, modified): json.loads(attributes) for key, size, modified, attributes in found}

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.file, timeout=_BUSY_SECONDS)) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
            yield connection


def _defaults(stored: Stored) -> Attributes:
    """Return what is true of a file that nobody has said anything of; its ETag changes when it does."""
    mark = hashlib.md5(f"{stored.size}:{stored.modified_ns}".encode(), usedforsecurity=False).hexdigest()
    return {"ETag": f'"{mark}-1"', "ContentType": "binary/octet-stream"}
