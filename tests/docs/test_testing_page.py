from __future__ import annotations

import subprocess

import pytest

pytestmark = pytest.mark.any_spark


def test_the_tests_of_the_page_pass(blocks_of, tmp_path, shell_environment):
    for block in blocks_of("docs/testing.md"):
        if block.language == "python":
            (tmp_path / block.text.splitlines()[0].removeprefix("# ")).write_text(block.text)
    done = subprocess.run(
        ["pytest", "-q"], cwd=tmp_path, env=shell_environment, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "2 passed" in done.stdout
