"""Files that no table can have."""

from __future__ import annotations


class UnfitError(Exception):
    """A file of a known format that no table can have: `args` are why."""
