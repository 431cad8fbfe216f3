"""Operations on crawlers and classifiers. A crawl is over when start_crawler returns."""

from __future__ import annotations

from typing import Any

from etl.catalog.contract import Catalog
from etl.catalog.crawler.store import CrawlerStore
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

    def list_crawlers(self, given: Json) -> Json:
        """Return a page of the names of crawlers."""
        found = page(given, "Crawlers", lambda: iter(self.crawlers.crawlers()))
        return {**found, "CrawlerNames": [crawler["Name"] for crawler in found.pop("Crawlers")]}

    def update_crawler(self, given: Json) -> None:
        """Change a crawler."""
        self.crawlers.update_crawler(given)

    def delete_crawler(self, given: Json) -> None:
        """Delete a crawler; its tables stay."""
        self.crawlers.delete_crawler(given["Name"])

    def start_crawler(self, given: Json) -> None:
        """Crawl."""
        self.crawlers.run(given["Name"], self.catalog)

    def create_classifier(self, given: Json) -> None:
        """Make a classifier."""
        self.crawlers.create_classifier(given)

    def get_classifier(self, given: Json) -> Json:
        """Return a classifier."""
        return {"Classifier": self.crawlers.classifier(given["Name"])}

    def get_classifiers(self, given: Json) -> Json:
        """Return a page of classifiers."""
        return page(given, "Classifiers", lambda: iter(self.crawlers.classifiers()))

    def delete_classifier(self, given: Json) -> None:
        """Delete a classifier."""
        self.crawlers.delete_classifier(given["Name"])
