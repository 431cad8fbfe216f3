"""Grok: a text of which each line matches one pattern, whose named parts are columns."""

from __future__ import annotations

import re
from typing import BinaryIO

from etl.catalog.crawler.classifiers.classification import Classification, Classifier
from etl.catalog.crawler.sampling import Sample
from etl.catalog.errors import InvalidInputException
from etl.errors import GrokPatternError
from etl.frame.types import Struct
from etl.grok import GrokPattern


def grok_classifier(label: str, pattern: str, custom: str = "") -> Classifier:
    """Return what recognizes texts whose lines match a pattern; it is as certain as its share of the lines.

    Args:
        label: The `classification` of the tables.
        pattern: The grok pattern of a line.
        custom: Further patterns, one on each line: its name, a blank, its regular expression.

    Raises:
        InvalidInputException: A pattern that is not known, or cannot be read.
    """
    line, columns = _compiled(pattern, custom)
    told = {"grokPattern": pattern, **({"grokCustomPatterns": custom} if custom else {})}
    serde = {"input.format": pattern, **({"input.grokCustomPatterns": custom} if custom else {})}

    def classify(taken: Sample, _: BinaryIO) -> Classification | None:
        lines = [text for text in taken.lines if text.strip()]
        matching = sum(line.fullmatch(text) is not None for text in lines)
        if not matching:
            return None
        certainty = matching / len(lines)
        return Classification("grokLog", columns, told, len(lines), label=label, certainty=certainty, serde=serde)

    return classify


def _compiled(pattern: str, custom: str) -> tuple[re.Pattern[str], Struct]:
    try:
        grok = GrokPattern(pattern, custom)
        return grok.python(), grok.fields
    except GrokPatternError as error:
        raise InvalidInputException(str(error)) from error
