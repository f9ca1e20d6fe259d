"""`twenty-cents search` and `twenty-cents sensitivity` as processes: words, JSON, files, and what cannot be asked."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import sim
from tests.refusing import refused

SMALL = ["--people", "60", "--set", "market.months=6"]


def command(*asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sim", *asked], capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.slow
def test_a_search_writes_the_found_policy_as_toml(tmp_path: Path) -> None:
    out = tmp_path / "search"
    asked = ["search", "magazine", *SMALL, "--objectives", "value,trust", "--trials", "12", "--replicates", "2"]
    told = command(*asked, "--out", str(out), "--json")
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["trials"] == 12 and found["best"] in found["front"]
    assert json.loads((out / "result.json").read_text()) == found
    assert sim.load(out / "scenario.toml").policy("found").label == "Found by search"
    assert len(pd.read_csv(out / "policies.csv")) == len(found["front"])
    assert (out / "search.png").stat().st_size > 10_000
    assert (out / "policy.toml").read_text().startswith("[policies.found]")
    again = command(*asked, "--out", str(out))
    assert again.returncode == 2 and "--resume" in again.stderr


@pytest.mark.slow
def test_a_sensitivity_study_writes_its_table_and_tornado(tmp_path: Path) -> None:
    out = tmp_path / "sensitivity"
    vary = ["--vary", "data_market.price=0.05:0.4", "--vary", "people.patience_median=0.15:8"]
    told = command("sensitivity", "magazine", *SMALL, *vary, "--n", "8", "--workers", "1", "--out", str(out), "--json")
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert "80 runs: 40 points x 2 policies x 1 replicate" in told.stderr
    assert {one["key"] for one in found["parameters"]} == {"data_market.price", "people.patience_median"}
    assert list(pd.read_csv(out / "sensitivity.csv")["parameter"])[-1] == "luck"
    assert (out / "tornado.png").stat().st_size > 10_000 and (out / "tornado.svg").is_file()


def test_bad_input_is_told_in_a_line() -> None:
    for asked, said in (
        (["search", "magazine", "--fields", "buyer"], "--fields buyer: a search sets"),
        (["sensitivity", "magazine", "--method", "fast"], "--method fast: choose one of sobol, morris"),
        (["sensitivity", "magazine", "--n", "100"], "power of two, as 64"),
    ):
        assert said in refused(*asked)
