"""`twenty-cents robust` as a process: words, JSON, files, and what cannot be asked."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.refusing import refused

SMALL = ["--worlds", "16", "--people", "60", "--set", "market.months=6", "--policies", "sell-quietly,ask-first"]


def robust(*asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sim", "robust", *asked], capture_output=True, text=True, check=False, timeout=300
    )


def test_it_says_who_wins_and_writes_everything_down(tmp_path: Path) -> None:
    out = tmp_path / "robust"
    told = robust("magazine", *SMALL, "--json", "--out", str(out))
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert sum(one["wins"]["mean"] for one in found["policies"]) == pytest.approx(1.0)
    assert json.loads((out / "result.json").read_text()) == found
    assert len(pd.read_parquet(out / "worlds.parquet")) == found["worlds"] == 16
    assert list(pd.read_csv(out / "policies.csv")["policy"]) == [one["key"] for one in found["policies"]]
    assert (out / "robust.png").stat().st_size > 10_000 and (out / "robust.svg").is_file()


def test_bad_input_is_told_in_a_line() -> None:
    for asked, said in (
        (["robust", "magazine", "--policies", "sell-quitely"], "did you mean sell-quietly"),
        (["robust", "magazine", "--worlds", "100"], "worlds = 100: must be a power of two, as 64"),
    ):
        assert said in refused(*asked)
