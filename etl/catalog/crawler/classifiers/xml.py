"""XML: elements of one name, each of them a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any, BinaryIO, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from etl.catalog.crawler.classifiers.classification import Classification, Classifier
from etl.catalog.crawler.sampling import Sample
from etl.catalog.crawler.types import common_struct, common_type, type_of_text
from etl.frame.fold import with_columns
from etl.frame.types import NULL, STRING, Array, Field, Struct, Type

_ATTRIBUTE, _VALUE = "_", "_VALUE"
"""How columns of attributes begin, and the column of the text beside them, as Glue's reader names them."""


def classify_xml(taken: Sample, file: BinaryIO) -> Classification | None:
    """Return what a text of XML holds, its commonest elements below the root being the rows; None for another file."""
    if not taken.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    counts = Counter(element.tag for depth, element in _elements(taken) if depth == 1)
    return xml_classifier(counts.most_common(1)[0][0])(taken, file) if counts else None


def xml_classifier(row_tag: str, label: str = "") -> Classifier:
    """Return what recognizes texts of XML that have elements of a name.

    Args:
        row_tag: The name, as it is written.
        label: The `classification` of the tables, if it is not `xml`.
    """

    def classify(taken: Sample, _: BinaryIO) -> Classification | None:
        rows = [_type(element) for _, element in _elements(taken) if element.tag == row_tag]
        found = [row for row in rows if isinstance(row, Struct)]
        if not found:
            return None
        return Classification("xml", reduce(common_struct, found), {"rowTag": row_tag}, len(found), label=label)

    return classify


def _elements(taken: Sample) -> Iterator[tuple[int, Element]]:
    """Yield the elements that the sample has whole, with their depth; none of what is no XML."""
    parser: XMLPullParser[Any] = XMLPullParser(("start-ns", "start", "end"))
    depth, prefixes = 0, dict[str, str]()
    try:
        parser.feed(taken.data)
        for event in parser.read_events():
            kind, told = cast("tuple[str, Any]", event)
            if kind == "start-ns":
                prefixes[told[1]] = told[0]
            else:
                depth += 1 if kind == "start" else -1
            if kind == "end":
                yield depth, _as_written(told, prefixes)
    except ParseError:
        return


def _as_written(element: Element, prefixes: Mapping[str, str]) -> Element:
    """Return an element with the names that stand in the text, which the parser gives with whole namespaces."""
    element.tag = _written(element.tag, prefixes)
    names = {_written(name, prefixes): value for name, value in element.attrib.items()}
    element.attrib.clear()
    element.attrib.update(names)
    return element


def _written(name: str, prefixes: Mapping[str, str]) -> str:
    namespace, _, local = name.rpartition("}")
    prefix = prefixes.get(namespace[1:])
    return f"{prefix}:{local}" if prefix else local


def _type(element: Element) -> Type:
    fields: dict[str, Type] = {f"{_ATTRIBUTE}{name}": type_of_text(value) for name, value in element.attrib.items()}
    counts = Counter(child.tag for child in element)
    for child in element:
        fields[child.tag] = common_type(fields.get(child.tag, NULL), _type(child))
    for name, count in counts.items():
        if count > 1:
            fields[name] = Array(fields[name])
    text = (element.text or "").strip()
    if not fields:
        return type_of_text(text) if text else STRING
    if text:
        fields[_VALUE] = type_of_text(text)
    return Struct(with_columns(Field(name, type_) for name, type_ in fields.items()))
