"""`etl run`: run a Glue job script on this machine."""

from __future__ import annotations

import argparse

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
    parser.add_argument("--install", action="store_true", help="install missing --additional-python-modules by pip")
    parser.add_argument("--verbose", action="store_true", help="show Spark's warnings, and whole stacks of failures")


def run(options: argparse.Namespace) -> int:
    """Run the script and return its exit code."""
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
