"""`twenty-cents evidence` and `compare --doubt` as processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.inputs.parameters import PARAMETERS

ROOT = Path(__file__).resolve().parents[1]


def command(*words: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")}
    env = {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", "sim", *words]
    return subprocess.run(line, env=env, cwd="/", capture_output=True, text=True, timeout=120, check=False)


def evidence(*words: str) -> "subprocess.CompletedProcess[str]":
    return command("evidence", *words)


def test_it_prints_tables_of_plain_text() -> None:
    ran = evidence()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\x1b" not in ran.stdout
    assert "trace_chance_ordinary" in ran.stdout
    assert max(len(line) for line in ran.stdout.splitlines()) <= 80


def test_json_is_all_that_is_printed_when_it_is_asked_for() -> None:
    told = json.loads(evidence("people", "--json").stdout)
    assert [entry["name"] for entry in told] == [name for name in PARAMETERS if name.startswith("people.")]


def test_the_page_in_the_documents_is_made_by_it(root: Path) -> None:
    assert evidence("--markdown").stdout == (root / "docs" / "evidence.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["people.patiense_median"], "did you mean people.patience_median?"),
        (["people", "--markdown"], "leave out KEY"),
        (["--markdown", "--json"], "leave out KEY"),
    ],
)
def test_what_cannot_be_shown_is_said_with_exit_code_2(words: list[str], said: str) -> None:
    ran = evidence(*words)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_a_comparison_can_be_asked_how_much_of_its_doubt_rests_on_assumptions() -> None:
    few = ["--people", "20", "--months", "2", "--replicates", "2", "--set", "market.oldest_tenure=0"]
    ran = command("compare", "magazine", *few, "--policies", "sell-quietly", "--doubt", "--json")
    (answer,) = json.loads(ran.stdout)["doubt"].values()
    assert answer["from_assumptions"].keys() == {"mean", "low", "high"}
