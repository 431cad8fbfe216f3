"""Frames of the small inputs that stand for the data of the published examples."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awsglue import DynamicFrame

ReadJson = Callable[..., DynamicFrame]


@pytest.fixture
def read_json(glue_context: Any, tmp_path: Path) -> ReadJson:
    """Returns a function from records (dicts, or lines of text) to the frame that Glue reads from a file of them."""
    made = iter(range(1_000))

    def read(*records: dict[str, Any] | str) -> DynamicFrame:
        path = tmp_path / f"{next(made)}.json"
        path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records))
        return glue_context.create_dynamic_frame.from_options("s3", {"paths": [str(path)]}, "json")

    return read


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[[DynamicFrame], str]:
    """Returns a function from a frame to what its printSchema prints."""

    def schema(frame: DynamicFrame) -> str:
        capsys.readouterr()
        frame.printSchema()
        return capsys.readouterr().out.strip()

    return schema


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Callable[[DynamicFrame], list[dict[str, Any]]]:
    """Returns a function from a frame to the records that its show prints."""

    def records(frame: DynamicFrame) -> list[dict[str, Any]]:
        capsys.readouterr()
        frame.show(1_000)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line]

    return records
