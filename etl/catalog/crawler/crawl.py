"""A crawl: files are listed, looked at and grouped, and the catalog is brought up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from etl.catalog import inputs
from etl.catalog.contract import Catalog, Entity
from etl.catalog.crawler.classifiers import Classification, Classifier, classify
from etl.catalog.crawler.classifiers.classification import UNKNOWN
from etl.catalog.crawler.definition import DELETE, DEPRECATE, LOG, NEW_FOLDERS, CrawlerDefinition, Target
from etl.catalog.crawler.files import FoundFile, Place, place_of
from etl.catalog.crawler.grouping import Classified, Group, groups_of, known_groups
from etl.catalog.crawler.tables import UPDATED_BY, distinct, location_of, partitions_of, table_input, table_name
from etl.catalog.errors import CatalogError, EntityNotFoundException
from etl.errors import PathError
from etl.storage.globs import excluded, patterns

_DEPRECATED = "DEPRECATED_BY_CRAWLER"


@dataclass(frozen=True)
class Change:
    """What became of a table: `created`, `updated`, `unchanged`, `logged`, `deprecated` or `deleted`, and why."""

    what: str
    table: str
    why: str
    partitions: int = 0


@dataclass
class CrawlReport:
    """What a crawl did."""

    changes: list[Change] = field(default_factory=list)
    files: int = 0


Say = Callable[[str], None]


def crawl(catalog: Catalog, definition: CrawlerDefinition, say: Say = lambda _: None) -> CrawlReport:
    """Look at the files of a crawler's targets, and tell the catalog what tables they are.

    Args:
        catalog: The catalog.
        definition: The crawler.
        say: Is told how far it is.

    Raises:
        PathError: A target has no files.
        CatalogError: There are more tables than the crawler's threshold; the catalog stays as it was.
    """
    report = CrawlReport()
    places = [(place_of(target.path), target) for target in definition.targets]
    found = [
        (place, group)
        for place, target in places
        for group in _found(place, target, definition, _own_folders(catalog, definition, place), report, say)
    ]
    _check_threshold(len(found), definition)
    _make_database(catalog, definition.database)
    names = _names(catalog, found, definition)
    for (place, group), name in zip(found, names, strict=True):
        report.changes.append(_update(catalog, definition, place, group, name))
    if definition.recrawl != NEW_FOLDERS:
        locations = {location_of(place.address, group) for place, group in found}
        report.changes += _gone(catalog, definition, locations, [place.address for place, _ in places])
    return report


def _found(
    place: Place, target: Target, definition: CrawlerDefinition, own: Sequence[str], report: CrawlReport, say: Say
) -> Iterator[Group]:
    left_out = patterns("Exclusions", list(target.exclusions))
    try:
        files = [file for file in place.files() if not excluded(file.name, left_out)]
    except PathError:
        if not own:
            raise
        return  # all that it once found is gone
    classified = list(_classified(place, files, target.sample_size, definition.classifiers, say))
    report.files += len(classified)
    known, others = known_groups(classified, own)
    yield from known
    yield from groups_of(others, combines=definition.combines, level=_level(place, definition.table_level))


def _own_folders(catalog: Catalog, definition: CrawlerDefinition, place: Place) -> list[str]:
    """Return the folders, below a target, of the tables that the crawler made there."""
    try:
        tables = list(catalog.tables(definition.database))
    except EntityNotFoundException:
        return []
    own = [_location(table) for table in tables if (table.get("Parameters") or {}).get(UPDATED_BY) == definition.name]
    below = f"{place.address}/"
    return [location.removeprefix(below).rstrip("/") for location in own if location.startswith(below)]


def _level(place: Place, absolute: int) -> int:
    """Return how many levels below a target a level is that is counted from the bucket, or from a path given."""
    if not absolute:
        return -1
    depth = 1 + len([part for part in urlsplit(place.address).path.split("/") if part]) if "://" in place.address else 1
    return max(0, absolute - depth)


def _classified(
    place: Place, files: Sequence[FoundFile], sample_size: int, custom: Sequence[Classifier], say: Say
) -> Iterator[Classified]:
    looked_at: Counter[str] = Counter()
    known: dict[str, Classification] = {}
    for number, file in enumerate(files, start=1):
        looked_at[file.folder] += 1
        if not sample_size or looked_at[file.folder] <= sample_size or file.folder not in known:
            known[file.folder] = _classify(place, file, custom)
        if number % 100 == 0:
            say(f"looked at {number:,} of {len(files):,} files")
        yield Classified(file.name, file.size, known[file.folder])


def _classify(place: Place, file: FoundFile, custom: Sequence[Classifier]) -> Classification:
    if not file.size:
        return UNKNOWN
    with place.opened(file) as opened:
        return classify(opened, custom)


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


def _names(catalog: Catalog, found: Sequence[tuple[Place, Group]], definition: CrawlerDefinition) -> list[str]:
    """Return the names of tables: one that several would have, or a table of other files has, gets a hash."""
    plain = [table_name(place.address, group, definition.table_prefix) for place, group in found]
    counts = Counter(plain)
    names = []
    for name, (place, group) in zip(plain, found, strict=True):
        location = location_of(place.address, group)
        own = distinct(name, location)
        is_shared = counts[name] > 1 or _table(catalog, definition.database, own) is not None
        names.append(own if is_shared or _is_of_others(catalog, definition.database, name, location) else name)
    return names


def _is_of_others(catalog: Catalog, database: str, name: str, location: str) -> bool:
    known = _table(catalog, database, name)
    return known is not None and _location(known).rstrip("/") != location.rstrip("/")


def _location(table: Entity) -> str:
    return str((table.get("StorageDescriptor") or {}).get("Location") or "")


def _update(catalog: Catalog, definition: CrawlerDefinition, place: Place, group: Group, name: str) -> Change:
    given = table_input(name, place.address, group, definition.name)
    known = _table(catalog, definition.database, name)
    if known is None:
        catalog.create_table(definition.database, given)
        what = "created"
    else:
        what = _change(catalog, definition, known, given)
    added, removed = _update_partitions(catalog, definition, place, group, given)
    return Change("updated" if removed and what == "unchanged" else what, name, _why(group), added)


def _change(catalog: Catalog, definition: CrawlerDefinition, known: Entity, given: dict[str, Any]) -> str:
    if definition.merges_columns:
        given["StorageDescriptor"]["Columns"] = _merged(known, given)
    if _same(known, given):
        return "unchanged"
    if definition.update == LOG or definition.recrawl == NEW_FOLDERS:
        return "logged"
    if known.get("PartitionKeys") != given["PartitionKeys"]:
        values = [one["Values"] for one in catalog.partitions(definition.database, given["Name"])]
        catalog.delete_partitions(definition.database, given["Name"], values)
    catalog.update_table(definition.database, given)
    return "updated"


def _same(known: Entity, given: dict[str, Any]) -> bool:
    def told(table: Any) -> tuple[Any, ...]:
        storage = table.get("StorageDescriptor") or {}
        is_deprecated = _DEPRECATED in (table.get("Parameters") or {})
        return storage.get("Columns"), storage.get("Location"), table.get("PartitionKeys"), is_deprecated

    return told(known) == told(given)


def _merged(known: Entity, given: dict[str, Any]) -> list[dict[str, str]]:
    found = {column["Name"]: column for column in given["StorageDescriptor"]["Columns"]}
    columns = [found.pop(column["Name"], column) for column in known["StorageDescriptor"].get("Columns") or ()]
    return [*columns, *found.values()]


def _update_partitions(
    catalog: Catalog, definition: CrawlerDefinition, place: Place, group: Group, given: dict[str, Any]
) -> tuple[int, int]:
    """Add partitions that are new, and delete those without files if the crawler is to; return how many of each."""
    database, name = definition.database, given["Name"]
    keys = catalog.table(database, name).get("PartitionKeys")
    if not keys or keys != given["PartitionKeys"]:
        return 0, 0
    partitions = list(partitions_of(place.address, group, given["StorageDescriptor"]))
    added = len(partitions) - len(catalog.create_partitions(database, name, partitions))
    if definition.delete != DELETE or definition.recrawl == NEW_FOLDERS:
        return added, 0
    found = {tuple(partition["Values"]) for partition in partitions}
    gone = [one["Values"] for one in catalog.partitions(database, name) if tuple(one["Values"]) not in found]
    catalog.delete_partitions(database, name, gone)
    return added, len(gone)


def _gone(
    catalog: Catalog, definition: CrawlerDefinition, locations: set[str], addresses: Sequence[str]
) -> Iterator[Change]:
    """Do what the crawler is to do with its tables below its targets whose files are gone."""
    for table in list(catalog.tables(definition.database)):
        parameters = table.get("Parameters") or {}
        location = _location(table)
        is_below = any(f"{location.rstrip('/')}/".startswith(f"{address}/") for address in addresses)
        if (
            parameters.get(UPDATED_BY) != definition.name
            or not is_below
            or location in locations
            or _DEPRECATED in parameters
        ):
            continue
        if definition.delete == DELETE:
            catalog.delete_table(definition.database, table["Name"])
            yield Change("deleted", table["Name"], "its files are gone")
        elif definition.delete == DEPRECATE:
            now = str(round(datetime.now(UTC).timestamp() * 1000))
            marked = {**inputs.table_input(table), "Parameters": {**parameters, _DEPRECATED: now}}
            catalog.update_table(definition.database, marked)
            yield Change("deprecated", table["Name"], "its files are gone")
        else:
            yield Change("logged", table["Name"], "its files are gone")


def _table(catalog: Catalog, database: str, name: str) -> Entity | None:
    try:
        return catalog.table(database, name)
    except EntityNotFoundException:
        return None


def _why(group: Group) -> str:
    found = group.files[0].found
    certainty = f" ({found.certainty:.0%} certain)" if 0 < found.certainty < 1 else ""
    files = f"{len(group.files)} files" if len(group.files) > 1 else "1 file"
    return f"{found.name}{certainty}, {files}: {group.reason}"
