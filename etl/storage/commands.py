"""What `etl s3` does: lists, copies and removes objects and makes buckets, each yielding lines to print.

All of it goes through boto3, so that it is one for folders, for a server and for S3 itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from etl.errors import OptionError, PathError
from etl.storage.s3.client import client, refusals

SCHEME = "s3://"


class Address(NamedTuple):
    """A bucket, and a key or how keys begin."""

    bucket: str
    key: str

    @classmethod
    def of(cls, text: str) -> Address:
        """Return the address that a text names.

        Raises:
            OptionError: It names none.
        """
        bucket, _, key = text.removeprefix(SCHEME).partition("/")
        if not text.startswith(SCHEME) or not bucket:
            raise OptionError("address", text, "expected one such as s3://bucket/folder/")
        return cls(bucket, key)

    def __str__(self) -> str:
        return f"{SCHEME}{self.bucket}/{self.key}"

    def below(self, name: str) -> Address:
        """Return the address of a file that is copied here: what ends in a slash, or is nothing, is a folder."""
        return self._replace(key=self.key + name) if not self.key or self.key.endswith("/") else self


def ls(address: str, *, recursive: bool = False) -> Iterator[str]:
    """Yield all buckets for an empty address; else the objects whose addresses begin with it, and folders.

    Args:
        address: A bucket, and how keys begin.
        recursive: Whether objects in folders are listed, too.

    Raises:
        PathError: There is no such bucket, or nothing in it whose address begins so.
    """
    with refusals(address):
        if not address:
            for bucket in client().list_buckets()["Buckets"]:
                yield f"{bucket['CreationDate']:%Y-%m-%d %H:%M:%S} {bucket['Name']}"
            return
        asked, found = Address.of(address), False
        query = {"Bucket": asked.bucket, "Prefix": asked.key} | ({} if recursive else {"Delimiter": "/"})
        folder = "" if recursive else asked.key[: asked.key.rfind("/") + 1]
        for page in client().get_paginator("list_objects_v2").paginate(**query):
            for item in page.get("CommonPrefixes", []):
                yield f"{'PRE':>30} {item['Prefix'].removeprefix(folder)}"
            for item in page.get("Contents", []):
                yield f"{item['LastModified']:%Y-%m-%d %H:%M:%S} {item['Size']:>10} {item['Key'].removeprefix(folder)}"
            found = found or bool(page.get("Contents") or page.get("CommonPrefixes"))
        if asked.key and not found:
            raise PathError(address, "there is no object and no folder whose address begins so")


def cp(source: str, target: str, *, recursive: bool = False) -> Iterator[str]:
    """Copy a file or an object, one of the two an address at least; with `recursive` all files of a folder.

    Raises:
        OptionError: Neither is an address, or a folder is to be copied without `recursive`.
        PathError: There is nothing to copy.
    """
    with refusals(source):
        if source.startswith(SCHEME) and target.startswith(SCHEME):
            yield from _copy(Address.of(source), Address.of(target), recursive=recursive)
        elif source.startswith(SCHEME):
            yield from _download(Address.of(source), target, recursive=recursive)
        elif target.startswith(SCHEME):
            yield from _upload(source, Address.of(target), recursive=recursive)
        else:
            raise OptionError("addresses", f"{source} {target}", f"expected {SCHEME} before one of them")


def rm(address: str, *, recursive: bool = False) -> Iterator[str]:
    """Remove an object; with `recursive` all that a folder holds.

    Raises:
        PathError: There is nothing to remove.
    """
    with refusals(address):
        for key in _keys(Address.of(address), recursive=recursive):
            gone = Address(Address.of(address).bucket, key)
            client().delete_object(Bucket=gone.bucket, Key=gone.key)
            yield f"delete: {gone}"


def mb(address: str) -> Iterator[str]:
    """Make a bucket.

    Raises:
        PathError: It is there already, or no bucket can have that name.
    """
    with refusals(address):
        bucket = Address.of(address).bucket
        client().create_bucket(Bucket=bucket)
        yield f"make_bucket: {bucket}"


def _copy(source: Address, target: Address, *, recursive: bool) -> Iterator[str]:
    for key in _keys(source, recursive=recursive):
        to = _in_folder(target).below(_relative(key, source, recursive=recursive)) if recursive else _named(target, key)
        client().copy({"Bucket": source.bucket, "Key": key}, to.bucket, to.key)
        yield f"copy: {Address(source.bucket, key)} to {to}"


def _download(source: Address, target: str, *, recursive: bool) -> Iterator[str]:
    for key in _keys(source, recursive=recursive):
        name = _relative(key, source, recursive=recursive)
        to = Path(target, name) if recursive or target.endswith(os.sep) or Path(target).is_dir() else Path(target)
        inside = Path(target).resolve() if recursive or to != Path(target) else Path(target).resolve().parent
        if not to.resolve().is_relative_to(inside):
            raise PathError(str(Address(source.bucket, key)), f"its key leads out of {target}")
        to.parent.mkdir(parents=True, exist_ok=True)
        client().download_file(source.bucket, key, str(to))
        yield f"download: {Address(source.bucket, key)} to {to}"


def _upload(source: str, target: Address, *, recursive: bool) -> Iterator[str]:
    given = Path(source)
    if not given.exists():
        raise PathError(source, "there is no such file")
    if given.is_dir() and not recursive:
        raise OptionError("file", source, "it is a folder; give --recursive to copy what it holds")
    if recursive and not given.is_dir():
        raise OptionError("folder", source, "it is a file; leave out --recursive")
    files = sorted(path for path in given.rglob("*") if path.is_file()) if given.is_dir() else [given]
    for path in files:
        to = _in_folder(target).below(path.relative_to(given).as_posix()) if recursive else _named(target, path.name)
        client().upload_file(str(path), to.bucket, to.key)
        yield f"upload: {path} to {to}"


def _keys(address: Address, *, recursive: bool) -> list[str]:
    s3 = client()
    if not recursive:
        s3.head_object(Bucket=address.bucket, Key=address.key or "/")
        return [address.key]
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=address.bucket, Prefix=_in_folder(address).key)
    keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
    if not keys:
        raise PathError(str(_in_folder(address)), "there is no object whose address begins so")
    return keys


def _relative(key: str, source: Address, *, recursive: bool) -> str:
    return key[source.key.rfind("/") + 1 :] if not recursive else key.removeprefix(_in_folder(source).key)


def _in_folder(address: Address) -> Address:
    return address if not address.key or address.key.endswith("/") else address._replace(key=f"{address.key}/")


def _named(target: Address, key: str) -> Address:
    return target.below(key.rpartition("/")[2])
