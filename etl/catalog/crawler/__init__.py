"""Finds out what tables the files in folders are: `crawl` looks at them, and the catalog learns what it found."""

from __future__ import annotations

from etl.catalog.crawler.crawl import CrawlReport, crawl
from etl.catalog.crawler.definition import CrawlerDefinition, Target
from etl.catalog.crawler.rehearsal import rehearsal

__all__ = ["CrawlReport", "CrawlerDefinition", "Target", "crawl", "rehearsal"]
