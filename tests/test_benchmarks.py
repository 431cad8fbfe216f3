from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [("--help", 0, "usage: python -m benchmarks"), ("nothing", 2, "no such benchmark: nothing; there are bookm")],
)
def test_what_names_no_benchmark_is_answered_with_those_that_there_are(word: str, code: int, said: str) -> None:
    command = [sys.executable, "-m", "benchmarks", word]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert said in done.stdout + done.stderr
