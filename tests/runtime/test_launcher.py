from __future__ import annotations

from pathlib import Path

import pytest

from etl.runtime.ending import INTERRUPTED
from etl.runtime.launcher import _outcome
from etl.runtime.script import load


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x = 1", 0),
        ("import sys; sys.exit()", 0),
        ("import sys; sys.exit(3)", 3),
        ("raise KeyboardInterrupt", INTERRUPTED),
        ("try:\n    raise KeyboardInterrupt\nfinally:\n    open('/no/such/file')", INTERRUPTED),
        ("import no_such_module", 1),
    ],
)
def test_the_exit_code_tells_how_a_script_ended(text: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(text)
    ending = _outcome(load(tmp_path / "job.py"), [], is_verbose=False)
    assert ending.code == code
    assert bool(ending.failure) == (code == 1)
