"""`etl run`: run a Glue job script on this machine."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

from etl.cli.settings_flags import add_settings, given_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command: ours come before the script, all that follows it is the script's."""
    parser.usage = "etl run [OPTIONS] SCRIPT [ARGUMENTS OF THE SCRIPT]"
    parser.add_argument("script", metavar="SCRIPT", help="the job's script: a path, or an s3:// address")
    parser.add_argument(
        "arguments",
        metavar="ARGUMENTS",
        nargs=argparse.REMAINDER,
        help="what the script gets, such as --JOB_NAME x; Glue's own parameters (--conf, --extra-py-files, "
        "--additional-python-modules, …) do here what they do there",
    )
    parser.add_argument("--glue-version", metavar="V", help="5.0, 5.1 or 6.0; by default what the installed Spark fits")
    parser.add_argument(
        "--master", metavar="URL", default="", help="where Spark runs, such as local[4] or spark://host:7077"
    )
    parser.add_argument(
        "--conf", metavar="K=V", action="append", default=[], help="a setting of Spark; may be repeated"
    )
    add_settings(parser)
    parser.add_argument(
        "--retries", metavar="N", type=_number, default=0, help="how often to try a run again that fails; by default 0"
    )
    parser.add_argument("--install", action="store_true", help="install missing --additional-python-modules by pip")
    parser.add_argument("--verbose", action="store_true", help="show Spark's warnings, and whole stacks of failures")


def run(options: argparse.Namespace) -> int:
    """Run the script and return its exit code."""
    if options.retries:
        from etl.runtime.attempts import run_attempts

        return run_attempts(_command(options), options.arguments, options.retries)
    from etl.runtime.launcher import Request, run
    from etl.runtime.screen import Screen

    request = Request(
        options.script,
        options.arguments,
        {"glue_version": options.glue_version, **given_settings(options)},
        conf=options.conf,
        master=options.master,
        is_verbose=options.verbose,
        installs=options.install,
    )
    return run(request, Screen())


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of retries; expected 0, 1, 2, …")
    return int(text)


def _command(options: argparse.Namespace) -> list[str]:
    """Return the command that runs the script once, as it is given; the script's arguments are still to follow."""
    here = [] if sys.path[0] == os.getcwd() else ["-P"]  # noqa: PTH109 - modules are found where this process finds them
    return [sys.executable, *here, "-m", "etl", "run", *_flags(options), options.script]


def _flags(options: argparse.Namespace) -> Iterator[str]:
    named = {"glue_version": options.glue_version, "master": options.master, **given_settings(options)}
    yield from (f"--{name.replace('_', '-')}={value}" for name, value in named.items() if value)
    yield from (f"--conf={setting}" for setting in options.conf)
    yield from (f"--{name}" for name in ("install", "verbose") if getattr(options, name))
