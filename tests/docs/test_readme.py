from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_spark

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def readme(blocks_of):
    return blocks_of("README.md")


def commands(blocks, *starts):
    lines = (line for block in blocks if block.language == "sh" for line in block.text.splitlines())
    return [line for line in lines if line.startswith(starts)]


def test_the_example_prints_what_the_readme_shows(readme, tmp_path, shell_environment):
    """Each command is run in order, in a folder that holds the files of the Python blocks."""
    for block in readme:
        if block.language == "python":
            name = block.text.splitlines()[0].removeprefix("# ")
            (tmp_path / name).write_text(block.text)
    printed = None
    for block in readme:
        if block.language == "text":
            assert printed.strip() == block.text.strip()
        elif block.language == "sh" and not commands([block], "pip ", "make "):
            done = subprocess.run(
                ["bash", "-ec", block.text],
                cwd=tmp_path,
                env=shell_environment,
                capture_output=True,
                text=True,
                timeout=240,
            )
            assert done.returncode == 0, f"{block.text}\n{done.stdout}\n{done.stderr}"
            printed = done.stdout


def test_every_make_command_is_a_target_and_ci_runs_the_tests_and_lint(readme):
    targets = set(re.findall(r"^([a-z.0-9-]+):.*##", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    named = [line.split()[1] for line in commands(readme, "make ")]
    assert set(named) == {"demo", "test", "lint", "bench"} <= targets
    ci = (REPOSITORY / ".ci/run").read_text()
    assert re.search(r"^make .*\btest$", ci, re.MULTILINE)
    assert re.search(r"^make .*\blint$", ci, re.MULTILINE)


def test_make_test_runs_the_tests_on_both_spark_lines():
    command = ["make", "--dry-run", "VENVS=environments", "test"]
    planned = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=60).stdout
    assert re.findall(r"^environments/spark-(\S+)/bin/pytest\b", planned, re.MULTILINE) == ["4.1", "3.5"]


def test_what_is_installed_is_this_project(readme):
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert commands(readme, "pip install") == [f"pip install {project['name']}"]
    extras = re.findall(r"local-glue\[(\w+)\]", (REPOSITORY / "README.md").read_text())
    assert extras
    assert set(extras) <= set(project["optional-dependencies"])


def test_every_link_leads_somewhere():
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", (REPOSITORY / "README.md").read_text())
    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_the_job_of_the_readme_is_at_most_a_dozen_lines(readme):
    [job] = [block for block in readme if block.text.startswith("# orders.py")]
    assert len([line for line in job.text.splitlines()[1:] if line]) <= 12
