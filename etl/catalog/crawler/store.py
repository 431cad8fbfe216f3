"""Crawlers and classifiers with names, each a JSON file beside the catalog's, for boto3's clients to make and run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.catalog.contract import Catalog, Entity, Input
from etl.catalog.crawler.classifiers import Classifier
from etl.catalog.crawler.classifiers.custom import classifier_from_glue
from etl.catalog.crawler.crawl import crawl
from etl.catalog.crawler.definition import CrawlerDefinition
from etl.catalog.crawler.described import described
from etl.catalog.crawler.metrics import METRICS, after_run, metrics_of
from etl.catalog.crawler.report import CrawlReport
from etl.catalog.errors import AlreadyExistsException, EntityNotFoundException, InvalidInputException
from etl.catalog.files import documents
from etl.catalog.names import cased_name, file_name
from etl.errors import EtlError
from etl.notice import warn

READY = "READY"
_CRAWLER, _CLASSIFIER = "Crawler", "Classifier"


class CrawlerStore:
    """The crawlers and classifiers of a catalog in files.

    Args:
        folder: The folder of the catalog.
    """

    def __init__(self, folder: Path) -> None:
        self._crawlers = folder / "crawlers"
        self._classifiers = folder / "classifiers"

    def crawlers(self) -> list[Entity]:
        """Return all crawlers, by name."""
        return [self.crawler(name) for name in self.crawler_names()]

    def crawler_names(self) -> list[str]:
        """Return the names of all crawlers, sorted."""
        return documents.names_in(self._crawlers)

    def crawler(self, name: str) -> Entity:
        """Return a `Crawler`."""
        return described(self._kept(name))

    def metrics(self, name: str) -> Entity:
        """Return the `CrawlerMetrics` of a crawler."""
        return metrics_of(self._kept(name))

    def create_crawler(self, given: Input) -> None:
        """Make a crawler of a request of CreateCrawler."""
        name = cased_name("crawler", given.get("Name"))
        _refuse_second(self._crawlers, _CRAWLER, name)
        self._definition(given)
        self._write(name, given, {"CreationTime": datetime.now(UTC), "State": READY, "Version": 1})

    def update_crawler(self, given: Input) -> None:
        """Change what a request of UpdateCrawler names."""
        old = self._kept(given["Name"])
        self._definition({**old, **given})
        self._write(old["Name"], {**old, **given}, {"Version": old["Version"] + 1})

    def delete_crawler(self, name: str) -> None:
        """Delete a crawler; its tables stay."""
        self._kept(name)
        _file(self._crawlers, name).unlink()

    def run(self, name: str, catalog: Catalog) -> None:
        """Crawl, and keep how that ended; the crawler is ready again when this returns."""
        kept = self._kept(name)
        started, report = datetime.now(UTC), CrawlReport()
        last: dict[str, Any] = {"Status": "FAILED", "StartTime": started}
        try:
            report = crawl(catalog, self._definition(kept))
            last["Status"] = "SUCCEEDED"
        except Exception as error:
            last["ErrorMessage"] = str(error)
            if not isinstance(error, EtlError):
                raise
        finally:
            seconds = (datetime.now(UTC) - started).total_seconds()
            told = {"LastCrawl": last, "CrawlElapsedTime": round(seconds * 1000)}
            self._write(name, kept, {**told, METRICS: after_run(kept, report, seconds)})
        for skipped in report.told_skipped():
            warn(f"The crawler {name} {skipped}.")

    def classifiers(self) -> list[Entity]:
        """Return all classifiers, by name."""
        return [self.classifier(name) for name in documents.names_in(self._classifiers)]

    def classifier(self, name: str) -> Entity:
        """Return a `Classifier`."""
        return _read(self._classifiers, _CLASSIFIER, name)

    def create_classifier(self, given: Input) -> None:
        """Make a classifier of a request of CreateClassifier."""
        classifier_from_glue(given)
        [(kind, told)] = given.items()
        name = cased_name("classifier", told.get("Name"))
        _refuse_second(self._classifiers, _CLASSIFIER, name)
        now = datetime.now(UTC)
        self._write_classifier(name, {kind: {**told, "CreationTime": now, "LastUpdated": now, "Version": 1}})

    def update_classifier(self, given: Input) -> None:
        """Change what a request of UpdateClassifier names."""
        [(kind, told)] = given.items()
        [(old_kind, old)] = self.classifier(told["Name"]).items()
        if kind != old_kind:
            raise InvalidInputException(f"The classifier {told['Name']} is a {old_kind}, not a {kind}.")
        new = {**old, **told, "LastUpdated": datetime.now(UTC), "Version": old.get("Version", 1) + 1}
        classifier_from_glue({kind: new})
        self._write_classifier(old["Name"], {kind: new})

    def delete_classifier(self, name: str) -> None:
        """Delete a classifier."""
        self.classifier(name)
        _file(self._classifiers, name).unlink()

    def _kept(self, name: str) -> Entity:
        return _read(self._crawlers, _CRAWLER, name)

    def _definition(self, given: Input) -> CrawlerDefinition:
        known: dict[str, Classifier] = {
            name: classifier_from_glue(self.classifier(name)) for name in given.get("Classifiers") or ()
        }
        return CrawlerDefinition.from_glue(given, known)

    def _write(self, name: str, given: Input, more: Entity) -> None:
        entity = {**given, **more, "Name": name, "LastUpdated": datetime.now(UTC)}
        documents.write(_file(self._crawlers, name), _CRAWLER, entity)

    def _write_classifier(self, name: str, entity: Entity) -> None:
        documents.write(_file(self._classifiers, name), _CLASSIFIER, entity)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{file_name(cased_name('crawler', name))}.json"


def _read(folder: Path, kind: str, name: str) -> Entity:
    found = documents.read(_file(folder, name), kind)
    if found is None:
        raise EntityNotFoundException(kind, name, documents.names_in(folder))
    return found


def _refuse_second(folder: Path, kind: str, name: str) -> None:
    if _file(folder, name).exists():
        raise AlreadyExistsException(kind, name)
