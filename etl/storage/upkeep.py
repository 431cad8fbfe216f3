"""Deletes objects of S3 that have been kept long enough, or gives them another storage class.

Both work through boto3, so that they are one for folders, for a server and for S3 itself.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from etl.errors import OptionError, PathError
from etl.notice import warn
from etl.options import Option, Options, names, one_of, read_options, text, whole_number
from etl.storage.hadoop import SCHEMES
from etl.storage.s3.checks import STORAGE_CLASSES
from etl.storage.s3.client import client, refusals

_ARCHIVED = ("GLACIER", "DEEP_ARCHIVE")
"""What S3 gives back only when it was restored."""

_AT_ONCE = 1000
_THOUSAND_YEARS = 8_766_000
_DAYS_7 = 168
_NOTHING_KEPT = -1
"""Hours for which files are kept if all are to go, whatever clock gave them their times; common in scripts."""


def storage_classes(option: str, value: Any) -> list[str]:
    """Return a list of names of storage classes, or of a text with commas."""
    given = [item.strip() for item in value.split(",")] if isinstance(value, str) else names(option, _listed(value))
    for name in given:
        if name.upper() not in STORAGE_CLASSES:
            raise OptionError(option, name, f"expected storage classes: {', '.join(STORAGE_CLASSES)}")
    return [name.upper() for name in given]


def _listed(value: Any) -> Any:
    return sorted(value) if isinstance(value, set | frozenset) else value


def hours(option: str, value: Any) -> int:
    """Return a number of hours, a thousand years at most; -1 is that nothing is kept."""
    if value in (_NOTHING_KEPT, str(_NOTHING_KEPT)):
        return _NOTHING_KEPT
    number = whole_number(option, value)
    if number > _THOUSAND_YEARS:
        raise OptionError(option, value, f"expected hours, {_THOUSAND_YEARS} at most")
    return number


def folder_address(option: str, value: Any) -> str:
    """Return the address of a folder in a bucket; "" is none."""
    scheme, _, rest = text(option, value).partition("://")
    if value and (scheme not in SCHEMES or not rest.partition("/")[0]):
        raise OptionError(option, value, "expected an address such as s3://bucket/folder/")
    return str(value)


PURGE_OPTIONS = (
    Option("retentionPeriod", "Hours for which files are kept; -1 keeps none.", default=_DAYS_7, convert=hours),
    Option("excludeStorageClasses", "Storage classes of objects to leave alone.", default=(), convert=storage_classes),
    Option("manifestFilePath", "A folder for Success.csv and Failed.csv.", default="", convert=folder_address),
)
TRANSITION_OPTIONS = (
    *PURGE_OPTIONS,
    Option("accountId", "The account that does it on AWS.", default="", convert=text),
    Option("roleArn", "The role that does it on AWS.", default="", convert=text),
)


_OF_TABLES = {
    "options of purge_table and transition_table": (
        Option("partitionPredicate", "A condition on the partition keys.", default="", convert=text),
    )
}


def purge(paths: Sequence[str], options: Options, *, place: str = "options of purge_s3_path") -> None:
    """Delete the objects below paths, at any depth, that were last changed before the retention period.

    Args:
        paths: s3:// addresses.
        options: The options of Glue's purge_s3_path, `PURGE_OPTIONS`.
        place: Where the options were given, for messages.

    Raises:
        OptionError: An option that cannot be used, or no s3:// address.
        PathError: There is no such bucket.
    """
    given = read_options(PURGE_OPTIONS, options, place, _OF_TABLES)
    s3 = client()
    done, failed = [], []
    for bucket, objects in _by_bucket(_to_change(s3, paths, given)):
        for chunk in _chunks([item["Key"] for item in objects]):
            wanted = {"Objects": [{"Key": key} for key in chunk], "Quiet": True}
            errors = s3.delete_objects(Bucket=bucket, Delete=wanted).get("Errors", [])
            failed += [(f"s3://{bucket}/{error['Key']}", error["Message"]) for error in errors]
            kept = {error["Key"] for error in errors}
            done += [f"s3://{bucket}/{key}" for key in chunk if key not in kept]
    _report(s3, given["manifestFilePath"], done, failed)


def transition(
    paths: Sequence[str], storage_class: str, options: Options, *, place: str = "options of transition_s3_path"
) -> None:
    """Give the objects below paths, at any depth, another storage class, if they are older than the retention period.

    Args:
        paths: s3:// addresses.
        storage_class: One of `STORAGE_CLASSES`.
        options: The options of Glue's transition_s3_path, `TRANSITION_OPTIONS`.
        place: Where the options were given, for messages.

    Raises:
        OptionError: An option that cannot be used or that Glue wants and is missing, or no s3:// address.
        PathError: There is no such bucket.
    """
    target = one_of(*STORAGE_CLASSES)("transition_to", storage_class).upper()
    given = read_options(TRANSITION_OPTIONS, options, place, _OF_TABLES)
    for name in ("accountId", "roleArn"):
        if not given[name]:
            raise OptionError(name, given[name], "AWS Glue needs it for a transition; any text will do here")
    s3 = client()
    done, failed = [], []
    for bucket, objects in _by_bucket(_to_change(s3, paths, given)):
        for item in objects:
            place = f"s3://{bucket}/{item['Key']}"
            problem = _moved(s3, bucket, item, target)
            if problem:
                failed.append((place, problem))
            else:
                done.append(place)
    _report(s3, given["manifestFilePath"], done, failed)


def class_finder(paths: Iterable[str]) -> Callable[[str], str]:
    """Return a function from the address of an object below `paths` to its storage class; STANDARD where none is known.

    Args:
        paths: Files, folders and patterns; those of other schemes than S3's have no classes.
    """
    s3 = client()
    known = {
        (bucket, item["Key"]): item.get("StorageClass", "STANDARD")
        for path in paths
        if urlsplit(path).scheme in SCHEMES
        for bucket, item in _below(s3, _before_pattern(path))
    }

    def find(path: str) -> str:
        _, _, rest = path.partition("://")
        bucket, _, key = rest.partition("/")
        return str(known.get((bucket, _single_slashes(key)), "STANDARD"))

    return find


def _single_slashes(key: str) -> str:
    """Return a key as Hadoop's paths write it, which Spark reads: several slashes are one."""
    return re.sub("/+", "/", key)


def _before_pattern(path: str) -> str:
    place = min((path.find(sign) for sign in "*?[{" if sign in path), default=-1)
    return path if place < 0 else path[:place]


def _below(s3: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the buckets and descriptions of all objects whose addresses begin with a path."""
    scheme, _, rest = path.partition("://")
    bucket, _, prefix = rest.partition("/")
    if scheme not in SCHEMES or not bucket:
        raise OptionError("path", path, "expected an address such as s3://bucket/folder/")
    prefix = _single_slashes(prefix).lstrip("/")
    with refusals(path):
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
            yield from ((bucket, item) for item in page.get("Contents", []))


def is_empty(path: str) -> bool:
    """Return whether no object is below an s3:// address."""
    return not any(_inside(client(), path))


def _to_change(s3: Any, paths: Sequence[str], given: Options) -> Iterator[tuple[str, dict[str, Any]]]:
    oldest_kept = dt.datetime.now(dt.UTC) - dt.timedelta(hours=given["retentionPeriod"])
    for bucket, item in itertools.chain.from_iterable(_inside(s3, path) for path in paths):
        is_old = item["LastModified"] <= oldest_kept
        if is_old and item.get("StorageClass", "STANDARD") not in given["excludeStorageClasses"]:
            yield bucket, item


def _inside(s3: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the buckets and descriptions of the objects of a folder, and of the one of that very address."""
    rest = path.partition("://")[2]
    folder = _single_slashes(rest.partition("/")[2]).strip("/")
    for bucket, item in _below(s3, path.rstrip("/") if folder else path):
        if not folder or item["Key"] == folder or item["Key"].startswith(f"{folder}/"):
            yield bucket, item


def _by_bucket(found: Iterator[tuple[str, dict[str, Any]]]) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(bucket, [item for _, item in items]) for bucket, items in groupby(list(found), key=lambda pair: pair[0])]


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _moved(s3: Any, bucket: str, item: dict[str, Any], target: str) -> str:
    """Give an object a storage class; return why that failed, if it did."""
    if item.get("StorageClass") in _ARCHIVED:
        return f"it is in {item['StorageClass']}; restore it before"
    source = {"Bucket": bucket, "Key": item["Key"]}
    try:
        with refusals(f"s3://{bucket}/{item['Key']}"):
            s3.copy(source, bucket, item["Key"], ExtraArgs={"StorageClass": target, "MetadataDirective": "COPY"})
    except PathError as error:
        return str(error)
    return ""


def _report(s3: Any, folder: str, done: Sequence[str], failed: Sequence[tuple[str, str]]) -> None:
    if failed:
        warn(f"{len(failed)} objects stay as they were, for example {failed[0][0]}: {failed[0][1]}")
    if folder:
        bucket, _, prefix = folder.partition("://")[2].partition("/")
        for name, rows in (("Success.csv", [(place,) for place in done]), ("Failed.csv", failed)):
            written = io.StringIO()
            csv.writer(written, lineterminator="\n").writerows(rows)
            key = "/".join(filter(None, [prefix.strip("/"), name]))
            s3.put_object(Bucket=bucket, Key=key, Body=written.getvalue().encode())
