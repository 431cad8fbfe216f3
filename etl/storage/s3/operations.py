"""S3's API on the buckets of a folder: each operation takes and returns what boto3's method of the same name does."""

from __future__ import annotations

import base64
import errno
import io
import itertools
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from etl.errors import UnsupportedFeatureError
from etl.storage.botocore_clients import method_name
from etl.storage.s3 import checks
from etl.storage.s3.attributes import STANDARD, Attributes, AttributeStore
from etl.storage.s3.buckets import AFTER_ALL, Bucket, Stored, bucket_names, delete_bucket
from etl.storage.s3.errors import S3Error, invalid_argument
from etl.storage.s3.multipart import MultipartUploads
from etl.storage.s3.reading import Part, span_of

Parameters = Mapping[str, Any]
Answer = dict[str, Any]

_OWNER = {"DisplayName": "local", "ID": "local"}
_KEPT = (
    *("CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "ContentType", "Expires"),
    *("Metadata", "ServerSideEncryption", "SSEKMSKeyId", "WebsiteRedirectLocation"),
)
"""Parameters of a written object that `head_object` returns."""

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


class Operations:
    """The operations of S3 that a folder can serve.

    Args:
        root: The folder of all buckets.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._attributes = AttributeStore(root)
        self._multipart = MultipartUploads(root)

    def call(self, operation: str, parameters: Parameters) -> Answer:
        """Return what an operation answers.

        Args:
            operation: S3's name of it, such as `GetObject`.
            parameters: Its parameters, as boto3 takes them. Those that mean nothing on a folder have no effect.

        Raises:
            S3Error: S3 would answer with an error.
            UnsupportedFeatureError: A folder cannot serve this operation.
        """
        method: Callable[[Parameters], Answer] | None = getattr(self, method_name(operation), None)
        if method is None:
            raise UnsupportedFeatureError(
                f"The operation {operation} of S3 on local buckets",
                "Give the client the endpoint_url of a server that can, such as MinIO's.",
            )
        try:
            return method(parameters)
        except sqlite3.Error as error:
            told = f"{self._attributes.file} cannot be used: {error}; see who owns it, and whether its disk is full"
            raise S3Error("InternalError", told, 500) from error
        except PermissionError as error:
            raise S3Error("AccessDenied", f"{error.filename}: {error.strerror}", 403) from error
        except OSError as error:
            if error.errno not in _NO_SPACE:
                raise
            place = f"s3://{parameters.get('Bucket')}"
            raise S3Error("InternalError", f"{place} cannot hold more: {error.strerror}", 507) from error

    # Buckets

    def list_buckets(self, _: Parameters) -> Answer:
        """Return all buckets."""
        folders = {name: (self._root / name).stat() for name in bucket_names(self._root)}
        buckets = [{"Name": name, "CreationDate": _moment(status.st_mtime_ns)} for name, status in folders.items()]
        return {"Buckets": buckets, "Owner": _OWNER}

    def create_bucket(self, given: Parameters) -> Answer:
        """Make a bucket."""
        bucket = self._bucket(given)
        if bucket.exists():
            raise S3Error("BucketAlreadyOwnedByYou", f"The bucket s3://{bucket.name} is there already.", 409)
        bucket.make()
        return {"Location": f"/{bucket.name}"}

    def delete_bucket(self, given: Parameters) -> Answer:
        """Delete an empty bucket."""
        bucket = self._bucket(given)
        bucket.require()
        delete_bucket(bucket)
        return {}

    def head_bucket(self, given: Parameters) -> Answer:
        """Tell that a bucket is there."""
        self._bucket(given).require()
        return {"BucketRegion": "us-east-1"}

    def get_bucket_location(self, given: Parameters) -> Answer:
        """Return the region, which is S3's default."""
        self._bucket(given).require()
        return {"LocationConstraint": None}

    def get_bucket_versioning(self, given: Parameters) -> Answer:
        """Return that there are no versions."""
        self._bucket(given).require()
        return {}

    # Listings

    def list_objects_v2(self, given: Parameters) -> Answer:
        """Return a page of objects."""
        token = given.get("ContinuationToken")
        after = _from_token(token) if token else given.get("StartAfter") or ""
        answer, last = self._page(given, after)
        answer["KeyCount"] = len(answer.get("Contents", ())) + len(answer.get("CommonPrefixes", ()))
        if answer["IsTruncated"]:
            answer["NextContinuationToken"] = _to_token(last)
        return answer | {name: given[name] for name in ("ContinuationToken", "StartAfter") if given.get(name)}

    def list_objects(self, given: Parameters) -> Answer:
        """Return a page of objects, in the first form of this operation."""
        after = given.get("Marker") or ""
        delimiter = given.get("Delimiter")
        answer, last = self._page(given, after + AFTER_ALL if delimiter and after.endswith(delimiter) else after)
        if answer["IsTruncated"]:
            answer["NextMarker"] = last.removesuffix(AFTER_ALL)
        return answer | {"Marker": after}

    def list_object_versions(self, given: Parameters) -> Answer:
        """Return a page of objects, each the only version of itself."""
        answer, last = self._page(given, given.get("KeyMarker") or "")
        versions = [{**one, "VersionId": "null", "IsLatest": True} for one in answer.pop("Contents", [])]
        if answer["IsTruncated"]:
            answer |= {"NextKeyMarker": last.removesuffix(AFTER_ALL), "NextVersionIdMarker": "null"}
        return answer | ({"Versions": versions} if versions else {})

    def _page(self, given: Parameters, after: str) -> tuple[Answer, str]:
        bucket = self._bucket(given)
        prefix, delimiter = given.get("Prefix") or "", given.get("Delimiter") or ""
        limit = checks.page_size(given)
        found = list(itertools.islice(_entries(bucket, prefix, delimiter, after), limit + 1))
        shown = found[:limit]
        objects = self._described(bucket, [key for key in shown if not key.endswith(AFTER_ALL)])
        folders = [{"Prefix": key.removesuffix(AFTER_ALL)} for key in shown if key.endswith(AFTER_ALL)]
        answer = {
            "Name": bucket.name,
            "Prefix": prefix,
            "MaxKeys": limit,
            "IsTruncated": bool(limit) and len(found) > limit,
        }
        answer |= {"Delimiter": delimiter} if delimiter else {}
        answer |= {"Contents": objects} if objects else {}
        answer |= {"CommonPrefixes": folders} if folders else {}
        return answer, shown[-1] if shown else ""

    def _described(self, bucket: Bucket, keys: list[str]) -> list[Answer]:
        stored = list(bucket.listed(keys))
        known = zip(stored, self._attributes.of_all(bucket.name, stored), strict=True)
        return [
            {
                "Key": one.key,
                "LastModified": _moment(one.modified_ns),
                "ETag": attributes["ETag"],
                "Size": one.size,
                "StorageClass": attributes.get("StorageClass", STANDARD),
            }
            for one, attributes in known
        ]

    # Objects

    def head_object(self, given: Parameters) -> Answer:
        """Return what is known of an object."""
        return self._found(given)[0]

    def get_object(self, given: Parameters) -> Answer:
        """Return an object, its `Body` a file."""
        answer, path, (start, end) = self._found(given)
        answer["Body"] = Part(path.open("rb"), start, end) if path.is_file() else Part(io.BytesIO(), 0, 0)
        return answer

    def put_object(self, given: Parameters) -> Answer:
        """Store an object."""
        bucket, key = self._bucket(given), given["Key"]
        checks.check_replaced(given, self._etag_of(bucket, key) if _has_conditions(given) else None)
        attributes, digests = _attributes_in(given), checks.Digests(given)

        def described() -> Attributes:
            return attributes | {"ETag": digests.etag}

        if key.endswith("/"):
            if any(_blocks(given.get("Body"))):
                told = f"s3://{bucket.name}/{key} is a folder here, as its name ends in a slash, and cannot hold data."
                raise invalid_argument(told)
            self._make_marker(bucket, key, described())
            return _told(described())
        with bucket.writing(key, lambda stored: self._attributes.put(bucket.name, stored, described())) as file:
            for block in _blocks(given.get("Body")):
                digests.update(block)
                file.write(block)
            digests.check()
        return _told(described())

    def _make_marker(self, bucket: Bucket, key: str, attributes: Attributes) -> None:
        bucket.make_marker(key)
        self._attributes.put(bucket.name, bucket.stored(key), attributes)

    def _etag_of(self, bucket: Bucket, key: str) -> str | None:
        stored = bucket.stored_if_there(key) if bucket.exists() else None
        return str(self._attributes.of(bucket.name, stored)["ETag"]) if stored else None

    def copy_object(self, given: Parameters) -> Answer:
        """Store an object's bytes under another key, or other attributes with it."""
        source, stored = self._source(given["CopySource"])
        target, key = self._bucket(given), given["Key"]
        attributes = self._attributes.of(source.name, stored)
        checks.check_storage_class(given)
        checks.check_stored(given, attributes["ETag"], _moment(stored.modified_ns), prefix="CopySource")
        if given.get("MetadataDirective") == "REPLACE":
            attributes = {"ETag": attributes["ETag"], **_attributes_in(given)}
        elif (source.name, stored.key) == (target.name, key) and not given.get("StorageClass"):
            raise S3Error(
                "InvalidRequest", f"s3://{target.name}/{key} is copied to itself and nothing is changed.", 400
            )
        if given.get("StorageClass"):
            attributes["StorageClass"] = given["StorageClass"]
        if given.get("TaggingDirective") == "REPLACE":
            attributes["TagSet"] = _attributes_in(given).get("TagSet", [])
        if stored.key.endswith("/"):
            self._make_marker(target, key, attributes)
        else:
            keep = self._keeper(target, attributes)
            with source.path(stored.key).open("rb") as bytes_, target.writing(key, keep) as file:
                shutil.copyfileobj(bytes_, file)
        changed = _moment(target.stored(key).modified_ns)
        return {"CopyObjectResult": {"ETag": attributes["ETag"], "LastModified": changed}}

    def delete_object(self, given: Parameters) -> Answer:
        """Delete an object, if it is there."""
        bucket = self._bucket(given)
        bucket.require()
        bucket.delete(given["Key"])
        self._attributes.forget(bucket.name, [given["Key"]])
        return {}

    def delete_objects(self, given: Parameters) -> Answer:
        """Delete many objects; say which could not be."""
        bucket = self._bucket(given)
        bucket.require()
        keys = [item["Key"] for item in given["Delete"]["Objects"]]
        checks.check_count(len(keys))
        deleted, errors = [], []
        for key in keys:
            try:
                bucket.delete(key)
                deleted.append({"Key": key})
            except S3Error as error:
                errors.append({"Key": key, "Code": error.code, "Message": error.message})
            except OSError as error:
                errors.append({"Key": key, "Code": "AccessDenied", "Message": str(error)})
        self._attributes.forget(bucket.name, [item["Key"] for item in deleted])
        shown = {} if given["Delete"].get("Quiet") else {"Deleted": deleted}
        return shown | ({"Errors": errors} if errors else {})

    def get_object_tagging(self, given: Parameters) -> Answer:
        """Return an object's tags."""
        bucket = self._bucket(given)
        return {"TagSet": self._attributes.of(bucket.name, bucket.stored(given["Key"])).get("TagSet", [])}

    def put_object_tagging(self, given: Parameters) -> Answer:
        """Give an object these tags and no other."""
        bucket = self._bucket(given)
        attributes = self._attributes.of(bucket.name, bucket.stored(given["Key"]))
        tagged = attributes | {"TagSet": list(given["Tagging"]["TagSet"])}
        self._attributes.put(bucket.name, bucket.stored(given["Key"]), tagged)
        return {}

    def delete_object_tagging(self, given: Parameters) -> Answer:
        """Take an object's tags away."""
        return self.put_object_tagging({**given, "Tagging": {"TagSet": []}})

    def _found(self, given: Parameters) -> tuple[Answer, Path, tuple[int, int]]:
        bucket, key = self._bucket(given), given["Key"]
        stored = bucket.stored(key)
        attributes = self._attributes.of(bucket.name, stored)
        changed = _moment(stored.modified_ns)
        checks.check_version(given)
        checks.check_stored(given, attributes["ETag"], changed)
        span = span_of(given.get("Range"), stored.size)
        start, end = span or (0, stored.size)
        answer = {
            "AcceptRanges": "bytes",
            "LastModified": changed,
            "Metadata": {},
            **attributes,
            "ContentLength": end - start,
        }
        if answer.get("StorageClass") == STANDARD:
            del answer["StorageClass"]
        if "TagSet" in answer:
            answer["TagCount"] = len(answer.pop("TagSet"))
        if span:
            answer["ContentRange"] = f"bytes {start}-{end - 1}/{stored.size}"
        overrides = {
            name.removeprefix("Response"): value for name, value in given.items() if name.startswith("Response")
        }
        return answer | overrides, bucket.path(key), (start, end)

    def _keeper(self, bucket: Bucket, attributes: Attributes) -> Callable[[Stored], None]:
        return lambda stored: self._attributes.put(bucket.name, stored, attributes)

    # Uploads in parts

    def create_multipart_upload(self, given: Parameters) -> Answer:
        """Begin an upload in parts."""
        bucket, key = self._bucket(given), given["Key"]
        bucket.path(key)
        bucket.make()
        upload = self._multipart.begin(bucket.name, key, _attributes_in(given))
        return {"Bucket": bucket.name, "Key": key, "UploadId": upload}

    def upload_part(self, given: Parameters) -> Answer:
        """Store a part."""
        checks.check_part_number(given["PartNumber"])
        return {"ETag": self._multipart.add(given["UploadId"], given["PartNumber"], _blocks(given.get("Body")))}

    def upload_part_copy(self, given: Parameters) -> Answer:
        """Store a part that is, or is a part of, another object."""
        source, stored = self._source(given["CopySource"])
        checks.check_part_number(given["PartNumber"])
        start, end = span_of(given.get("CopySourceRange"), stored.size) or (0, stored.size)
        with Part(source.path(stored.key).open("rb"), start, end) as body:
            etag = self._multipart.add(given["UploadId"], given["PartNumber"], _blocks(body))
        return {"CopyPartResult": {"ETag": etag, "LastModified": datetime.now(UTC).replace(microsecond=0)}}

    def complete_multipart_upload(self, given: Parameters) -> Answer:
        """Let the object of all parts appear."""
        bucket, key = self._bucket(given), given["Key"]
        parts = given.get("MultipartUpload", {}).get("Parts", [])
        with (
            self._multipart.whole(given["UploadId"], parts) as (blocks, attributes),
            bucket.writing(key, self._keeper(bucket, attributes)) as file,
        ):
            file.writelines(blocks)
        return {"Location": f"s3://{bucket.name}/{key}", "Bucket": bucket.name, "Key": key, **_told(attributes)}

    def abort_multipart_upload(self, given: Parameters) -> Answer:
        """Drop an upload and its parts."""
        self._multipart.drop(given["UploadId"])
        return {}

    def list_parts(self, given: Parameters) -> Answer:
        """Return the parts that were stored."""
        parts = [
            {"PartNumber": number, "ETag": etag, "Size": size, "LastModified": _moment(modified)}
            for number, etag, size, modified in self._multipart.parts(given["UploadId"])
        ]
        return {"Bucket": given["Bucket"], "Key": given["Key"], "UploadId": given["UploadId"], "IsTruncated": False} | (
            {"Parts": parts} if parts else {}
        )

    def list_multipart_uploads(self, given: Parameters) -> Answer:
        """Return the uploads that have begun and not ended."""
        prefix = given.get("Prefix") or ""
        uploads = [
            {"UploadId": upload, "Key": key, "Initiated": _moment(moment)}
            for upload, key, moment in self._multipart.begun(self._bucket(given).name)
            if key.startswith(prefix)
        ]
        return {"Bucket": given["Bucket"], "IsTruncated": False} | ({"Uploads": uploads} if uploads else {})

    def _bucket(self, given: Parameters) -> Bucket:
        return Bucket(self._root, given["Bucket"])

    def _source(self, given: str | Mapping[str, str]) -> tuple[Bucket, Stored]:
        if isinstance(given, str):
            name, _, key = unquote(given).removeprefix("/").partition("?versionId")[0].partition("/")
        else:
            name, key = given["Bucket"], given["Key"]
        bucket = Bucket(self._root, name)
        return bucket, bucket.stored(key)


def _entries(bucket: Bucket, prefix: str, delimiter: str, after: str) -> Iterator[str]:
    """Yield keys and, followed by AFTER_ALL, what stands for all keys that go on behind the delimiter."""
    if delimiter == "/":
        for key in bucket.keys(prefix, after, collapsed=True):
            is_folder = key.endswith("/") and key != prefix
            if not is_folder or key + AFTER_ALL > after:
                yield key + AFTER_ALL if is_folder else key
        return
    last = ""
    for key in bucket.keys(prefix, after):
        end = key.find(delimiter, len(prefix)) if delimiter else -1
        entry = key if end < 0 else key[: end + len(delimiter)] + AFTER_ALL
        if entry not in (last, after):
            yield entry
        last = entry


def _told(attributes: Attributes) -> Answer:
    """Return what the answer to a write tells of an object."""
    return {name: attributes[name] for name in ("ETag", "ServerSideEncryption", "SSEKMSKeyId") if name in attributes}


def _has_conditions(given: Parameters) -> bool:
    return bool(given.get("IfMatch") or given.get("IfNoneMatch"))


def _attributes_in(given: Parameters) -> Attributes:
    checks.check_storage_class(given)
    kept = {name: given[name] for name in _KEPT if given.get(name)}
    if isinstance(kept.get("Expires"), datetime):
        kept["Expires"] = kept["Expires"].isoformat()
    kept.setdefault("ContentType", "binary/octet-stream")
    if given.get("StorageClass", STANDARD) != STANDARD:
        kept["StorageClass"] = given["StorageClass"]
    if given.get("Tagging"):
        kept["TagSet"] = [
            {"Key": key, "Value": value} for key, value in parse_qsl(given["Tagging"], keep_blank_values=True)
        ]
    return kept


def _blocks(body: Any) -> Iterator[bytes]:
    if body is None:
        return
    if isinstance(body, str):
        yield body.encode()
    elif isinstance(body, bytes | bytearray | memoryview):
        yield bytes(body)
    else:
        while block := body.read(1 << 20):
            yield block.encode() if isinstance(block, str) else block


def _moment(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds // 1_000_000_000, UTC)


def _to_token(after: str) -> str:
    return base64.urlsafe_b64encode(after.encode("utf-8", "surrogateescape")).decode()


def _from_token(token: str) -> str:
    try:
        return base64.urlsafe_b64decode(token.encode()).decode("utf-8", "surrogateescape")
    except ValueError as error:
        raise invalid_argument("The continuation token provided is incorrect") from error
