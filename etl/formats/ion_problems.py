"""What the codes of Amazon's library for Ion mean."""

from __future__ import annotations

import re

_CODE = re.compile(r"IERR_\w+")
_CUT_OFF = "it ends in the middle of a value"
_NO_UTF8 = "a text is not in UTF-8"
_WORDS = {
    "IERR_EOF": _CUT_OFF,
    "IERR_UNEXPECTED_EOF": _CUT_OFF,
    "IERR_INVALID_BINARY": "the lengths of values do not fit",
    "IERR_INVALID_ESCAPE_SEQUENCE": "an escape in a text is none",
    "IERR_INVALID_FIELDNAME": "the name of a field is none",
    "IERR_INVALID_ION_VERSION": "it is of another version than 1.0",
    "IERR_INVALID_LEADING_ZEROS": "a number begins with a zero",
    "IERR_INVALID_SYMBOL": "a symbol stands for no text",
    "IERR_INVALID_TIMESTAMP": "a timestamp is none",
    "IERR_INVALID_UTF8": _NO_UTF8,
    "IERR_INVALID_UTF8_CHAR": _NO_UTF8,
}
_LIMITS = {
    "IERR_BUFFER_TOO_SMALL": "a text is too long",
    "IERR_NUMERIC_OVERFLOW": "a number is too large",
    "IERR_STACK_OVERFLOW": "values are nested too deep",
}
"""What may be Ion, and is more than the library reads."""

_OTHER = "what stands there is no value"


def ion_problem(message: str) -> str:
    """Return what is wrong with what the library could not read.

    Example:
        >>> ion_problem("IERR_UNEXPECTED_EOF ")
        'this is no Ion: it ends in the middle of a value (IERR_UNEXPECTED_EOF)'
    """
    found = _CODE.search(message)
    code = found[0] if found else ""
    if code in _LIMITS:
        return f"{_LIMITS[code]} ({code})"
    return f"this is no Ion: {f'{_WORDS.get(code, _OTHER)} ({code})' if code else message}"
