"""A crawl: files are listed, looked at and grouped, and the catalog is brought up to date."""

from __future__ import annotations

from dataclasses import replace

from etl.catalog.contract import Catalog
from etl.catalog.crawler.definition import NEW_FOLDERS, CrawlerDefinition
from etl.catalog.crawler.gone import give_up
from etl.catalog.crawler.inspection import Say
from etl.catalog.crawler.naming import names_of
from etl.catalog.crawler.owning import owned_tables
from etl.catalog.crawler.report import CrawlReport
from etl.catalog.crawler.survey import survey
from etl.catalog.crawler.writing import write_table
from etl.catalog.errors import CatalogError, EntityNotFoundException


def crawl(catalog: Catalog, definition: CrawlerDefinition, say: Say = lambda _: None) -> CrawlReport:
    """Look at the files of a crawler's targets, and tell the catalog what tables they are.

    Args:
        catalog: The catalog.
        definition: The crawler.
        say: Is told how far it is.

    Raises:
        PathError: A target has no files, or cannot be asked; the catalog stays as it was.
        CatalogError: There are more tables than the crawler's threshold; the catalog stays as it was.
    """
    own = owned_tables(catalog, definition.database, definition.name)
    surveys = [survey(target, definition, own, say) for target in definition.targets]
    found = [(one, group) for one in surveys for group in one.grouping.groups]
    _check_threshold(len(found), definition)
    _make_database(catalog, definition.database)
    report = CrawlReport(files=sum(len(one.names) for one in surveys))
    for one in surveys:
        report.skipped += [replace(skip, file=f"{one.place.address}/{skip.file}") for skip in one.grouping.skipped]
    names = names_of(catalog, [(one.place, group) for one, group in found], definition)
    for (one, group), name in zip(found, names, strict=True):
        write_table(catalog, definition, one, group, name, report)
    if definition.recrawl != NEW_FOLDERS:
        report.changes += give_up(catalog, definition, surveys, own)
    return report


def _check_threshold(tables: int, definition: CrawlerDefinition) -> None:
    if definition.table_threshold and tables > definition.table_threshold:
        raise CatalogError(
            f"The number of tables detected by crawler: {tables} is greater than the table threshold value provided: "
            f"{definition.table_threshold}. Failing crawler without writing to Data Catalog."
        )


def _make_database(catalog: Catalog, name: str) -> None:
    try:
        catalog.database(name)
    except EntityNotFoundException:
        catalog.create_database({"Name": name})
