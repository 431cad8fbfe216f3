"""Lets botocore's clients of some services, boto3's among them, work on this machine in the place of AWS.

A client calls our operations where it would send a request (botocore's event `before-call`): no network, no endpoint,
no credentials and no thread, and nothing at all before a script imports botocore. Left alone are clients of other
services and those that name an endpoint of their own, by `endpoint_url` or by the settings of AWS, and while moto mocks
AWS its mock answers.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import re
import sys
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from email.utils import formatdate
from http import HTTPStatus
from types import MappingProxyType, ModuleType, SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from etl.errors import UnsupportedFeatureError

_AWS = (".amazonaws.com", ".amazonaws.com.cn")
_PARAMETERS = "local_glue_parameters"
_HANDLERS = "botocore.handlers"
_WORDS = re.compile(r"[A-Z][a-z]+|[A-Z0-9]+(?![a-z])")

Answer = tuple[dict[str, Any], int]
"""What botocore would have parsed, and the HTTP status."""


class Service(ABC):
    """A service of AWS that is on this machine.

    Attributes:
        name: botocore's name of it.
        refused: For methods of its clients that need a server, the errors that say so.
        added: Operations that AWS documents and botocore's clients lack.
    """

    name: str
    refused: Mapping[str, UnsupportedFeatureError] = MappingProxyType({})
    added: Sequence[str] = ()

    @abstractmethod
    def is_local(self) -> bool:
        """Return whether it is on this machine, by the settings; each operation asks anew."""

    @abstractmethod
    def answer(self, operation: str, parameters: dict[str, Any], *, is_async: bool) -> Answer:
        """Return what an operation answers; an error of AWS's is an `Error` with `Code` and `Message`.

        Args:
            operation: AWS's name of it.
            parameters: Its parameters, as boto3 takes them.
            is_async: Whether the client is one of aiobotocore's, which waits for the bytes of an answer.
        """


_services: dict[str, Service] = {}


def serve(service: Service) -> None:
    """Have clients of a service that are made from now on use it; another one of its name gives way."""
    _services[service.name] = service
    if _HANDLERS in sys.modules:
        _register(sys.modules[_HANDLERS])
    elif not any(isinstance(finder, _WhenImported) for finder in sys.meta_path):
        sys.meta_path.insert(0, _WhenImported())


def method_name(operation: str) -> str:
    """Return boto3's name of an operation: `list_objects_v2` for `ListObjectsV2`."""
    return "_".join(part.lower() for part in _WORDS.findall(operation))


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
    """Add our handlers to those that every session of botocore begins with."""
    for name in _services:
        entry = (f"creating-client-class.{name}", _EXTENDERS.setdefault(name, _extender(name)))
        if entry not in handlers.BUILTIN_HANDLERS:
            handlers.BUILTIN_HANDLERS.append(entry)


_EXTENDERS: dict[str, Callable[..., None]] = {}


def _extender(name: str) -> Callable[..., None]:
    """Return what makes botocore's client class of a service a local one."""
    local = type("_LocalClient", (_LocalClient,), {"_local_service": name})

    def extend(base_classes: list[type], **_: Any) -> None:
        base_classes.insert(0, local)

    return extend


class _LocalClient:
    """What a client has besides botocore's own."""

    meta: Any
    _local_service: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not _is_aws(self.meta.endpoint_url):
            return
        name, service = self._local_service, _services[self._local_service]
        self.meta.events.register_first(f"before-parameter-build.{name}", _keep_parameters)
        is_async = any(base.__module__.startswith("aiobotocore") for base in type(self).__mro__)
        self.meta.events.register_first(f"before-call.{name}", _answerer(name, self.meta.events, is_async=is_async))
        for method, refusal in service.refused.items():
            setattr(self, method, _refusing(service, getattr(self, method), refusal))
        for operation in service.added:
            if not hasattr(self, method_name(operation)):
                setattr(self, method_name(operation), _adding(service, operation, self))


def _is_aws(endpoint_url: str) -> bool:
    return (urlsplit(endpoint_url).hostname or "").endswith(_AWS)


def _keep_parameters(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    context[_PARAMETERS] = dict(params)


def _answerer(name: str, events: Any, *, is_async: bool) -> Callable[..., Any]:
    def answer(model: Any, context: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]] | None:
        """Return an answer in the place of AWS's: what has its HTTP status, and what botocore would have parsed."""
        service = _services[name]
        if not _serves(service):
            _require_mock(service, events)
            return None
        context.pop("encoding_type_auto_set", None)  # our keys need no decoding
        answered, status = service.answer(model.name, context[_PARAMETERS], is_async=is_async)
        request = uuid.uuid4().hex
        headers = {"x-amzn-requestid": request, "date": formatdate(usegmt=True)}
        answered["ResponseMetadata"] = {
            "RequestId": request,
            "HTTPStatusCode": status,
            "HTTPHeaders": headers,
            "RetryAttempts": 0,
        }
        return SimpleNamespace(status_code=status, headers=headers, raw=None, content=b""), answered

    return answer


def _refusing(service: Service, original: Callable[..., Any], refusal: UnsupportedFeatureError) -> Callable[..., Any]:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        if not _serves(service):
            return original(*args, **kwargs)
        raise refusal

    return refuse


def _adding(service: Service, operation: str, client: Any) -> Callable[..., Any]:
    def call(**parameters: Any) -> Any:
        if not _serves(service):
            raise AttributeError(f"botocore's client of {service.name} has no {method_name(operation)}")
        answered, status = service.answer(operation, parameters, is_async=False)
        if status >= HTTPStatus.MULTIPLE_CHOICES:
            raise client.exceptions.from_code(answered["Error"]["Code"])(answered, operation)
        return answered

    return call


def _require_mock(service: Service, events: Any) -> None:
    """Refuse a request that neither this machine answers nor a mock sees, so that it would go to AWS."""
    if not service.is_local():
        return
    handlers = getattr(getattr(events, "_emitter", events), "_handlers", None)
    if handlers is not None and _moto().botocore_stubber not in handlers.prefix_search("before-send"):
        raise UnsupportedFeatureError(
            f"A client of {service.name} that was made before moto was imported, while moto mocks AWS,",
            "Make the client after the import of moto.",
        )


def _serves(service: Service) -> bool:
    """Return whether a service is to answer; not where it is elsewhere, and not while moto mocks AWS."""
    moto = _moto()
    is_mocked = moto is not None and moto.botocore_stubber.enabled
    return not is_mocked and service.is_local()


def _moto() -> Any:
    return sys.modules.get("moto.core.models")
