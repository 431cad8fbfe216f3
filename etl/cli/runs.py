"""`etl runs`: look at the runs of jobs."""

from __future__ import annotations

import argparse
import warnings

from etl.cli.settings_flags import add_settings, given_settings
from etl.cli.telling import add_action, add_output, print_told, tell_warning


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command: without an action it lists runs."""
    parser.add_argument("--job", default="", help="list the runs of this job only")
    parser.add_argument("--all", action="store_true", dest="lists_all", help="list all runs, not the newest 20 only")
    add_output(parser)
    add_settings(parser, catalog=False)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    show = add_action(actions, "show", "tell what a run did, and how it ended", is_optional=True)
    show.add_argument("id", metavar="ID", help="the run: its identifier, or the beginning of it")


def run(options: argparse.Namespace) -> int:
    """Do what is asked for, and return 0."""
    from etl.runs import commands
    from etl.runtime.runs import current_runs
    from etl.runtime.settings import put_into_effect

    put_into_effect(given_settings(options))
    warnings.showwarning = tell_warning
    if options.action == "show":
        print_told(commands.show(current_runs(), options.id), options.output)
    else:
        print_told(commands.ls(current_runs(), options.job, lists_all=options.lists_all), options.output)
    return 0
