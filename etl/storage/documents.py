"""Things as JSON files that a person can read, written so that a reader finds the old or the new, never a part."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.errors import DocumentError
from etl.storage.json_lines import line_of
from etl.storage.named_files import name_of
from etl.storage.shapes import Shape

FORMAT = 1
"""The version of the form of these files; it stands in each."""


def read(file: Path, kind: str, shape: Shape | None = None) -> dict[str, Any] | None:
    """Return what a file says, times as texts; None if there is no file.

    Args:
        file: The file.
        kind: What the thing is: `Table`, say.
        shape: What it has to look like; None if that may be anything.

    Raises:
        DocumentError: It is no such file, or one of a newer form.
    """
    try:
        text = file.read_text(encoding="utf-8")
        content = json.loads(text)
    except FileNotFoundError:
        return None
    except json.JSONDecodeError as error:
        raise DocumentError(str(file), error.lineno, f"this is no JSON: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise DocumentError(str(file), 0, str(error)) from error
    if not isinstance(content, dict) or not isinstance(content.get(kind), dict):
        raise DocumentError(str(file), 1, f"expected an object with a {kind!r}")
    if content.get("format") != FORMAT:
        raise DocumentError(
            str(file), 1, f"its format is {content.get('format')!r}; this version of local-glue reads {FORMAT}"
        )
    found: dict[str, Any] = content[kind]
    if shape and (problem := shape.problem(found)):
        problem = problem.within(kind)
        raise DocumentError(str(file), line_of(text, problem.path), str(problem))
    return found


def write(file: Path, kind: str, thing: Mapping[str, Any]) -> None:
    """Put a thing in a file, in one step; its folder is made."""
    text = json.dumps({"format": FORMAT, kind: thing}, indent=2, sort_keys=True, ensure_ascii=False, default=_written)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{uuid.uuid4().hex}.tmp")
    try:
        with beside.open("w", encoding="utf-8") as target:
            target.write(text + "\n")
            target.flush()
            os.fsync(target.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Delete what processes that were killed have left in a folder; nobody may write there in the meantime."""
    for left in folder.glob(".*.tmp"):
        left.unlink(missing_ok=True)


def names_in(folder: Path) -> list[str]:
    """Return the names of the things whose files are in a folder, sorted."""
    return sorted(_names(folder))


def _names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stem, dot, ending = entry.name.rpartition(".")
                if stem and dot and ending == "json":
                    yield name_of(stem)
    except FileNotFoundError:
        return


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be kept in a file")
