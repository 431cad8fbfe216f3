"""Formats and connections that other packages bring: `tests/packages/glue-lines`, installed by pip."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from etl.errors import EnvironmentMismatchError
from etl.formats import Format
from etl.registry import Registry

pytestmark = pytest.mark.any_spark

PACKAGE = Path(__file__).parent / "packages" / "glue-lines"

JOB = """
import sys
from awsglue.context import GlueContext
from pyspark import SparkContext
from etl.connections import connection_names
from etl.formats import format_names

assert "lines" in format_names() and "drawer" in connection_names()
assert "glue_lines" not in sys.modules
context = GlueContext(SparkContext.getOrCreate())
frames = context.create_dynamic_frame
read = frames.from_options("s3", {"paths": [sys.argv[1]]}, "lines", {"upper": True})
context.write_dynamic_frame.from_options(read, "s3", {"path": sys.argv[2]}, "lines")
context.write_dynamic_frame.from_options(read, "drawer", {})
print([row["line"] for row in frames.from_options("drawer", {}).toDF().collect()])
"""


def wheel(folder: Path, project: dict) -> Path:
    """Make the wheel of `PACKAGE`; its pyproject's backend is not there without a network."""
    name, version = project["name"].replace("-", "_"), project["version"]
    groups = project["entry-points"].items()
    points = "\n".join("\n".join([f"[{g}]", *(f"{n} = {v}" for n, v in points.items())]) for g, points in groups)
    files = {
        "METADATA": f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {version}\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": points,
        "RECORD": "",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        made.write(PACKAGE / "glue_lines.py", "glue_lines.py")
        for file, text in files.items():
            made.writestr(f"{name}-{version}.dist-info/{file}", text)
    return path


def installed(folder: Path, **changes: object) -> Path:
    """Install the package, with `changes` of its metadata, into a folder, and return that."""
    project = {**tomllib.loads((PACKAGE / "pyproject.toml").read_text())["project"], **changes}
    target = folder / project["name"]
    made = wheel(folder, project)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", str(target)]
    subprocess.run([*pip, "--disable-pip-version-check", str(made)], check=True, timeout=120)
    return target


def formats(built_in: dict[str, str] | None = None) -> Registry[Format]:
    return Registry("format", built_in or {}, {"lines": "Use text."}, group="local_glue.formats", contract=Format)


def test_a_job_uses_what_a_package_brings(tmp_path: Path) -> None:
    (tmp_path / "job.py").write_text(JOB)
    (tmp_path / "in.txt").write_text("a\nb\n")
    path = os.pathsep.join([str(installed(tmp_path)), str(Path(__file__).parents[1])])
    command = [sys.executable, "-m", "etl", "run", "job.py", str(tmp_path / "in.txt"), str(tmp_path / "out")]
    environment = os.environ | {"PYTHONPATH": path, "ETL_STATE": str(tmp_path / "state")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "['A', 'B']", done.stderr
    assert [file.read_text() for file in (tmp_path / "out").glob("part-*")] == ["A\nB\n"]


def test_names_that_several_packages_bring_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(installed(tmp_path)))
    ours = formats({"lines": "etl.formats.csv:CSV"})
    with pytest.raises(EnvironmentMismatchError, match=r"'lines' is brought by local-glue and by glue-lines 1.0"):
        ours.get("Lines")
    ours.register("lines", own := formats().get("lines"), replace=True)
    assert ours.get("lines") is own
    monkeypatch.syspath_prepend(str(installed(tmp_path, name="more-lines")))
    with pytest.raises(EnvironmentMismatchError, match=r"brought by more-lines 1.0 and by glue-lines 1.0\. Uninstall"):
        formats().get("lines")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("no_such_module:X", "cannot be imported: No module named 'no_such_module'"),
        ("glue_lines:Nothing", "cannot be imported: .*Nothing"),
        ("glue_lines:DrawerConnection", r"is no etl\.formats\.contract\.Format: glue_lines:DrawerConnection"),
    ],
)
def test_what_cannot_be_used_names_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, problem: str
) -> None:
    points = {"local_glue.formats": {"lines": value}}
    monkeypatch.syspath_prepend(str(installed(tmp_path, **{"entry-points": points})))
    with pytest.raises(EnvironmentMismatchError, match=f"The format 'lines' of glue-lines 1.0 {problem}"):
        formats().get("lines")
