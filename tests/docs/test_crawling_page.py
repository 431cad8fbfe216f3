from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.cli import crawl
from etl.cli.settings_flags import add_settings

pytestmark = pytest.mark.any_spark

PAGE = "docs/crawling.md"
BUCKETS = ".etl/s3/shop"


@pytest.fixture
def folder(tmp_path: Path, blocks_of) -> Path:
    """A folder with what the page speaks of."""
    classifier = next(block.text for block in blocks_of(PAGE) if block.language == "json")
    files = {f"{BUCKETS}/orders/day={day}/a.json": '{"id": 1}' for day in ("mon", "tue")}
    files |= {f"{BUCKETS}/logs/a.log": "INFO 7 well\n", "log.json": classifier, "data/a.json": '{"id": 1}'}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_its_commands_run_and_tell_what_it_says(folder, blocks_of, shell_environment):
    told = ""
    for block in blocks_of(PAGE):
        if block.language == "sh":
            done = subprocess.run(
                ["/bin/sh", "-ec", block.text], cwd=folder, env=shell_environment, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
            told += done.stdout
    assert next(block.text for block in blocks_of(PAGE) if block.language == "text") in told
    assert "created sales.logs (shop-log, 1 file" in told


def test_a_crawl_again_tells_what_it_says(folder, blocks_of, shell_environment):
    first, again = (block.text for block in blocks_of(PAGE) if block.language == "text")
    command = ["etl", "crawl", "s3://shop/orders/", "--database", "sales"]

    def crawled():
        return subprocess.run(command, cwd=folder, env=shell_environment, capture_output=True, text=True).stdout

    assert crawled() == first
    stray = folder / BUCKETS / "orders/day=wed/a.csv"
    stray.parent.mkdir()
    stray.write_text("k,l\n1,x\n")
    assert crawled() == again


def test_its_program_runs(folder, blocks_of, shell_environment):
    program = next(block.text for block in blocks_of(PAGE) if block.language == "python")
    subprocess.run([sys.executable, "-c", program], cwd=folder, env=shell_environment, check=True)
    assert (folder / "catalog").is_dir()


def test_every_option_is_told():
    parser, settings = argparse.ArgumentParser(), argparse.ArgumentParser()
    crawl.add_arguments(parser)
    add_settings(settings)
    had, elsewhere = ({flag for action in one._actions for flag in action.option_strings} for one in (parser, settings))
    text = (Path(__file__).parents[2] / PAGE).read_text("utf-8")
    assert set(re.findall(r"`(--[\w-]+)", text)) | {"--database"} == had - elsewhere
