"""Names of things, and the files that they are kept in."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, unquote

from etl.errors import OptionError

_LONGEST = 255 - len(".sqlite-journal")
_KEPT = 120
_CUT = "%~"
"""What stands before the digest in the place of the rest of a name; no name is written with it."""

_PLAIN = " !#$&'()+,;=@[]^_`{}~-."
"""What a file may be called with besides letters and digits, wherever it is kept."""


def file_name(name: str) -> str:
    """Return what the file or folder of a name is called: the name, with what no disk takes as `%` and two digits.

    Raises:
        OptionError: Written so, it is longer than a file's name can be.

    Example:
        >>> file_name("sales-2020"), file_name("../x")
        ('sales-2020', '%2E.%2Fx')
    """
    encoded = _encoded(name)
    if len(encoded.encode()) > _LONGEST:
        raise OptionError("name", f"{name[:40]}…", "it is too long to be kept in a file of that name")
    return encoded


def _encoded(name: str) -> str:
    encoded = "".join(c if c.isalnum() or c in _PLAIN else quote(c, safe="") for c in name)
    if encoded.startswith("."):
        encoded = "%2E" + encoded[1:]
    if encoded.endswith((".", " ")):
        encoded = f"{encoded[:-1]}%{ord(encoded[-1]):02X}"
    return encoded


def folder_name(name: str) -> str:
    """Return the same for a folder whose files tell the name: a long one is cut, and told by its digest."""
    encoded = _encoded(name)
    if len(encoded.encode()) <= _LONGEST:
        return encoded
    beginning = encoded.encode()[:_KEPT].decode(errors="ignore")
    return f"{beginning}{_CUT}{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def is_whole(folder: str) -> bool:
    """Return whether a folder's name tells all of the name that `folder_name` wrote."""
    return _CUT not in folder


def name_of(file: str) -> str:
    """Return the name that `file_name` wrote."""
    return unquote(file)
