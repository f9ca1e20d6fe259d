"""The guide to adding a mechanism: every block of it is run, in a copy of the program that it changes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def blocks(kind: str) -> list[str]:
    return [content for name, content in BLOCKS if name == kind]


def change(copy: Path, diff: str) -> None:
    """Make one change: the lines as they are must stand exactly once in the file that its first line names."""
    name, *lines = diff.splitlines()
    file = copy / name.removeprefix("--- ")
    before = "\n".join(line[1:] for line in lines if not line.startswith("+"))
    after = "\n".join(line[1:] for line in lines if not line.startswith("-"))
    text = file.read_text(encoding="utf-8")
    assert text.count(before + "\n") == 1, f"{name}: not found, or not once:\n{before}"
    file.write_text(text.replace(before + "\n", after + "\n"), encoding="utf-8")


@pytest.fixture(scope="module")
def changed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the guide's changes made to it."""
    copy = tmp_path_factory.mktemp("extended")
    for folder in ("sim", "scenarios", "tests/worked"):
        shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for diff in blocks("diff"):
        change(copy, diff)
    (case,) = blocks("toml")
    (copy / case.splitlines()[0].removeprefix("# ")).write_text(case, encoding="utf-8")
    return copy


def ran(copy: Path, *words: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONUTF8": "1", "TWENTY_CENTS_CACHE": str(copy / "cache")}
    line = [sys.executable, *words]
    return subprocess.run(line, cwd=copy, env=env, capture_output=True, text=True, check=True).stdout


def test_there_are_blocks_of_every_kind():
    kinds = [name for name, _ in BLOCKS]
    assert {kind: kinds.count(kind) for kind in kinds} == {"python": 2, "diff": 9, "toml": 1}


def test_the_idea_is_tried_in_plain_mesa():
    exec(compile(blocks("python")[0], "extending.md", "exec"), {})


def test_the_step_is_worked_out_by_hand(changed):
    said = ran(changed, "-m", "sim", "verify", "--only", "worked cases")
    here = len(re.findall(r"^\[\[case\]\]", blocks("toml")[0], re.MULTILINE))
    total = sum(file.read_text().count("[[case]]") for file in (changed / "tests" / "worked").glob("*.toml"))
    assert here == 4
    assert f"{total} hand-worked cases" in said


@pytest.mark.slow
def test_both_engines_have_it(changed):
    ran(changed, "-c", blocks("python")[1])
