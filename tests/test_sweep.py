"""`twenty-cents sweep` and `twenty-cents results` as processes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from sim.study.made_by import AnotherVersion
from sim.study.sweeps.results import Results
from tests.edited import edited
from tests.study.sweeps import small


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep by its command, with JSON lines of progress."""
    out = tmp_path_factory.mktemp("sweep") / "prices"
    told = small.finished(small.command(out, "--workers", "1"))
    assert told.returncode == 0, told.stderr
    lines = told.stderr.splitlines()
    before = " ".join(lines[: next(n for n, line in enumerate(lines) if line.startswith("{"))])
    assert before.startswith("16 runs: 4 points x 2 policies x 2 replicates; 60 people, 3 months. About ")
    assert "measured on 4 points here" in before and "kB" in before
    last = json.loads([line for line in lines if line.startswith("{")][-1])
    assert (last["rows"], last["to_do"], last["failed"]) == (small.ROWS, small.ROWS, 0)
    return out


def results(*asked: str) -> "subprocess.CompletedProcess[str]":
    return small.finished([*small.command("x")[:3], "results", *asked])


@pytest.mark.slow
def test_results_are_summarised_pivoted_drawn_and_exported(swept: Path, tmp_path: Path) -> None:
    told = results(str(swept), "--json")
    assert [row["policy"] for row in json.loads(told.stdout)] == ["never-sell", "sell-quietly"]
    figure, csv = tmp_path / "prices.png", tmp_path / "rows.csv"
    drawn = results(str(swept), "--pivot", small.PRICE, "--figure", str(figure))
    assert drawn.returncode == 0, drawn.stderr
    assert figure.stat().st_size > 10_000 and "low" in drawn.stdout
    assert results(str(swept), "--csv", str(csv)).returncode == 0
    assert len(pd.read_csv(csv)) == small.ROWS


def test_results_of_another_version_say_so(swept: Path, tmp_path: Path) -> None:
    assert results(str(swept), "--json").stderr == ""
    older = tmp_path / "older"
    shutil.copytree(swept, older)
    edited(older / "manifest.json", version="0.0.9")
    told = results(str(older), "--json")
    assert told.returncode == 0 and json.loads(told.stdout)
    said = " ".join(told.stderr.split())
    assert "Made by version 0.0.9 of Twenty Cents" in said and "may give other numbers" in said
    assert "in another folder, gives today's" in said
    assert said.count("Made by") == 1
    with pytest.warns(AnotherVersion, match="Made by version 0.0.9"):
        Results(older)


def test_what_cannot_be_asked_leaves_code_2_and_nothing_behind(tmp_path: Path) -> None:
    design = tmp_path / "design.csv"
    design.write_text("data_market.price\n0.1\ndear\n")
    out = tmp_path / "out"
    bad = [*small.command("x")[:4], "magazine", "--design", str(design), "--out", str(out)]
    told = small.finished(bad)
    assert told.returncode == 2 and "line 3: data_market.price = " in told.stderr
    assert not out.exists()
    told = results(str(tmp_path))
    assert told.returncode == 2 and "no sweep has been begun there" in told.stderr


@pytest.mark.slow
def test_a_cluster_where_nobody_answers_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    told = small.finished(small.command(tmp_path / "out", "--cluster", "tcp://127.0.0.1:1"))
    assert told.returncode == 2 and "no scheduler answers there" in told.stderr and "Traceback" not in told.stderr


@pytest.mark.slow
def test_sensitivity_on_a_cluster_is_that_of_processes_here(tmp_path: Path) -> None:
    """A real scheduler with a worker process; the answer is the same to the last bit."""
    cluster = pytest.importorskip("distributed", reason="Dask is not installed").LocalCluster
    varied = "--vary data_market.price=0.1:0.4 --vary money.margin=5:20"
    asked = f"sensitivity magazine --n 8 --people 60 --set market.months=3 {varied} --yes --json".split()

    def answer(*where: str) -> object:
        done = small.finished([sys.executable, "-m", "sim", *asked, *where])
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    with cluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as served:
        there = answer("--cluster", served.scheduler_address, "--out", str(tmp_path / "out"))
    assert there == answer("--workers", "1")
    assert (tmp_path / "out" / "sweep" / "manifest.json").is_file()
