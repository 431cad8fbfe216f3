"""`etl catalog`: look at the Data Catalog, and copy it to and from AWS Glue, folders and files."""

from __future__ import annotations

import argparse
import warnings
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.cli.settings_flags import given_settings
from etl.cli.telling import add_action, print_told, tell_warning

if TYPE_CHECKING:
    from etl.catalog.contract import Catalog

_NAME = "such as sales or sales.orders"
_GIVEN = ("database", "table", "name")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    ls = add_action(actions, "ls", "list databases, the tables of one, or the partitions of a table")
    ls.add_argument("database", nargs="?", default="")
    ls.add_argument("table", nargs="?", default="")
    add_action(actions, "show", "show a database or a table").add_argument("name", help=_NAME)
    connections = add_action(actions, "connections", "list connections, or show one, without their secrets")
    connections.add_argument("name", nargs="?", default="", help="a connection")
    drop = add_action(actions, "drop", "drop a database with its tables, or a table; their files stay")
    drop.add_argument("name", help=_NAME)
    repair = add_action(actions, "repair", "add the partitions whose folders key=value are there")
    repair.add_argument("name", help="a table, such as sales.orders")
    _add_copying(actions, "import", "from", "--from-glue")
    _add_copying(actions, "export", "to", "--to-glue")


def run(options: argparse.Namespace) -> int:
    """Do what is asked for, and return 0."""
    from etl.catalog import commands
    from etl.runtime.buckets import prepare_process
    from etl.runtime.catalog import current_catalog
    from etl.runtime.settings import put_into_effect

    put_into_effect(given_settings(options))
    prepare_process()
    warnings.showwarning = tell_warning
    if options.action in ("import", "export"):
        _copy(options, current_catalog())
    else:
        given = {name: value for name, value in vars(options).items() if name in _GIVEN}
        print_told(getattr(commands, options.action)(current_catalog(), **given), options.output)
    return 0


def _add_copying(actions: Any, name: str, preposition: str, flag: str) -> None:
    what = "databases, and if none is named connections without their secrets,"
    copy = add_action(actions, name, f"copy {what} {preposition} AWS Glue, a folder or a file")
    where = copy.add_mutually_exclusive_group(required=True)
    where.add_argument("path", nargs="?", metavar="PATH", help="a folder as that of the catalog, or a file of JSON")
    where.add_argument(flag, dest="glue", action="store_true", help="the catalog of an account of AWS")
    copy.add_argument("--database", dest="databases", action="append", default=[], help="may be repeated")
    copy.add_argument("--profile", help="the profile of AWS's configuration that names the account")
    copy.add_argument("--region", help="the region of AWS")
    copy.add_argument("--endpoint-url", metavar="URL", help="a server of Glue's API in the place of AWS")
    copy.add_argument("--yes", action="store_true", help="do it; without, only tell what would be done")


def _copy(options: argparse.Namespace, catalog: Catalog) -> None:
    from etl.catalog import commands

    with _other(options, catalog) as other:
        source, target = (other, catalog) if options.action == "import" else (catalog, other)
        print_told(commands.copy(source, target, options.databases, does=options.yes), options.output)


def _other(options: argparse.Namespace, catalog: Catalog) -> AbstractContextManager[Catalog]:
    from etl.catalog.glue import catalog_of_account
    from etl.catalog.places import source_at, target_at

    if options.glue:
        account = catalog_of_account(options.profile, options.region, options.endpoint_url)
        return nullcontext(account)
    if options.action == "import":
        return source_at(Path(options.path), catalog)
    return target_at(Path(options.path), catalog, writes=options.yes)
