"""`etl bookmark`: look at what jobs have read, and take it back."""

from __future__ import annotations

import argparse
import warnings
from typing import Any

from etl.cli.telling import add_action, print_told, tell_warning

_COMMANDS = {"list": "ls"}
"""By action: the function of `etl.bookmarks.commands`, where that has another name."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = add_action(
        actions, "list", "list the jobs that have a bookmark, or all that the bookmark of one has been"
    )
    listing.add_argument("job", metavar="JOB", nargs="?", default="")
    _about_job(actions, "show", "show what a job has read")
    _about_job(actions, "reset", "let the next run read everything or, with --run, what came after a run")
    _about_job(actions, "rewind", "let the next run read what came after a run", is_of_run=True)


def run(options: argparse.Namespace) -> int:
    """Do what is asked for, and return 0."""
    from etl.bookmarks import commands
    from etl.cli.settings_flags import given_settings
    from etl.runtime.bookmarks import bookmark_store
    from etl.runtime.settings import put_into_effect

    put_into_effect(given_settings(options))
    warnings.showwarning = tell_warning
    given = {name: value for name, value in vars(options).items() if name in ("job", "run")}
    command = getattr(commands, _COMMANDS.get(options.action, options.action))
    print_told(command(bookmark_store(), **given), options.output)
    return 0


def _about_job(actions: Any, name: str, promise: str, *, is_of_run: bool = False) -> None:
    action = add_action(actions, name, promise)
    action.add_argument("job", metavar="JOB")
    action.add_argument("--run", metavar="ID", default="", required=is_of_run, help="as the run left it")
