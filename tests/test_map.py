"""`twenty-cents map` as a process of its own."""

import json
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.study.maps.where_it_pays import where_it_pays
from tests.refusing import refused
from tests.test_command import command

FEW = ["--people", "500", "--replicates", "2", "--cells", "4", "--set", "market.months=12"]


def test_it_says_where_selling_pays_and_draws_it() -> None:
    ran = command("map", "magazine", *FEW)
    assert ran.returncode == 0, ran.stderr
    assert 'Where "Sell quietly" beats "Never sell"' in ran.stdout
    assert "interval" in ran.stdout
    assert "you are here" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert max(len(line) for line in ran.stdout.splitlines()) <= 80
    assert ran.stderr == ""


def test_json_is_what_python_gives() -> None:
    asked = ["--x", "people.leaving_rate", "--y", "data_market.price=0:1:3", "--policy", "opt-out", "--json"]
    ran = command("map", "magazine", *FEW, *asked, "--threads", "1")
    here = where_it_pays(
        sim.load("magazine").changed({"market.months": 12}),
        *("people.leaving_rate", "data_market.price=0:1:3"),
        policy="opt-out",
        cells=4,
        replicates=2,
        people=500,
    )
    assert json.loads(ran.stdout) == json.loads(here.to_json())


def test_results_are_written_to_a_folder(tmp_path: Path) -> None:
    ran = command("map", "magazine", *FEW, "--out", "results", at=tmp_path)
    assert ran.returncode == 0, ran.stderr
    written = {file.name for file in (tmp_path / "results").iterdir()}
    assert written == {"map.png", "map.svg", "cells.csv", "cells.parquet", "scenario.toml", "result.json"}
    raw = json.loads((tmp_path / "results" / "result.json").read_text(encoding="utf-8"))
    frame = pd.read_csv(tmp_path / "results" / "cells.csv")
    assert len(frame) == 16
    assert frame["difference"].iloc[5] == pytest.approx(raw["difference"][1][1])
    assert frame["data_market.price"].iloc[5] == raw["x"]["values"][1]
    assert sim.load(tmp_path / "results" / "scenario.toml").digest == raw["digest"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--x", "data_market.prise"], "--x data_market.prise: there is no such key; did you mean data_market.price"),
        (["--y", "data_market.price"], "key of --x, too"),
        (["--y", "people.patience_median=3:1"], "must lie below"),
        (["--policy", "never-sell"], "is the baseline"),
        (["--people", "2000000"], "from 1 to 399,999"),
        (["--out", "/dev/null"], "/dev/null is a file"),
    ],
)
def test_bad_input_is_named_in_one_message_with_exit_code_2(words: list[str], said: str) -> None:
    assert said in refused("map", *words)
