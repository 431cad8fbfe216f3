"""Tables that a crawler made and that it does not find any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.catalog.contract import Catalog
from etl.catalog.crawler.definition import DELETE, LOG, CrawlerDefinition
from etl.catalog.crawler.owning import Owned
from etl.catalog.crawler.report import Change
from etl.catalog.crawler.survey import Survey
from etl.catalog.crawler.tables import location_of
from etl.catalog.crawler.writing import deprecate


def give_up(
    catalog: Catalog, definition: CrawlerDefinition, surveys: Sequence[Survey], own: Sequence[Owned]
) -> Iterator[Change]:
    """Do what a crawler is to do with its tables whose files are gone, or are another table's, and yield it.

    A table stays whose files are there, even if no crawl can tell any more what they are.
    """
    found = {
        location_of(survey.place.address, group).rstrip("/") for survey in surveys for group in survey.grouping.groups
    }
    for table in own:
        why = "" if table.location in found or table.is_deprecated else _why(table, surveys)
        if why:
            yield Change(_give_up(catalog, definition, table), table.name, why)


def _why(table: Owned, surveys: Sequence[Survey]) -> str:
    """Return why a table is to go; "" if it is not."""
    here = [survey for survey in surveys if table.is_below(survey.place.address)]
    if not here:
        return ""
    if not any(survey.has_files(table.location) for survey in here):
        return "its files are gone"
    others = [other for survey in here for other in survey.tables_of(table.location)]
    return f"its files are in {', '.join(others)} now" if others else ""


def _give_up(catalog: Catalog, definition: CrawlerDefinition, table: Owned) -> str:
    if definition.delete == LOG:
        return "logged"
    if definition.delete == DELETE:
        catalog.delete_table(definition.database, table.name)
        return "deleted"
    deprecate(catalog, definition.database, catalog.table(definition.database, table.name))
    return "deprecated"
