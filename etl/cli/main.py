"""The command line: a command is parsed, run by one call, and its errors become exit codes here."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import etl
from etl.errors import EtlError

REFUSED, INTERRUPTED = 2, 130
"""Exit codes of what does not begin, and of what Ctrl-C ended."""

_COMMANDS = {
    "run": "run a Glue job script on this machine",
    "runs": "look at the runs of jobs",
    "s3": "list, copy and remove what is in the buckets",
    "crawl": "find out what tables the files in a folder are",
    "bookmark": "look at what jobs have read already, and take it back",
    "catalog": "look at the Data Catalog, and copy it from and to AWS Glue",
}
"""Each command is a module of this package with `add_arguments(parser)` and `run(options) -> int`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (by default the process's) gives, and return its exit code."""
    options = _parser().parse_args(argv)
    try:
        return int(_module(options.command).run(options))
    except EtlError as error:
        print(f"etl: {error}", file=sys.stderr)  # noqa: T201
        return REFUSED
    except BrokenPipeError:  # whoever reads has enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the process ends
        return 0
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)  # noqa: T201
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="etl", description="AWS Glue jobs on plain open-source Spark.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"local-glue {etl.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, promise in _COMMANDS.items():
        command = commands.add_parser(
            name, help=promise, description=f"{promise[0].upper()}{promise[1:]}.", allow_abbrev=False
        )
        _module(name).add_arguments(command)
    return parser


def _module(command: str) -> Any:
    return importlib.import_module(f"etl.cli.{command}")
