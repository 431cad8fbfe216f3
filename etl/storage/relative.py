"""Where a file lies below the path that it was listed under."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_PATTERN = re.compile(r"/[^/]*[*?\[{].*$")


def relative_path(file: str, roots: Sequence[str]) -> str:
    """Return `file` as it is seen from the nearest of `roots` that holds it; without its scheme if none does.

    A root that is a pattern stands for the folder before its first special character.

    Example:
        >>> relative_path("file:/data/in/2020/a.csv", ["/data/in/"])
        '2020/a.csv'
        >>> relative_path("s3://bucket/in/2020/a.csv", ["s3://bucket/*/2020/"])
        'in/2020/a.csv'
    """
    bare = _bare(file)
    folders = [_bare(_PATTERN.sub("", root)).rstrip("/") + "/" for root in roots]
    holding = [folder for folder in folders if bare.startswith(folder)]
    return bare[len(max(holding, key=len)) :] if holding else bare


def _bare(path: str) -> str:
    return _SCHEME.sub("", path).lstrip("/")
