"""`etl s3` on local buckets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.cli.main import main
from etl.runtime import settings

pytestmark = pytest.mark.any_spark

TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    """A project without state; what a command puts into effect is forgotten at the end."""
    for name in ("ETL_STATE", "ETL_S3_ROOT", "ETL_S3_ENDPOINT", "ETL_GLUE_VERSION"):
        monkeypatch.setenv(name, "")
    monkeypatch.chdir(tmp_path)
    settings.current.cache_clear()
    for name in ("in/a.json", "in/deep/b c.json", "one.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    yield tmp_path
    monkeypatch.undo()
    settings.current.cache_clear()


@pytest.fixture
def s3(capsys):
    """Returns a function that runs a command, which must succeed, and returns the lines that it prints."""

    def run(*arguments: str) -> list[str]:
        assert main(["s3", *arguments]) == 0
        return capsys.readouterr().out.splitlines()

    return run


def test_data_goes_in_and_comes_out(s3, project: Path):
    assert s3("mb", "s3://shop") == ["make_bucket: shop"]
    assert s3("cp", "one.csv", "s3://shop/") == ["upload: one.csv to s3://shop/one.csv"]
    assert s3("cp", "one.csv", "s3://shop/other.csv") == ["upload: one.csv to s3://shop/other.csv"]
    assert s3("cp", "in", "s3://shop/data", "--recursive") == [
        "upload: in/a.json to s3://shop/data/a.json",
        "upload: in/deep/b c.json to s3://shop/data/deep/b c.json",
    ]
    assert (project / ".etl/s3/shop/data/deep/b c.json").read_text() == "in/deep/b c.json"
    assert s3("cp", "s3://shop/data/", "out", "--recursive") == [
        "download: s3://shop/data/a.json to out/a.json",
        "download: s3://shop/data/deep/b c.json to out/deep/b c.json",
    ]
    assert (project / "out/deep/b c.json").read_text() == "in/deep/b c.json"
    assert s3("cp", "s3://shop/one.csv", "back.csv") == ["download: s3://shop/one.csv to back.csv"]
    assert s3("cp", "s3://shop/one.csv", "in") == ["download: s3://shop/one.csv to in/one.csv"]
    assert s3("cp", "s3://shop/data/a.json", "s3://shop/copy/") == [
        "copy: s3://shop/data/a.json to s3://shop/copy/a.json"
    ]


def test_listings_look_as_those_of_aws(s3):
    s3("cp", "in", "s3://shop/in/", "--recursive")
    assert re.fullmatch(rf"{TIME} shop", *s3("ls"))
    assert s3("ls", "s3://shop") == [f"{'PRE':>30} in/"]
    folder, file = s3("ls", "s3://shop/in/")
    assert folder == f"{'PRE':>30} deep/"
    assert re.fullmatch(rf"{TIME}          9 a\.json", file)
    assert [line.split(maxsplit=3)[3] for line in s3("ls", "s3://shop/in/", "--recursive")] == [
        "in/a.json",
        "in/deep/b c.json",
    ]


def test_objects_are_removed(s3):
    s3("cp", "in", "s3://shop/in/", "--recursive")
    assert s3("rm", "s3://shop/in/a.json") == ["delete: s3://shop/in/a.json"]
    assert s3("rm", "s3://shop/in", "--recursive") == ["delete: s3://shop/in/deep/b c.json"]
    assert s3("ls", "s3://shop") == []


def test_a_folder_of_buckets_may_be_named(s3, project: Path):
    s3("cp", "one.csv", "s3://shop/", "--s3-root", str(project / "buckets"))
    assert (project / "buckets/shop/one.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ls", "s3://nowhere"], "s3://nowhere: "),
        (["ls", "shop"], "address: cannot use 'shop'; expected one such as s3://bucket/folder/"),
        (["cp", "missing", "s3://shop/"], "missing: there is no such file"),
        (["cp", "in", "s3://shop/"], "it is a folder; give --recursive"),
        (["cp", "one.csv", "two.csv"], "expected s3:// before one of them"),
        (["cp", "s3://shop/x", "x"], "s3://shop/x: there is no such object"),
        (["rm", "s3://shop/x"], "s3://shop/x: there is no such object"),
        (["rm", "s3://shop/x", "--recursive"], "there is no object whose address begins so"),
        (["mb", "s3://shop"], "is there already"),
        (["mb", "s3://no bucket"], "Invalid bucket name"),
    ],
)
def test_what_cannot_be_done_is_told(s3, capsys, arguments: list[str], message: str):
    s3("mb", "s3://shop")
    assert main(["s3", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_is_not_what_begins_like_it(s3, project: Path):
    for key in ("data/a", "data2/b", "data.csv"):
        s3("cp", "one.csv", f"s3://shop/{key}")
    assert s3("rm", "s3://shop/data", "--recursive") == ["delete: s3://shop/data/a"]
    assert sorted(path.name for path in (project / ".etl/s3/shop").rglob("*") if path.is_file()) == ["b", "data.csv"]


def test_a_copy_that_cannot_be_made_is_told_in_one_line(s3, capsys):
    s3("cp", "one.csv", "s3://shop/f")
    assert main(["s3", "cp", "one.csv", "s3://shop/f/x"]) == 2
    assert main(["s3", "cp", "--recursive", "one.csv", "s3://shop/g"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "an object stands where it needs a folder" in told[0]
    assert "it is a file; leave out --recursive" in told[1]
