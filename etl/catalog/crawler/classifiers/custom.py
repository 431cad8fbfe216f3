"""Classifiers that a user describes, in the shape of Glue's CreateClassifier.

Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-classifiers.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from etl.catalog.crawler.classifiers.classification import Classifier
from etl.catalog.crawler.classifiers.csv import CsvRules, csv_classifier
from etl.catalog.crawler.classifiers.grok import grok_classifier
from etl.catalog.crawler.classifiers.json import json_classifier
from etl.catalog.crawler.classifiers.xml import xml_classifier
from etl.catalog.errors import InvalidInputException
from etl.errors import UnsupportedFeatureError

_TEXTS = ("Classification", "GrokPattern", "CustomPatterns", "RowTag", "JsonPath")


def classifier_from_glue(given: Mapping[str, Any]) -> Classifier:
    """Return the classifier that a request of Glue's CreateClassifier, or an answer of GetClassifier, describes.

    Raises:
        InvalidInputException: It describes none, or lacks a field.
        UnsupportedFeatureError: It asks for what no classifier here does.
    """
    _require_object("A classifier", given)
    kinds = [kind for kind in _KINDS if kind in given]
    if len(kinds) != 1:
        said = ", ".join(given) or "nothing"
        raise InvalidInputException(f"A classifier has one of {', '.join(_KINDS)}; this one has {said}.")
    _require_object(f"The {kinds[0]}", given[kinds[0]])
    _require_texts(kinds[0], given[kinds[0]])
    try:
        return _KINDS[kinds[0]](given[kinds[0]])
    except KeyError as error:
        raise InvalidInputException(f"The {kinds[0]} lacks {error.args[0]}.") from error


def _require_object(what: str, given: Any) -> None:
    if not isinstance(given, Mapping):
        raise InvalidInputException(f"{what} is an object of JSON, not {given!r}.")


def _require_texts(kind: str, given: Mapping[str, Any]) -> None:
    for name in _TEXTS:
        if not isinstance(given.get(name, ""), str | None):
            raise InvalidInputException(f"{name} of the {kind} is a text, not {given[name]!r}.")


def _grok(given: Mapping[str, Any]) -> Classifier:
    return grok_classifier(given["Classification"], given["GrokPattern"], given.get("CustomPatterns") or "")


def _character(given: Mapping[str, Any], name: str, default: str) -> str:
    value = given.get(name) or default
    if not isinstance(value, str) or len(value) != 1:
        raise InvalidInputException(f"{name} of a CsvClassifier: {value!r} is not one character.")
    return value


def _csv(given: Mapping[str, Any]) -> Classifier:
    for name in ("CustomDatatypes", "CustomDatatypeConfigured", "Serde"):
        if given.get(name) not in (None, False, [], "None", "LazySimpleSerDe"):
            raise UnsupportedFeatureError(f"{name} of a CsvClassifier", "Leave it out.")
    delimiter, quote = _character(given, "Delimiter", ","), _character(given, "QuoteSymbol", '"')
    if delimiter == quote:
        raise InvalidInputException(f"Delimiter and QuoteSymbol of a CsvClassifier are both {quote!r}.")
    return csv_classifier(
        CsvRules(
            delimiter=delimiter,
            quote=quote,
            header=given.get("ContainsHeader") or "UNKNOWN",
            names=tuple(given.get("Header") or ()),
            allows_single=bool(given.get("AllowSingleColumn")),
            trims=not given.get("DisableValueTrimming"),
        )
    )


_KINDS: dict[str, Callable[[Mapping[str, Any]], Classifier]] = {
    "GrokClassifier": _grok,
    "XMLClassifier": lambda given: xml_classifier(given["RowTag"], given.get("Classification") or ""),
    "JsonClassifier": lambda given: json_classifier(given["JsonPath"]),
    "CsvClassifier": _csv,
}
