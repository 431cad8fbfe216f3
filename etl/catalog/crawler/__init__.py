"""Finds out what tables the files in folders are: `crawl` looks at them, and the catalog learns what it found."""

from __future__ import annotations

from etl.catalog.crawler.crawl import crawl
from etl.catalog.crawler.definition import CrawlerDefinition, Target
from etl.catalog.crawler.rehearsal import rehearsal
from etl.catalog.crawler.report import CrawlReport

__all__ = ["CrawlReport", "CrawlerDefinition", "Target", "crawl", "rehearsal"]
