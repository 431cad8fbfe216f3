"""`etl crawl`: find out what tables the files in a folder are, and put them into the Data Catalog."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from etl.cli.settings_flags import add_settings, given_settings
from etl.errors import PathError

if TYPE_CHECKING:
    from etl.catalog.crawler import CrawlerDefinition
    from etl.catalog.crawler.report import Change, CrawlReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("path", nargs="+", help="a folder or a file, such as s3://bucket/folder/")
    parser.add_argument("--database", required=True, help="the database of the tables; it is made if it is not there")
    parser.add_argument("--name", default="etl-crawl", help="the crawler's name, which its tables bear")
    parser.add_argument("--table-prefix", default="", help="what the names of the tables begin with")
    parser.add_argument("--exclude", action="append", default=[], metavar="GLOB", help="files to leave out")
    parser.add_argument("--classifier", action="append", default=[], metavar="FILE",
                        help="JSON in the shape of Glue's CreateClassifier, asked before built-in ones")  # fmt: skip
    parser.add_argument("--sample-size", type=int, default=0, metavar="N", help="files of a folder that are looked at")
    parser.add_argument(
        "--table-level", type=int, default=0, metavar="N", help="the level of tables, the bucket being 1"
    )
    parser.add_argument("--combine-compatible-schemas", action="store_true", help="one table whatever the columns")
    parser.add_argument("--merge-new-columns", action="store_true", help="only add columns to tables that are there")
    parser.add_argument("--inherit-from-table", action="store_true", help="give partitions what their table says")
    parser.add_argument("--table-threshold", type=int, default=0, metavar="N", help="fail if there are more tables")
    parser.add_argument("--update", choices=["UPDATE_IN_DATABASE", "LOG"], default="UPDATE_IN_DATABASE",
                        help="what becomes of a table that has changed")  # fmt: skip
    parser.add_argument("--delete", choices=["DEPRECATE_IN_DATABASE", "DELETE_FROM_DATABASE", "LOG"],
                        default="DEPRECATE_IN_DATABASE", help="what becomes of a table without files")  # fmt: skip
    parser.add_argument("--recrawl", choices=["CRAWL_EVERYTHING", "CRAWL_NEW_FOLDERS_ONLY"],
                        default="CRAWL_EVERYTHING", help="whether tables that are there may change")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")
    parser.add_argument("--output", choices=["text", "json"], default="text", help="how the result is shown")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Crawl, tell what came of it, and return 0."""
    from etl.catalog.crawler import crawl, rehearsal
    from etl.runtime.buckets import prepare_process
    from etl.runtime.catalog import current_catalog
    from etl.runtime.settings import put_into_effect

    put_into_effect(given_settings(options))
    prepare_process()
    definition, catalog = _definition(options), current_catalog()
    with rehearsal(catalog, options.database) if options.dry_run else nullcontext(catalog) as used:
        report = crawl(used, definition, lambda text: _print(text, sys.stderr))
    if options.output == "json":
        _print(json.dumps(asdict(report), indent=2))
        return 0
    for line in _lines(options.database, report):
        _print(line)
    if options.dry_run:
        _print("Nothing is done: leave out --dry-run to do it.")
    return 0


def _definition(options: argparse.Namespace) -> CrawlerDefinition:
    from etl.catalog.crawler import CrawlerDefinition, Target

    return CrawlerDefinition(
        name=options.name,
        database=options.database,
        targets=tuple(Target(path, tuple(options.exclude), options.sample_size) for path in options.path),
        table_prefix=options.table_prefix,
        update=options.update,
        delete=options.delete,
        recrawl=options.recrawl,
        merges_columns=options.merge_new_columns,
        inherits=options.inherit_from_table,
        combines=options.combine_compatible_schemas,
        table_level=options.table_level,
        table_threshold=options.table_threshold,
        classifiers=tuple(map(_classifier, options.classifier)),
    )


def _lines(database: str, report: CrawlReport) -> Iterator[str]:
    yield from (_line(database, change) for change in report.changes)
    yield from report.told_skipped()
    yield f"{report.files} files found"


def _line(database: str, change: Change) -> str:
    partitions = f", {change.partitions} new partitions" if change.partitions else ""
    return f"{change.what} {database}.{change.table} ({change.why}{partitions})"


def _print(text: str, file: TextIO | None = None) -> None:
    print(text, file=file, flush=True)


def _classifier(file: str) -> Any:
    from etl.catalog.crawler.classifiers import classifier_from_glue
    from etl.catalog.errors import CatalogDataError

    try:
        return classifier_from_glue(json.loads(Path(file).read_text("utf-8")))
    except OSError as error:
        raise PathError(file, error.strerror or str(error)) from error
    except json.JSONDecodeError as error:
        raise CatalogDataError(file, error.lineno, error.msg) from error
