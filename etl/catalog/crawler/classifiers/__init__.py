"""What formats files have: each module knows one, and the first that is certain wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO

from etl.catalog.crawler.classifiers.avro import classify_avro
from etl.catalog.crawler.classifiers.classification import EMPTY, UNKNOWN, Classification, Classifier
from etl.catalog.crawler.classifiers.columnar import classify_orc, classify_parquet
from etl.catalog.crawler.classifiers.csv import classify_csv
from etl.catalog.crawler.classifiers.custom import classifier_from_glue
from etl.catalog.crawler.classifiers.ion import classify_ion, ion_hint
from etl.catalog.crawler.classifiers.json import classify_json
from etl.catalog.crawler.classifiers.logs import LOG_CLASSIFIERS
from etl.catalog.crawler.classifiers.xml import classify_xml
from etl.catalog.crawler.sampling import Sample, sample

__all__ = ["Classification", "Classifier", "classifier_from_glue", "classify"]

_BUILT_IN: tuple[Classifier, ...] = (
    classify_avro, classify_orc, classify_parquet, classify_json, classify_xml, classify_ion,
    *LOG_CLASSIFIERS, classify_csv,
)  # fmt: skip
"""In the order of Glue's: https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html"""


def classify(file: BinaryIO, custom: Sequence[Classifier] = ()) -> Classification:
    """Return what the first classifier says that is certain, or else the one most so; `UNKNOWN` if none knows.

    Args:
        file: The file.
        custom: Classifiers that come before the built-in ones.

    Raises:
        UnfitError: No table can have the file.
    """
    taken = sample(file)
    best = EMPTY if taken.is_empty else _best(taken, file, custom)
    return (best if best.certainty else _unknown(best, taken)).compressed(taken.compression)


def _best(taken: Sample, file: BinaryIO, custom: Sequence[Classifier]) -> Classification:
    best = UNKNOWN
    for classifier in (*custom, *_BUILT_IN):
        found = classifier(taken, file)
        if found is not None and found.certainty > best.certainty:
            best = found
        if best.certainty == 1:
            break
    return best


def _unknown(unknown: Classification, taken: Sample) -> Classification:
    lines = [line for line in taken.lines if line.strip()]
    return replace(unknown, line=lines[0] if len(lines) == 1 else "", hint=ion_hint(taken))
