"""Telling the catalog of the files of a table, as a crawler's policies allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from etl.catalog import inputs
from etl.catalog.contract import Catalog, Entity, Input
from etl.catalog.crawler.definition import LOG, NEW_FOLDERS, CrawlerDefinition
from etl.catalog.crawler.differences import is_same, is_same_format, lost
from etl.catalog.crawler.groups import Group
from etl.catalog.crawler.merging import merged
from etl.catalog.crawler.naming import known_table
from etl.catalog.crawler.partition_writing import WrittenPartitions, write_partitions
from etl.catalog.crawler.partitioning import partition_keys
from etl.catalog.crawler.report import Change, CrawlReport
from etl.catalog.crawler.survey import Survey
from etl.catalog.crawler.tables import DEPRECATED, table_input


@dataclass(frozen=True)
class Written:
    """What became of a table, and what there is to say of that."""

    what: str
    note: str = ""


def write_table(
    catalog: Catalog, definition: CrawlerDefinition, survey: Survey, group: Group, name: str, report: CrawlReport
) -> None:
    """Make or change a table and its partitions, and report it."""
    given = table_input(name, survey.place.address, group, partition_keys(group), definition.name)
    known = known_table(catalog, definition.database, name)
    told = merged(known, given) if known and definition.merges_columns else given
    written = _write(catalog, definition, known, given, told)
    partitions = WrittenPartitions()
    if written.what != "deprecated":
        partitions = write_partitions(catalog, definition, survey, group, told, report)
    what = "updated" if written.what == "unchanged" and partitions.changed else written.what
    report.changes.append(Change(what, name, f"{_why(group)}{written.note}", partitions.added))


def deprecate(catalog: Catalog, database: str, table: Entity) -> None:
    """Mark a table as given up."""
    now = str(round(datetime.now(UTC).timestamp() * 1000))
    parameters = {**(table.get("Parameters") or {}), DEPRECATED: now}
    catalog.update_table(database, {**inputs.table_input(table), "Parameters": parameters})


def _write(catalog: Catalog, definition: CrawlerDefinition, known: Entity | None, given: Input, told: Input) -> Written:
    """Tell the catalog of a table, if the crawler may.

    Args:
        catalog: The catalog.
        definition: The crawler.
        known: The table as it is.
        given: The table as it was found.
        told: The table as it is to be.
    """
    if known is None:
        catalog.create_table(definition.database, told)
        return Written("created")
    has_old_format = is_same_format(known, given)
    if is_same(known, told) and has_old_format:
        return Written("unchanged")
    if definition.update == LOG or definition.recrawl == NEW_FOLDERS:
        return Written("logged")
    if definition.merges_columns and not has_old_format:
        return _given_up(catalog, definition.database, known)
    return _replaced(catalog, definition.database, known, told)


def _given_up(catalog: Catalog, database: str, known: Entity) -> Written:
    if DEPRECATED in (known.get("Parameters") or {}):
        return Written("deprecated", "; its files still have another format")
    deprecate(catalog, database, known)
    return Written("deprecated", "; its files have another format, and MergeNewColumns only adds columns")


def _replaced(catalog: Catalog, database: str, known: Entity, told: Input) -> Written:
    if known.get("PartitionKeys") != told["PartitionKeys"]:
        values = [one["Values"] for one in catalog.partitions(database, told["Name"])]
        catalog.delete_partitions(database, told["Name"], values)
    catalog.update_table(database, told)
    gone = ", ".join(lost(known, told))
    return Written("updated", f"; removed what no crawler sets: {gone}" if gone else "")


def _why(group: Group) -> str:
    found = group.files[0].found
    certainty = f" ({found.certainty:.0%} certain)" if 0 < found.certainty < 1 else ""
    packed = " in zip, which no reader here opens" if found.compression == "zip" else ""
    hint = f", {found.hint}" if found.hint else ""
    files = f"{len(group.files)} files" if len(group.files) > 1 else "1 file"
    return f"{found.name}{certainty}{packed}{hint}, {files}: {group.reason}"
