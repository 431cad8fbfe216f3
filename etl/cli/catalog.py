"""`etl catalog`: look at the Data Catalog, and copy it from and to AWS Glue."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import Any

from etl.cli.settings_flags import add_settings, given_settings

_NAME = "such as sales or sales.orders"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    ls = _action(actions, "ls", "list databases, or the tables of one")
    ls.add_argument("name", nargs="?", default="", help="a database")
    _action(actions, "show", "show a database or a table").add_argument("name", help=_NAME)
    drop = _action(actions, "drop", "drop a database with its tables, or a table; files stay")
    drop.add_argument("name", help=_NAME)
    repair = _action(actions, "repair", "add the partitions whose folders key=value are there")
    repair.add_argument("name", help="a table, such as sales.orders")
    for name, where in (("import", "--from-glue"), ("export", "--to-glue")):
        copy = _action(actions, name, f"copy databases {'from' if name == 'import' else 'to'} AWS Glue")
        copy.add_argument(
            where, action="store_true", required=True, help="the catalog of the account of your credentials"
        )
        copy.add_argument("--database", action="append", default=[], help="may be repeated; by default all")
        copy.add_argument("--endpoint-url", metavar="URL", help="a server of Glue's API in the place of AWS")
        copy.add_argument("--region", help="the region of AWS")
        copy.add_argument("--yes", action="store_true", help="do it; without, only tell what would be done")


def run(options: argparse.Namespace) -> int:
    """Do what is asked for, and return 0."""
    from etl.catalog import commands
    from etl.runtime.buckets import prepare_process
    from etl.runtime.catalog import current_catalog
    from etl.runtime.settings import put_into_effect

    put_into_effect(given_settings(options))
    prepare_process()
    catalog = current_catalog()
    if options.action in ("import", "export"):
        source, target = (_glue(options), catalog) if options.action == "import" else (catalog, _glue(options))
        _print(commands.copy(source, target, options.database, does=options.yes))
    elif options.output == "json":
        _print([json.dumps(commands.described(catalog, options.action, options.name), indent=2, default=str)])
    else:
        _print(getattr(commands, options.action)(catalog, options.name))
    return 0


def _glue(options: argparse.Namespace) -> Any:
    import boto3  # type: ignore[import-untyped]

    from etl.catalog.glue import GlueCatalog

    return GlueCatalog(boto3.client("glue", endpoint_url=options.endpoint_url, region_name=options.region))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)  # noqa: T201


def _action(actions: Any, name: str, promise: str) -> argparse.ArgumentParser:
    action: argparse.ArgumentParser = actions.add_parser(
        name, help=promise, description=f"{promise[0].upper()}{promise[1:]}.", allow_abbrev=False
    )
    action.add_argument("--output", choices=["text", "json"], default="text", help="how it is shown")
    add_settings(action)
    return action
