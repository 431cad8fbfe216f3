"""Arguments of a job, and the small functions that Amazon's library has beside them."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from awsglue.job import Job
from etl.errors import GlueArgumentError, OptionError
from etl.runtime import glue_versions, settings
from etl.runtime.arguments import get_resolved_options

__all__ = [
    "GlueArgumentError",
    "GlueArgumentParser",
    "Job",
    "callsite",
    "getResolvedOptions",
    "iteritems",
    "iterkeys",
    "itervalues",
    "makeOptions",
]

Key = TypeVar("Key")
Value = TypeVar("Value")

_OURS = ("awsglue", "etl")
_STARTER = "etl.runtime.script"

_global_args: dict[str, Any] = {}
"""What getResolvedOptions returned, for transforms that need the job's arguments."""


class GlueArgumentParser(argparse.ArgumentParser):
    """An argument parser that raises GlueArgumentError instead of ending the process."""

    def error(self, msg: str) -> NoReturn:
        """Raise GlueArgumentError."""
        raise GlueArgumentError(msg)


def getResolvedOptions(args: Sequence[str], options: Iterable[str], allow_abbrev: bool = False) -> dict[str, Any]:
    """Return the job's arguments as a dict.

    Args:
        args: The command line: `sys.argv`.
        options: Names of the arguments that must be there, without dashes.
        allow_abbrev: Whether the beginning of a name stands for it; up to Glue 5.1 it always does.

    Raises:
        GlueArgumentError: An argument is missing or lacks its value.
        RuntimeError: A name is listed that Glue keeps for itself.

    Example:
        >>> getResolvedOptions(["job.py", "--JOB_NAME", "nightly", "--day", "2024-01-31"], ["JOB_NAME", "day"])["day"]
        '2024-01-31'
    """
    glue = glue_versions.resolve(settings.current().glue_version)
    resolved = get_resolved_options(args, options, allow_abbrev=allow_abbrev or glue.abbreviates_options)
    _global_args.update(resolved)
    return resolved


def makeOptions(sc: object, py_obj: Mapping[str, Any] | str) -> dict[str, Any]:
    """Return options that are given as a dict or as its JSON text.

    Differs from AWS Glue: returns a dict, not a Java object.
    """
    if isinstance(py_obj, str):
        return dict(json.loads(py_obj))
    if isinstance(py_obj, Mapping):
        return dict(py_obj)
    raise OptionError("options", py_obj, "expected a dict or a JSON text")


def callsite() -> str:
    """Return the stack of the script, innermost call last, as error records show it."""
    stack = [
        (frame, line, frame.f_globals.get("__name__", "")) for frame, line in traceback.walk_stack(sys._getframe(1))
    ]
    of_script = itertools.takewhile(lambda call: call[2] != _STARTER, stack)
    calls = [(frame, line) for frame, line, module in of_script if module.partition(".")[0] not in _OURS]
    return "".join(traceback.StackSummary.extract(iter(reversed(calls))).format())


def iteritems(d: Mapping[Key, Value], **kwargs: Any) -> Iterator[tuple[Key, Value]]:
    """Return an iterator over the items of a dict."""
    return iter(d.items(**kwargs))


def iterkeys(d: Mapping[Key, Any], **kwargs: Any) -> Iterator[Key]:
    """Return an iterator over the keys of a dict.

    Differs from AWS Glue: Amazon's function returns the values.
    """
    return iter(d.keys(**kwargs))


def itervalues(d: Mapping[Any, Value], **kwargs: Any) -> Iterator[Value]:
    """Return an iterator over the values of a dict."""
    return iter(d.values(**kwargs))
