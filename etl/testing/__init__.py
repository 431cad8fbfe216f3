"""Test Glue jobs with pytest: fixtures (see `etl.testing.plugin`) and assertions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from etl.testing.assertions import assert_frame_equal

__all__ = ["assert_frame_equal"]


def __getattr__(name: str) -> Any:
    """Import the assertions when first asked for: pytest loads the plugin of this package in every run."""
    if name != "assert_frame_equal":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from etl.testing.assertions import assert_frame_equal

    return assert_frame_equal
