"""What formats files have: each module knows one, and the first that is certain wins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from etl.catalog.crawler.classifiers.avro import classify_avro
from etl.catalog.crawler.classifiers.classification import UNKNOWN, Classification, Classifier
from etl.catalog.crawler.classifiers.columnar import classify_orc, classify_parquet
from etl.catalog.crawler.classifiers.csv import classify_csv
from etl.catalog.crawler.classifiers.custom import classifier_from_glue
from etl.catalog.crawler.classifiers.json import classify_json
from etl.catalog.crawler.classifiers.logs import LOG_CLASSIFIERS
from etl.catalog.crawler.classifiers.xml import classify_xml
from etl.catalog.crawler.sampling import sample

__all__ = ["Classification", "Classifier", "classifier_from_glue", "classify"]

_BUILT_IN: tuple[Classifier, ...] = (
    classify_avro, classify_orc, classify_parquet, classify_json, classify_xml, *LOG_CLASSIFIERS, classify_csv,
)  # fmt: skip
"""In the order of Glue's: https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html"""


def classify(file: BinaryIO, custom: Sequence[Classifier] = ()) -> Classification:
    """Return what the first classifier says that is certain, or else the one most so; `UNKNOWN` if none knows.

    Args:
        file: The file.
        custom: Classifiers that come before the built-in ones.
    """
    taken = sample(file)
    best = UNKNOWN
    for classifier in (*custom, *_BUILT_IN):
        found = classifier(taken, file)
        if found is not None and found.certainty > best.certainty:
            best = found
        if best.certainty == 1:
            break
    return best.compressed(taken.compression)
