"""The errors that local-glue raises.

    EtlError
    ├─ UnsupportedFeatureError (NotImplementedError)  known to Glue, not built here
    ├─ UnknownNameError (ValueError)                  a format, connection type, type name or action that nobody knows
    ├─ OptionError (ValueError)                       an option or argument with a value that cannot be used
    ├─ GlueArgumentError (ValueError)                an argument of a job that is missing or cannot be used
    ├─ GrokPatternError (ValueError)                  a grok pattern that cannot be used
    ├─ PathError (FileNotFoundError)                  a path that cannot be read
    ├─ ReadError (OSError)                            data that cannot be read at all
    ├─ WriteError (OSError)                           data that cannot be written
    ├─ DocumentError (ValueError)                     a file of local-glue's own state that cannot be read
    ├─ PageTokenError (ValueError)                    a token for the next page of an answer that no answer gave
    ├─ ErrorThresholdError (RuntimeError)             more error records than the job allows
    └─ EnvironmentMismatchError (RuntimeError)        this machine or installation cannot run the job

`EtlWarning` is the category of all warnings: something is ignored, or done otherwise than it was asked for.

Data is kept in `args` and the wording in `__str__`, so that errors survive pickling between processes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import ClassVar


class EtlError(Exception):
    """Root of all errors that local-glue raises on purpose.

    Attributes:
        glue_error: What Glue's API calls such an error, where that is not the class's own name; "" if it has none.
    """

    glue_error: ClassVar[str] = ""


class UnsupportedFeatureError(EtlError, NotImplementedError):
    """A feature that Glue has and local-glue lacks: `args` are its name and what to do instead."""

    def __init__(self, feature: str, way_out: str) -> None:
        super().__init__(feature, way_out)

    def __str__(self) -> str:
        feature, way_out = self.args
        return f"{feature} is not supported by local-glue yet. {way_out}"


class UnknownNameError(EtlError, ValueError):
    """A name that is not among the known ones: `args` are what it names, the name and the known names."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(kind, name, tuple(sorted(known)))

    def __str__(self) -> str:
        kind, name, known = self.args
        near = difflib.get_close_matches(str(name), known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        return f"Unknown {kind} {name!r}.{hint} Known: {', '.join(known)}."


class OptionError(EtlError, ValueError):
    """An option whose value cannot be used: `args` are the option, the value and what is expected."""

    def __init__(self, option: str, value: object, expected: str) -> None:
        super().__init__(option, value, expected)

    def __str__(self) -> str:
        option, value, expected = self.args
        return f"{option}: cannot use {value!r}; {expected}"


class GlueArgumentError(EtlError, ValueError):
    """An argument of a job that is missing or cannot be used: `args` are the message, worded as Glue's."""


class GrokPatternError(EtlError, ValueError):
    """A grok pattern that cannot be used: `args` are why."""


class PathError(EtlError, FileNotFoundError):
    """A path that cannot be read: `args` are the path and why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)

    def __str__(self) -> str:
        path, why = self.args
        return f"{path}: {why}"


class ReadError(EtlError, OSError):
    """Data that cannot be read at all: `args` are the source and why."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(source, why)

    def __str__(self) -> str:
        source, why = self.args
        return f"{source}: {why}"


class WriteError(EtlError, OSError):
    """Data that cannot be written: `args` are where to, and why."""

    def __init__(self, target: str, why: str) -> None:
        super().__init__(target, why)

    def __str__(self) -> str:
        target, why = self.args
        return f"{target}: cannot be written: {why}"


class DocumentError(EtlError, ValueError):
    """A file of our own state that cannot be read: `args` are the file, the line (0: none) and what is wrong."""

    glue_error = "InternalServiceException"

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(file, line, problem)

    def __str__(self) -> str:
        file, line, problem = self.args
        return f"{file}{f', line {line}' if line else ''}: {problem}"


class PageTokenError(EtlError, ValueError):
    """A token for the next page of an answer that no answer gave: `args` are the token."""

    glue_error = "InvalidInputException"

    def __str__(self) -> str:
        return f"NextToken {self.args[0]!r} is none that an answer gave."


class ErrorThresholdError(EtlError, RuntimeError):
    """More error records than allowed: `args` are the step, their number, which threshold it is and its value."""

    def __init__(self, step: str, errors: int, threshold: str, value: int) -> None:
        super().__init__(step, errors, threshold, value)

    def __str__(self) -> str:
        step, errors, threshold, value = self.args
        made = "made" if threshold == "stageThreshold" else "and the steps before it made"
        return (
            f"{step} {made} {errors} error records, more than its {threshold} of {value}. "
            "errorsAsDynamicFrame() shows them."
        )


class EnvironmentMismatchError(EtlError, RuntimeError):
    """This machine or installation cannot run the job: `args` are what is wrong and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)

    def __str__(self) -> str:
        what, mend = self.args
        return f"{what} {mend}"


class EtlWarning(UserWarning):
    """Something of a job is ignored, or done otherwise than it was asked for."""
