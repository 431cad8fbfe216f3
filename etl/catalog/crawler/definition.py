"""What a crawler is to look at, and what it may do with what it finds.

Source: https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.catalog.crawler.classifiers import Classifier
from etl.catalog.crawler.configuration import Configuration
from etl.catalog.errors import EntityNotFoundException, InvalidInputException
from etl.errors import UnsupportedFeatureError

UPDATE, LOG = "UPDATE_IN_DATABASE", "LOG"
DEPRECATE, DELETE = "DEPRECATE_IN_DATABASE", "DELETE_FROM_DATABASE"
EVERYTHING, NEW_FOLDERS = "CRAWL_EVERYTHING", "CRAWL_NEW_FOLDERS_ONLY"
_EVENTS = "CRAWL_EVENT_MODE"

_SAMPLES = range(1, 250)


@dataclass(frozen=True)
class Target:
    """Files to look at.

    Attributes:
        path: A folder or a file: an s3:// address or a path.
        exclusions: Globs of Glue's, matched against names below the path.
        sample_size: How many files of a folder are looked at; 0 is all.
    """

    path: str
    exclusions: tuple[str, ...] = ()
    sample_size: int = 0

    def __post_init__(self) -> None:
        if self.sample_size and self.sample_size not in _SAMPLES:
            raise InvalidInputException(f"SampleSize {self.sample_size}: expected a number from 1 to 249.")


@dataclass(frozen=True)
class CrawlerDefinition:
    """A crawler.

    Attributes:
        name: Its name, which the tables that it makes bear.
        database: The database of its tables; it is made if it is not there.
        targets: What it looks at.
        table_prefix: What the names of its tables begin with.
        update: What becomes of a table that has changed: `UPDATE_IN_DATABASE` or `LOG`.
        delete: What becomes of a table whose files are gone: `DEPRECATE_IN_DATABASE`, `DELETE_FROM_DATABASE` or `LOG`.
        recrawl: `CRAWL_EVERYTHING`, or `CRAWL_NEW_FOLDERS_ONLY`, which never changes a table that is there.
        merges_columns: Whether tables only get new columns, and all else of them stays.
        inherits: Whether partitions have the columns and the format of their table, whatever was found.
        combines: Whether files of one format are one table whatever their columns.
        table_level: The level of folders that are tables, the bucket being 1; 0 is where the files tell.
        table_threshold: How many tables it may find; 0 is any number.
        classifiers: What it asks before the built-in classifiers, in order.
    """

    name: str
    database: str
    targets: tuple[Target, ...]
    table_prefix: str = ""
    update: str = UPDATE
    delete: str = DEPRECATE
    recrawl: str = EVERYTHING
    merges_columns: bool = False
    inherits: bool = False
    combines: bool = False
    table_level: int = 0
    table_threshold: int = 0
    classifiers: tuple[Classifier, ...] = ()

    def __post_init__(self) -> None:
        _check("UpdateBehavior", self.update, UPDATE, LOG)
        _check("DeleteBehavior", self.delete, DEPRECATE, DELETE, LOG)
        if self.recrawl == _EVENTS:
            raise UnsupportedFeatureError(f"The RecrawlBehavior {_EVENTS}", f"Use {EVERYTHING} or {NEW_FOLDERS}.")
        _check("RecrawlBehavior", self.recrawl, EVERYTHING, NEW_FOLDERS)

    @classmethod
    def from_glue(cls, given: Mapping[str, Any], known: Mapping[str, Classifier] | None = None) -> CrawlerDefinition:
        """Return the crawler that a request of Glue's CreateCrawler describes.

        Args:
            given: The request.
            known: The classifiers that it may name.

        Raises:
            UnsupportedFeatureError: A target that is not on S3.
            InvalidInputException: A configuration that cannot be read.
            EntityNotFoundException: A classifier that is not known.
        """
        targets = given.get("Targets") or {}
        for kind, listed in targets.items():
            if kind != "S3Targets" and listed:
                raise UnsupportedFeatureError(f"The crawler's target {kind}", "Give it S3Targets.")
        policy = given.get("SchemaChangePolicy") or {}
        settings = Configuration.from_json(given.get("Configuration") or "{}")
        return cls(
            name=given["Name"],
            database=given.get("DatabaseName") or "default",
            targets=tuple(_target(target) for target in targets.get("S3Targets") or ()),
            table_prefix=given.get("TablePrefix") or "",
            update=policy.get("UpdateBehavior", UPDATE),
            delete=policy.get("DeleteBehavior", DEPRECATE),
            recrawl=(given.get("RecrawlPolicy") or {}).get("RecrawlBehavior", EVERYTHING),
            merges_columns=settings.is_set("CrawlerOutput", "Tables", "AddOrUpdateBehavior", "MergeNewColumns"),
            inherits=settings.is_set("CrawlerOutput", "Partitions", "AddOrUpdateBehavior", "InheritFromTable"),
            combines=settings.is_set("Grouping", "TableGroupingPolicy", "CombineCompatibleSchemas"),
            table_level=settings.number("Grouping", "TableLevelConfiguration"),
            table_threshold=settings.number("CrawlerOutput", "Tables", "TableThreshold"),
            classifiers=tuple(_classifier(name, known or {}) for name in given.get("Classifiers") or ()),
        )


def _check(name: str, given: str, *known: str) -> None:
    if given not in known:
        raise InvalidInputException(f"{name} {given!r}: expected {' or '.join(known)}.")


def _target(given: Mapping[str, Any]) -> Target:
    return Target(given["Path"], tuple(given.get("Exclusions") or ()), int(given.get("SampleSize") or 0))


def _classifier(name: str, known: Mapping[str, Classifier]) -> Classifier:
    if name not in known:
        raise EntityNotFoundException("Classifier", name, known)
    return known[name]
