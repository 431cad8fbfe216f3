"""Amazon's library for Ion, an extra."""

from __future__ import annotations

from importlib.util import find_spec

INSTALL = "pip install 'local-glue[ion]'"


def has_ion_library() -> bool:
    """Return whether the library is installed."""
    return bool(find_spec("amazon") and find_spec("amazon.ion"))
