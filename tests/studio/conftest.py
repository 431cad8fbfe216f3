from __future__ import annotations

import importlib
from pathlib import Path

import pytest

HELPERS = Path(__file__).parents[2] / "studio"


@pytest.fixture(scope="package", autouse=True)
def helpers() -> None:
    """All helpers are on the frames, as in scripts that import them."""
    for module in HELPERS.glob("gs_*.py"):
        importlib.import_module(module.stem)
