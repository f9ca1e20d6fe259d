"""A sweep that is done in a second, in this process or as a command, and its rows as they must be."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd

import sim
from sim.study.sweeps.results import Results

MONTHS, POINTS, REPLICATES = 3, 4, 2
PRICE = "data_market.price"
ROWS = POINTS * REPLICATES * 2


def lived(out: Path | str, people: int = 60, **how: Any) -> Results:
    """The sweep in this process."""
    world = sim.load("magazine").changed({"market.people": people, "market.months": MONTHS})
    vary = {PRICE: (0.1, 0.4, POINTS)}
    return sim.sweep(world, vary, policies=["sell-quietly"], replicates=REPLICATES, out=out, **{"workers": 1} | how)


def command(out: Path | str, *more: str, people: int = 60) -> list[str]:
    """The same as a command that goes on with what is there."""
    asked = f"sweep magazine --vary {PRICE}=0.1:0.4:{POINTS} --policies sell-quietly --replicates {REPLICATES}"
    size = f"--people {people} --set market.months={MONTHS} --resume --yes --progress json"
    return [sys.executable, "-m", "sim", *asked.split(), *size.split(), "--out", str(out), *more]


def finished(asked: list[str]) -> subprocess.CompletedProcess[str]:
    """A command, waited for."""
    return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=300)


def same(one: Results, other: Results) -> None:
    """Each row exactly once, and equal to the last bit; telemetry of each unit exactly once."""
    pd.testing.assert_frame_equal(one.rows(), other.rows(), check_exact=True)
    assert not one.rows().duplicated(["point", "policy", "replicate"]).any()
    units = one.telemetry()[["point", "replicate"]]
    assert len(units) == POINTS * REPLICATES and not units.duplicated().any()
