"""Markdown files as what they tell a reader to do."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Block:
    """A fenced block: its language and its text."""

    language: str
    text: str


@pytest.fixture(scope="session")
def blocks_of() -> Callable[[str], list[Block]]:
    """Returns a function from a page of the repository to its fenced blocks, in order."""

    def blocks(page: str) -> list[Block]:
        text = (REPOSITORY / page).read_text("utf-8")
        return [Block(*found) for found in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]

    return blocks


@pytest.fixture(scope="session")
def shell_environment() -> dict[str, str]:
    """The environment of a user who has this installation on the PATH, and no settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ETL_", "PYSPARK_", "PYTEST_"))}
    return kept | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
