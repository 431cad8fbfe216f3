"""Glue's API on this machine, for botocore's clients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from etl.errors import EtlError, UnsupportedFeatureError
from etl.storage.botocore_clients import Answer, Service, method_name, serve

_OK, _REFUSED, _FAILED = 200, 400, 500
_INTERNAL = "InternalServiceException"
_REFUSALS = (
    "EntityNotFoundException", "AlreadyExistsException", "InvalidInputException", "ConcurrentModificationException",
    "VersionMismatchException", "CrawlerNotRunningException",
)  # fmt: skip
"""Glue's names of errors that are the caller's."""


def serve_glue(find_operations: Callable[[], Sequence[object]]) -> None:
    """Have Glue clients that are made from now on be answered by this machine.

    Args:
        find_operations: Returns the objects that have the operations, none where Glue is elsewhere; each call asks
            anew. An operation is a method with boto3's name, which takes and returns what boto3's does.
    """
    serve(_LocalGlue(find_operations))


class _LocalGlue(Service):
    name = "glue"
    added = ("GetJobBookmarks",)

    def __init__(self, find_operations: Callable[[], Sequence[object]]) -> None:
        self._find_operations = find_operations

    def is_local(self) -> bool:
        return bool(self._find_operations())

    def answer(self, operation: str, parameters: dict[str, Any], *, is_async: bool) -> Answer:  # noqa: ARG002
        method = self._method(operation)
        try:
            return method(parameters) or {}, _OK
        except EtlError as error:
            return _error(error)

    def _method(self, operation: str) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
        for operations in self._find_operations():
            if method := getattr(operations, method_name(operation), None):
                found: Callable[[dict[str, Any]], dict[str, Any] | None] = method
                return found
        raise UnsupportedFeatureError(
            f"The operation {operation} of Glue on the local catalog",
            "It is there on AWS: give the setting glue-endpoint the value aws.",
        )


def _error(error: EtlError) -> Answer:
    """Return an error as Glue answers it; one that Glue has no name for is raised as it is."""
    name = type(error).__name__
    code = name if name in _REFUSALS else error.glue_error
    if not code:
        raise error
    return {"Error": {"Code": code, "Message": str(error)}}, _FAILED if code == _INTERNAL else _REFUSED
