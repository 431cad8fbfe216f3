from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import awsgluedi.transforms

REPOSITORY = Path(__file__).parents[2]


def signature(name: str) -> str:
    parameters = list(inspect.signature(getattr(importlib.import_module(name), name)).parameters.values())[1:]
    return ", ".join(
        each.name if each.default is each.empty else f"{each.name}={each.default!r}".replace("'", '"')
        for each in parameters
    )


def transforms() -> set[str]:
    found = set()
    for name in awsgluedi.transforms.__all__:
        module = getattr(awsgluedi.transforms, name)
        classes = inspect.getmembers(module, inspect.isclass)
        found |= {f"{name}.{title}" for title, each in classes if each.__module__ == module.__name__}
    return found


def test_every_transform_has_a_row() -> None:
    page = (REPOSITORY / "docs/studio.md").read_text("utf-8").partition("## Data preparation")[2]
    rows = re.findall(r"^\| (`\w+\.\w+`(?:, `\w+\.\w+`)*) \|", page, re.MULTILINE)
    assert {name.strip("`") for row in rows for name in row.split(", ")} == transforms()


def test_every_helper_has_a_row_with_its_arguments() -> None:
    page = (REPOSITORY / "docs/studio.md").read_text("utf-8")
    rows = re.findall(r"^\| `(gs_\w+)` \| `(.*?)` \|", page, re.MULTILINE)
    helpers = sorted(module.stem for module in (REPOSITORY / "studio").glob("gs_*.py"))
    assert rows == [(name, signature(name)) for name in helpers]
