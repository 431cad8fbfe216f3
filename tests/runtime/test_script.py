from __future__ import annotations

import sys
from pathlib import Path

import pytest

from etl.errors import PathError, ReadError
from etl.runtime.script import exit_code, load


def write(folder: Path, text: str) -> Path:
    path = folder / "job.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_script_is_the_main_module_with_its_folder_on_the_path(tmp_path: Path) -> None:
    (tmp_path / "beside_the_job.py").write_text("value = 7")
    path = write(
        tmp_path,
        "import sys, pathlib, beside_the_job, __main__\n"
        "result = [__name__, sys.argv[1:], beside_the_job.value, __main__.__file__ == __file__]\n"
        "pathlib.Path(__file__).with_name('out').write_text(repr(result))",
    )
    before = sys.modules["__main__"], sys.argv, list(sys.path)
    load(path).run(["--a", "1"])
    assert (tmp_path / "out").read_text() == "['__main__', ['--a', '1'], 7, True]"
    assert (sys.modules["__main__"], sys.argv, sys.path) == before


def test_a_missing_script_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(PathError, match=r"job\.py: there is no such script"):
        load(tmp_path / "job.py")
    with pytest.raises(PathError, match="it is a folder, not a script"):
        load(tmp_path)


def test_a_script_that_does_not_parse_shows_line_and_place(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        load(write(tmp_path, "x = 1\nif x:\n    y = = 2\n"))
    assert str(caught.value).splitlines() == [
        f"{tmp_path / 'job.py'}, line 3: invalid syntax",
        "    y = = 2",
        "        ^",
    ]


def test_a_file_that_is_no_text_is_no_script(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_bytes(b"\x00\xff\xfe")
    with pytest.raises(ReadError, match=r"job\.py"):
        load(tmp_path / "job.py")


@pytest.mark.parametrize(("ending", "code"), [(None, 0), (0, 0), (3, 3), (True, 1), ("why", 1)])
def test_exit_codes_are_pythons(ending: object, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(SystemExit(ending)) == code
    assert capsys.readouterr().err == ("why\n" if ending == "why" else "")
