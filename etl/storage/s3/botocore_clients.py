"""Lets botocore's clients of S3, boto3's among them, work on the local buckets in the place of AWS.

A client calls our operations where it would send a request (botocore's event `before-call`): no network, no endpoint,
no credentials and no thread, and nothing at all before a script imports botocore. Left alone are clients of other
services and those that name an endpoint of their own, by `endpoint_url` or by the settings of AWS, and while moto mocks
AWS its mock answers.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from etl.errors import UnsupportedFeatureError
from etl.storage.s3.errors import S3Error
from etl.storage.s3.operations import Operations

_AWS = (".amazonaws.com", ".amazonaws.com.cn")
_PARAMETERS = "local_glue_parameters"
_HANDLERS = "botocore.handlers"
_EVENT = "creating-client-class.s3"
_PRESIGNING = ("generate_presigned_url", "generate_presigned_post")
_HEADS = ("HeadObject", "HeadBucket")
_OK = 200


_find_root: list[Callable[[], Path | None]] = []


def serve_local_buckets(find_root: Callable[[], Path | None]) -> None:
    """Have S3 clients that are made from now on use the local buckets.

    Args:
        find_root: Returns the folder of all buckets, or None where they are not on this machine; each operation asks
            it anew.
    """
    _find_root[:] = [find_root]
    if _HANDLERS in sys.modules:
        _register(sys.modules[_HANDLERS])
    elif not any(isinstance(finder, _WhenImported) for finder in sys.meta_path):
        sys.meta_path.insert(0, _WhenImported())


class _WhenImported(importlib.abc.MetaPathFinder):
    """Waits for botocore's import."""

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python's interface
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if name != _HANDLERS:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            spec.loader.exec_module = _followed_by_register(spec.loader.exec_module)  # type: ignore[method-assign]
        return spec


def _followed_by_register(execute: Any) -> Any:
    def execute_and_register(module: ModuleType) -> None:
        execute(module)
        _register(module)

    return execute_and_register


def _register(handlers: Any) -> None:
    """Add our handler to those that every session of botocore begins with."""
    if (_EVENT, _extend_client_class) not in handlers.BUILTIN_HANDLERS:
        handlers.BUILTIN_HANDLERS.append((_EVENT, _extend_client_class))


def _extend_client_class(base_classes: list[type], **_: Any) -> None:
    base_classes.insert(0, _LocalClient)


class _LocalClient:
    """What a client of S3 has besides botocore's own."""

    meta: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _is_aws(self.meta.endpoint_url):
            self.meta.events.register_first("before-parameter-build.s3", _keep_parameters)
            self.meta.events.register_first("before-call.s3", _answer)
            for name in _PRESIGNING:
                setattr(self, name, _refusing(name, getattr(self, name)))


def _is_aws(endpoint_url: str) -> bool:
    return (urlsplit(endpoint_url).hostname or "").endswith(_AWS)


def _keep_parameters(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    context[_PARAMETERS] = dict(params)


def _answer(model: Any, context: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]] | None:
    """Return an answer in the place of AWS's: what has its HTTP status, and what botocore would have parsed."""
    root = _local_root()
    if root is None:
        return None
    context.pop("encoding_type_auto_set", None)  # our keys need no decoding
    parameters = context[_PARAMETERS]
    if hasattr(parameters.get("Body"), "signal_transferring"):  # a transfer of boto3, which tells its progress
        parameters["Body"].signal_transferring()
    try:
        answer, status = Operations(root).call(model.name, parameters), _OK
    except S3Error as error:
        answer, status = {"Error": _error(model.name, error)}, error.status
    if "Body" in answer:
        answer["Body"] = _streaming_body(answer["Body"], answer["ContentLength"])
    answer["ResponseMetadata"] = {"HTTPStatusCode": status, "HTTPHeaders": {}, "RetryAttempts": 0}
    return SimpleNamespace(status_code=status, headers={}), answer


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


def _refusing(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        if _local_root() is None:
            return original(*args, **kwargs)
        raise UnsupportedFeatureError(
            f"{name} for a local bucket", "No server listens there: read and write the object itself."
        )

    return refuse


def _local_root() -> Path | None:
    """Return the folder of all buckets; None where there is none, and while moto mocks them."""
    models = sys.modules.get("moto.core.models")
    is_mocked = models is not None and models.botocore_stubber.enabled
    return None if is_mocked else _find_root[0]()
