from __future__ import annotations

import pytest

from etl.storage.json_lines import Path, line_of

TEXT = r"""{
  "a\"}": "[{,:\\",
  "é": [
    1, {"x": null},
    [], {}, [true,
    -1.5e3]
  ],
  "twice": 1,
  "twice": 2
}"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (('a"}',), 2),
        (("é",), 3),
        (("é", 0), 4),
        (("é", 1, "x"), 4),
        (("é", 3), 5),
        (("é", 4, 1), 6),
        (("twice",), 9),
        (("nothing",), 0),
        (("é", 9), 0),
    ],
)
def test_a_value_is_found_by_the_way_to_it(path: Path, line: int) -> None:
    assert line_of(TEXT, path) == line
