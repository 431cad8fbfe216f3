"""A document of JSON that is cut off, as the beginning of a long file is."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
"""A text, which may be cut off, or a sign between values."""

_CLOSING = {"{": "}", "[": "]"}


def completed(text: str) -> str:
    """Return the beginning of a document as a document: without what may not be whole, and closed.

    Example:
        >>> completed('{"items": [{"id": 1}, {"id": 2}, {"i')
        '{"items": [{"id": 1}, {"id": 2}]}'
        >>> completed('{"a": 1, "b": "x, y')
        '{"a": 1}'
    """
    opened, end, closing = list[str](), 0, ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in _CLOSING:
            opened.append(_CLOSING[sign])
        elif sign in ("}", "]"):
            opened = opened[:-1]
        elif sign == ",":
            end, closing = token.start(), "".join(reversed(opened))
    return text[:end] + closing
