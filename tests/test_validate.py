"""`twenty-cents validate` as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def validate(*words: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")}
    env = {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", "sim", "validate", *words]
    return subprocess.run(line, env=env, cwd="/", capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--worlds", "500"], "add --fit"),
        (["--markdown"], "goes with --fit"),
        (["--markdown", "--fit", "--json"], "without --json"),
    ],
)
def test_what_does_not_go_together_is_said_with_exit_code_2(words: list[str], said: str) -> None:
    ran = validate(*words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


@pytest.mark.slow
def test_it_reports_with_exit_code_0_though_targets_are_missed() -> None:
    ran = validate("--json", "--fit", "--worlds", "100")
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert told["not_met"] > 0
    assert set(told["fit"]["parameters"]) >= {"people.patience_median", "people.trace_chance_ordinary"}
    assert told["fit"]["worlds"] == 100


@pytest.mark.slow
def test_the_table_of_the_documents_is_what_the_command_finds(root: Path) -> None:
    shown = (root / "docs" / "validation.md").read_text(encoding="utf-8")
    plain = " ".join(validate().stdout.split())
    table = shown.split("| target | figure |", 1)[1].split("\n\n", 1)[0]
    for row in table.splitlines()[2:]:
        cells = [cell.strip().replace("\\", "") for cell in row.split(" | ")]
        assert f"model {cells[3]}; published {cells[4]}" in plain
