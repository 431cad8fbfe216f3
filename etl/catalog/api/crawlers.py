"""Operations on crawlers and classifiers. A crawl is over when start_crawler returns."""

from __future__ import annotations

from typing import Any

from etl.catalog.contract import Catalog
from etl.catalog.crawler.store import CrawlerStore
from etl.catalog.errors import CrawlerNotRunningException
from etl.storage.pages import page

Json = dict[str, Any]


class CrawlerOperations:
    """A part of the operations of Glue.

    Args:
        catalog: The catalog that crawls write to.
        crawlers: The crawlers.
    """

    def __init__(self, catalog: Catalog, crawlers: CrawlerStore) -> None:
        self.catalog = catalog
        self.crawlers = crawlers

    def create_crawler(self, given: Json) -> None:
        """Make a crawler."""
        self.crawlers.create_crawler(given)

    def get_crawler(self, given: Json) -> Json:
        """Return a crawler, and how its last crawl ended."""
        return {"Crawler": self.crawlers.crawler(given["Name"])}

    def get_crawlers(self, given: Json) -> Json:
        """Return a page of crawlers."""
        return page(given, "Crawlers", lambda: iter(self.crawlers.crawlers()))

    def batch_get_crawlers(self, given: Json) -> Json:
        """Return crawlers by their names, and the names of those that there are not."""
        names, known = given["CrawlerNames"], self.crawlers.crawler_names()
        found = [self.crawlers.crawler(name) for name in names if name in known]
        return {"Crawlers": found, "CrawlersNotFound": [name for name in names if name not in known]}

    def list_crawlers(self, given: Json) -> Json:
        """Return a page of the names of crawlers."""
        return page(given, "CrawlerNames", lambda: iter(self.crawlers.crawler_names()))

    def get_crawler_metrics(self, given: Json) -> Json:
        """Return a page of what crawlers have done, of those that are named, or of all."""
        names = given.get("CrawlerNameList") or self.crawlers.crawler_names()
        return page(given, "CrawlerMetricsList", lambda: map(self.crawlers.metrics, names))

    def update_crawler(self, given: Json) -> None:
        """Change a crawler."""
        self.crawlers.update_crawler(given)

    def delete_crawler(self, given: Json) -> None:
        """Delete a crawler; its tables stay."""
        self.crawlers.delete_crawler(given["Name"])

    def start_crawler(self, given: Json) -> None:
        """Crawl."""
        self.crawlers.run(given["Name"], self.catalog)

    def stop_crawler(self, given: Json) -> None:
        """Refuse it, as no crawler runs while another operation does."""
        raise CrawlerNotRunningException(self.crawlers.crawler(given["Name"])["Name"])

    def create_classifier(self, given: Json) -> None:
        """Make a classifier."""
        self.crawlers.create_classifier(given)

    def get_classifier(self, given: Json) -> Json:
        """Return a classifier."""
        return {"Classifier": self.crawlers.classifier(given["Name"])}

    def get_classifiers(self, given: Json) -> Json:
        """Return a page of classifiers."""
        return page(given, "Classifiers", lambda: iter(self.crawlers.classifiers()))

    def update_classifier(self, given: Json) -> None:
        """Change a classifier."""
        self.crawlers.update_classifier(given)

    def delete_classifier(self, given: Json) -> None:
        """Delete a classifier."""
        self.crawlers.delete_classifier(given["Name"])
