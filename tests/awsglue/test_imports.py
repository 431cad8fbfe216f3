from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from etl.installation import RivalLibraryError, refuse_rivals

TRANSFORMS = {
    "ApplyMapping", "Coalesce", "DropFields", "DropNullFields", "ErrorsAsDynamicFrame", "Filter", "FlatMap", "Join",
    "Map", "MapToCollection", "Relationalize", "RenameField", "Repartition", "ResolveChoice", "SelectFields",
    "SelectFromCollection", "Spigot", "SplitFields", "SplitRows", "Unbox", "Union", "UnnestFrame",
}  # fmt: skip
REPOSITORY = Path(__file__).parents[2]


def run(code: str, *path: Path) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, with folders on its path before this repository."""
    search = f"import sys; sys.path[:0] = {[str(folder) for folder in (*path, REPOSITORY)]}"
    return subprocess.run([sys.executable, "-c", f"{search}\n{code}"], capture_output=True, text=True, check=False)


def test_star_import_of_transforms_gives_the_22_transforms_and_no_dynamic_frame() -> None:
    names: dict[str, object] = {}
    exec("from awsglue.transforms import *", names)
    assert names.keys() - {"__builtins__"} == TRANSFORMS


@pytest.mark.parametrize(
    "statement",
    [
        "from awsglue import DynamicFrame",
        "from awsglue.dynamicframe import DynamicFrame, DynamicFrameCollection",
        "from awsglue.context import DynamicFrame, GlueContext",
        "from awsglue.gluetypes import *; StructType, Field, ChoiceType, DynamicRecord",
        "from awsglue.utils import getResolvedOptions, GlueArgumentError",
        "from awsglue.job import Job",
        "from awsglue.dataframe_transforms import *; ApplyMapping",
    ],
)
def test_usual_imports(statement: str) -> None:
    exec(statement, {})


def install(folder: Path, name: str) -> Path:
    (folder / name).mkdir(parents=True)
    return folder


def test_amazons_wheel_beside_us_is_refused_on_import_with_how_to_mend_it(tmp_path: Path) -> None:
    install(tmp_path, "awsgluedataplanepython-6.0.0.dist-info")
    result = run("import awsglue", tmp_path)
    assert result.returncode == 1
    assert "AWSGlueDataplanePython 6.0.0 is installed in" in result.stderr
    assert "pip uninstall AWSGlueDataplanePython" in result.stderr
    assert "--force-reinstall --no-deps local-glue" in result.stderr


def test_the_refusal_is_an_import_error(tmp_path: Path) -> None:
    install(tmp_path, "AWSGlueDataplanePython-5.1.0.dist-info")
    code = "try:\n    from awsglue.context import GlueContext\nexcept ImportError as e:\n    print(type(e).__name__)"
    assert run(code, tmp_path).stdout == "RivalLibraryError\n"


def test_etl_run_refuses_it_too_as_the_scripts_import_might_find_amazons_files(tmp_path: Path) -> None:
    install(tmp_path, "awsgluedataplanepython-6.0.0.dist-info")
    result = run("from etl.cli.main import main; sys.exit(main(['run', 'job.py']))", tmp_path)
    assert result.returncode != 0
    assert "pip uninstall AWSGlueDataplanePython" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "name", ["aws_glue_libs-1.0-py3.11.egg-info", "awsglue3_local-1.0.0.dist-info", "awsglue_dev.egg-info"]
)
def test_other_packages_named_awsglue_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RivalLibraryError, match=str(tmp_path)):
        refuse_rivals([str(install(tmp_path, name))])


def test_other_distributions_and_folders_that_are_not_there_are_no_rivals(tmp_path: Path) -> None:
    for name in ("awsgluecustomconnectorpython-0.0.2.dist-info", "local_glue-1.0.dist-info", "awsglue", "x.dist-info"):
        install(tmp_path, name)
    refuse_rivals([str(tmp_path), str(tmp_path / "none"), "library.zip"])


def test_importing_the_library_starts_no_jvm() -> None:
    code = "import awsglue.context; from pyspark import SparkContext; print(SparkContext._gateway)"
    assert run(code).stdout == "None\n"
