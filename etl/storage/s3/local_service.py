"""S3 on local buckets, for botocore's clients."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from etl.errors import UnsupportedFeatureError
from etl.storage.botocore_clients import Answer, Service, serve
from etl.storage.s3.async_body import AsyncBody
from etl.storage.s3.errors import S3Error
from etl.storage.s3.operations import Operations

_HEADS = ("HeadObject", "HeadBucket")
_WITHOUT_CONTENT = ("DeleteObject", "DeleteBucket", "AbortMultipartUpload", "DeleteObjectTagging")
_PRESIGNING = ("generate_presigned_url", "generate_presigned_post")
_NO_SERVER = "No server listens there: read and write the object itself."


def serve_local_buckets(find_root: Callable[[], Path | None]) -> None:
    """Have S3 clients that are made from now on use the local buckets.

    Args:
        find_root: Returns the folder of all buckets, or None where they are not on this machine; each operation asks
            it anew.
    """
    serve(_LocalS3(find_root))


class _LocalS3(Service):
    name = "s3"
    refused = MappingProxyType(
        {name: UnsupportedFeatureError(f"{name} for a local bucket", _NO_SERVER) for name in _PRESIGNING}
    )

    def __init__(self, find_root: Callable[[], Path | None]) -> None:
        self._find_root = find_root

    def is_local(self) -> bool:
        return self._find_root() is not None

    def answer(self, operation: str, parameters: dict[str, Any], *, is_async: bool) -> Answer:
        root = self._find_root()
        assert root is not None
        if hasattr(parameters.get("Body"), "signal_transferring"):  # a transfer of boto3, which tells its progress
            parameters["Body"].signal_transferring()
        try:
            answer = Operations(root).call(operation, parameters)
        except S3Error as error:
            return {"Error": _error(operation, error)}, error.status
        if "Body" in answer:
            body, length = answer["Body"], answer["ContentLength"]
            answer["Body"] = AsyncBody(body) if is_async else _streaming_body(body, length)
        return answer, _status(operation, answer)


def _status(operation: str, answer: dict[str, Any]) -> int:
    if operation in _WITHOUT_CONTENT:
        return 204
    return 206 if "ContentRange" in answer else 200


def _error(operation: str, error: S3Error) -> dict[str, str]:
    """Return an error as botocore parses it; the answer to a HEAD has no body that could tell a code."""
    if operation in _HEADS:
        return {
            "Code": str(error.status),
            "Message": {404: "Not Found", 403: "Forbidden"}.get(error.status, error.message),
        }
    return {"Code": error.code, "Message": error.message}


def _streaming_body(body: Any, length: int) -> Any:
    from botocore.response import StreamingBody  # type: ignore[import-untyped]

    return StreamingBody(body, length)
