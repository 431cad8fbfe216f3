from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import etl

pytestmark = pytest.mark.any_spark

ROUNDS = 300


def test_a_job_that_is_killed_at_any_moment_loses_no_file(tmp_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("killed.py")), str(tmp_path), str(ROUNDS)]
    environment = os.environ | {"PYTHONPATH": str(Path(etl.__file__).parents[1])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["lost"] == []
    assert told["files"] > ROUNDS
    assert told["saved"] > 10, "the job must get as far as its commit, now and then"
