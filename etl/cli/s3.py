"""`etl s3`: look at the buckets, and put data in and out, in the manner of `aws s3`."""

from __future__ import annotations

import argparse
from typing import Any

from etl.cli.settings_flags import add_settings, given_settings

_GIVEN = ("address", "source", "target", "recursive")
_ADDRESS = "such as s3://bucket/folder/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    ls = _action(actions, "ls", "list buckets, or what is in one", recursive="list what is in folders, too")
    ls.add_argument("address", nargs="?", default="", help=_ADDRESS)
    cp = _action(actions, "cp", "copy files and objects", recursive="copy all that a folder holds")
    cp.add_argument("source", help=f"a path, or an address {_ADDRESS}")
    cp.add_argument("target", help="where to: a path or an address")
    rm = _action(actions, "rm", "remove objects", recursive="remove all that a folder holds")
    rm.add_argument("address", help=_ADDRESS)
    _action(actions, "mb", "make a bucket").add_argument("address", help="such as s3://bucket")


def run(options: argparse.Namespace) -> int:
    """Do what is asked for, a line for each object, and return 0."""
    from etl.runtime.buckets import prepare_process
    from etl.runtime.settings import put_into_effect
    from etl.storage import commands

    put_into_effect(given_settings(options))
    prepare_process()
    given = {name: value for name, value in vars(options).items() if name in _GIVEN}
    for line in getattr(commands, options.action)(**given):
        print(line, flush=True)  # noqa: T201
    return 0


def _action(actions: Any, name: str, promise: str, recursive: str = "") -> argparse.ArgumentParser:
    action: argparse.ArgumentParser = actions.add_parser(name, help=promise, description=f"{promise.capitalize()}.")
    if recursive:
        action.add_argument("--recursive", action="store_true", help=recursive)
    add_settings(action, catalog=False)
    return action
