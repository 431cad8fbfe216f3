"""Passwords in the addresses of databases and servers, whatever characters they have."""

from __future__ import annotations

import re

_HIDDEN = "***"
_WORDS = r"(?:pass|pwd|secret|token|credential|signature|(?:api|private|pvt|access|account|shared)[ _.-]?key)"
"""What the name of a secret has in it."""

_PORT = r"\d{2,5}(?:,[^@/?;]*)?(?:/[^@?;]*)?[?;][\w.]+="
"""What the first colon of an address is followed by, if its `@` stands in a property and not before the host."""

_OF_USER = re.compile(
    rf"""(://[^:]*:(?!{_PORT})|:(?:thin|oci8?|kprb):(?:"[^"]*"|[^/@]+)/).+(?=@)""", re.IGNORECASE | re.DOTALL
)
"""A password between the user and the host; it may have any character, so that the last `@` ends it."""

_SAID = rf"[\w.-]*(?:{_WORDS}|\bsig\b)[\w.-]*\s*(?:=|%3D)"
_OF_NAME = re.compile(
    rf"([?&]{_SAID}).+?(?=&[\w.-]+=|\Z)"
    rf"|(;\s*{_SAID})(?:\s*\{{(?:[^}}]|\}}\}})*(?:\}}(?=;|\Z)|\Z)|.+?(?=;[\w\s.-]+=|\Z))"
    rf"|((?<![\w.?&;-]){_SAID}).+",
    re.IGNORECASE | re.DOTALL,
)
"""A password after its name: up to the next name, or to the end where it is not certain how names are divided."""


def masked_address(value: str) -> str:
    """Return an address without the passwords in it, if there are any; rather too little of it than too much.

    Example:
        >>> masked_address("jdbc:mysql://u:Hun/t@r@h:3306/db")
        'jdbc:mysql://u:***@h:3306/db'
    """
    for pattern in (_OF_USER, _OF_NAME):
        value = pattern.sub(lambda found: f"{next(filter(None, found.groups()))}{_HIDDEN}", value)
    return value
