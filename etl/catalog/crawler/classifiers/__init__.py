"""What formats files have: each module knows one, and the first that is certain wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from etl.catalog.crawler.classifiers.avro import classify_avro
from etl.catalog.crawler.classifiers.classification import UNKNOWN, Classification
from etl.catalog.crawler.classifiers.columnar import classify_orc, classify_parquet
from etl.catalog.crawler.classifiers.csv import classify_csv
from etl.catalog.crawler.classifiers.json import classify_json
from etl.catalog.crawler.sampling import Sample, sample

__all__ = ["Classification", "classify"]

Classifier = Callable[[Sample, BinaryIO], Classification | None]

_BUILT_IN: tuple[Classifier, ...] = (classify_avro, classify_orc, classify_parquet, classify_json, classify_csv)
"""In the order of Glue's: https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html"""


def classify(file: BinaryIO) -> Classification:
    """Return what a file is; `UNKNOWN` if no classifier knows."""
    taken = sample(file)
    for classifier in _BUILT_IN:
        found = classifier(taken, file)
        if found is not None:
            return found.compressed(taken.compression)
    return UNKNOWN.compressed(taken.compression)
