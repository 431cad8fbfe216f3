"""Telling the catalog of the partitions of a table, as a crawler's policies allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.catalog import inputs
from etl.catalog.contract import Catalog, Entity
from etl.catalog.crawler.definition import DELETE, NEW_FOLDERS, UPDATE, CrawlerDefinition
from etl.catalog.crawler.differences import is_same_storage
from etl.catalog.crawler.groups import Group, Skipped
from etl.catalog.crawler.partitioning import partitions_of
from etl.catalog.crawler.report import CrawlReport
from etl.catalog.crawler.survey import Survey
from etl.catalog.errors import raise_failures

Partitions = dict[tuple[str, ...], dict[str, Any]]
"""`PartitionInput`s by their values."""

Known = Mapping[tuple[str, ...], Entity]
"""`Partition`s by their values."""


@dataclass(frozen=True)
class WrittenPartitions:
    """How many partitions were added, and how many were changed or deleted."""

    added: int = 0
    changed: int = 0


def write_partitions(
    catalog: Catalog,
    definition: CrawlerDefinition,
    survey: Survey,
    group: Group,
    given: Mapping[str, Any],
    report: CrawlReport,
) -> WrittenPartitions:
    """Add the partitions of a table that are new, and change and delete others if the crawler is to.

    Args:
        catalog: The catalog.
        definition: The crawler.
        survey: What there is at the target.
        group: The files of the table.
        given: Its `TableInput`.
        report: Is told of folders that are no partition.
    """
    database, name = definition.database, given["Name"]
    table = catalog.table(database, name)
    if not table.get("PartitionKeys") or _names(table) != _names(given):
        return WrittenPartitions()
    storage = table["StorageDescriptor"] if definition.inherits else given["StorageDescriptor"]
    found = _found(survey, group, storage, report)
    known = {tuple(one["Values"]): one for one in catalog.partitions(database, name)}
    new = [one for values, one in found.items() if values not in known]
    raise_failures(name, catalog.create_partitions(database, name, new))
    changed = _change(catalog, definition, name, found, known)
    return WrittenPartitions(len(new), changed + _delete(catalog, definition, survey, name, found, known))


def _names(table: Mapping[str, Any]) -> list[str]:
    return [key["Name"] for key in table["PartitionKeys"]]


def _found(survey: Survey, group: Group, storage: dict[str, Any], report: CrawlReport) -> Partitions:
    """Return the partitions, one of those folders that would be the same one."""
    found: Partitions = {}
    for one in partitions_of(survey.place.address, group, storage):
        taken = found.setdefault(tuple(one["Values"]), one)
        if taken is not one:
            folder = one["StorageDescriptor"]["Location"].removeprefix(survey.place.address).strip("/")
            why = f"the partition {list(one['Values'])} is the folder {taken['StorageDescriptor']['Location']}"
            report.skipped.append(Skipped(f"{survey.place.address}/{folder}/", why))
    return found


def _change(
    catalog: Catalog,
    definition: CrawlerDefinition,
    name: str,
    found: Partitions,
    known: Known,
) -> int:
    may_change = definition.update == UPDATE or definition.inherits
    if not may_change or definition.recrawl == NEW_FOLDERS:
        return 0
    changed = [
        (values, inputs.partition_input(known[values]) | one)
        for values, one in found.items()
        if values in known and not is_same_storage(known[values]["StorageDescriptor"], one["StorageDescriptor"])
    ]
    raise_failures(name, catalog.update_partitions(definition.database, name, changed))
    return len(changed)


def _delete(
    catalog: Catalog,
    definition: CrawlerDefinition,
    survey: Survey,
    name: str,
    found: Partitions,
    known: Known,
) -> int:
    if definition.delete != DELETE or definition.recrawl == NEW_FOLDERS:
        return 0
    gone = [
        values
        for values, one in known.items()
        if values not in found and not survey.has_files(one["StorageDescriptor"]["Location"])
    ]
    raise_failures(name, catalog.delete_partitions(definition.database, name, gone))
    return len(gone)
