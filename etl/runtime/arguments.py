"""The arguments of a job: what getResolvedOptions makes of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from etl.errors import GlueArgumentError
from etl.runtime import glue_versions
from etl.runtime.glue_versions import GlueVersion
from etl.runtime.settings import current

BOOKMARK_OPTION = "job-bookmark-option"
BOOKMARK_ENABLE, BOOKMARK_PAUSE, BOOKMARK_DISABLE = "job-bookmark-enable", "job-bookmark-pause", "job-bookmark-disable"
BOOKMARK_RANGE = ("job-bookmark-from", "job-bookmark-to")

_CONTINUATION_OPTION = "continuation-option"
_CONTINUATIONS = {  # what bookmarks were called once
    "continuation-enabled": BOOKMARK_ENABLE,
    "continuation-readonly": BOOKMARK_PAUSE,
    "continuation-ignore": BOOKMARK_DISABLE,
}
_RESERVED_WITH_DASHES = ("JOB_ID", "JOB_RUN_ID", "SECURITY_CONFIGURATION", "encryption-type", "enable-data-lineage")
"""Names that Glue refuses only if a script lists them with their dashes; without, they clash with its own."""

_TEMPORARY = ("TempDir", "RedshiftTempDir")
"""Options that may be missing whether listed or not; the one that is given counts for both."""


def get_resolved_options(
    args: Sequence[str], options: Iterable[str], *, allow_abbrev: bool = False, glue: GlueVersion | None = None
) -> dict[str, Any]:
    """Return the values of a job's arguments, hyphens in their names made underscores.

    Args:
        args: The command line; its first item is the script.
        options: Names of the arguments that must be there, without dashes. All others are ignored.
        allow_abbrev: Whether the beginning of a name stands for it. Up to Glue 5.1 it does in any case.
        glue: The version of Glue; by default the one in effect.

    Raises:
        GlueArgumentError: An argument is missing, lacks its value or has one that is not allowed.
        RuntimeError: A reserved name is listed, or the range of a bookmark pause is incomplete or out of place.
    """
    listed = list(options)
    _refuse_reserved(listed)
    glue = glue or glue_versions.resolve(current().glue_version)
    parser = _parser(listed, allow_abbrev=allow_abbrev or glue.abbreviates_options)
    values = vars(parser.parse_known_args(list(args[1:]))[0])
    given = [values[name] for name in _TEMPORARY if values[name] is not None]
    values.update(dict.fromkeys(_TEMPORARY, given[0] if given else None))
    old_spelling = _CONTINUATIONS.get(values.pop(_dest(_CONTINUATION_OPTION)), BOOKMARK_DISABLE)
    values[_dest(BOOKMARK_OPTION)] = values[_dest(BOOKMARK_OPTION)] or old_spelling
    _check_range(values)
    return values


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise GlueArgumentError(message)


def _parser(listed: Iterable[str], *, allow_abbrev: bool) -> _Parser:
    parser = _Parser(allow_abbrev=allow_abbrev)
    parser.add_argument(f"--{BOOKMARK_OPTION}", choices=[BOOKMARK_ENABLE, BOOKMARK_PAUSE, BOOKMARK_DISABLE])
    parser.add_argument(f"--{_CONTINUATION_OPTION}", choices=list(_CONTINUATIONS))
    for name in (*BOOKMARK_RANGE, *_RESERVED_WITH_DASHES, *_TEMPORARY):
        parser.add_argument(f"--{name}", choices=["sse-s3"] if name == "encryption-type" else None)
    for name in listed:
        if name not in _TEMPORARY:
            _require(parser, name)
    return parser


def _require(parser: argparse.ArgumentParser, name: str) -> None:
    try:
        parser.add_argument(f"--{name}", required=True)
    except argparse.ArgumentError as error:
        why = "Glue always returns it" if name in _RESERVED_WITH_DASHES else "it is listed twice"
        raise GlueArgumentError(f"{error}: {why}, do not list it") from error


def _refuse_reserved(listed: Sequence[str]) -> None:
    named = {name: name for name in (BOOKMARK_OPTION, _CONTINUATION_OPTION)}
    named |= {name: f"--{name}" for name in BOOKMARK_RANGE}
    named |= {f"--{name}": f"--{name}" for name in _RESERVED_WITH_DASHES}
    for name, shown in named.items():
        if name in listed:
            raise RuntimeError(f"Using reserved arguments {shown}")


def _check_range(values: dict[str, Any]) -> None:
    missing = [f"--{name}" for name in BOOKMARK_RANGE if values[_dest(name)] is None]
    paused = values[_dest(BOOKMARK_OPTION)] == BOOKMARK_PAUSE
    if paused and len(missing) == 1:
        raise RuntimeError(f"Missing option or value for {missing[0]}")
    if not paused and not missing:
        raise RuntimeError(f"Invalid option(s){' '.join(f'--{name}' for name in BOOKMARK_RANGE)}")


def _dest(name: str) -> str:
    return name.replace("-", "_")
