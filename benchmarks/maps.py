"""How long a map of where selling pays takes, and what it would take with one run a cell."""

import time

import sim
from benchmarks.table import Row, median_seconds
from sim.inputs.scenario import Scenario
from sim.study.lives import live_all
from sim.study.maps.where_it_pays import where_it_pays

CELLS, REPLICATES, PEOPLE = 40, 8, 5_000
MEASURED = 20  # cells lived one by one, for all 1,600


def _cell_by_cell(scenario: Scenario) -> float:
    """Both policies lived anew in every cell [seconds]."""
    small = scenario.changed({"market.people": PEOPLE})
    policies = [small.policy("sell-quietly"), small.policy("never-sell")]
    start = time.perf_counter()
    for n in range(MEASURED):
        for _ in live_all(small.changed({"data_market.price": 0.01 + 0.01 * n}), policies, range(REPLICATES)):
            pass
    return (time.perf_counter() - start) / MEASURED * CELLS**2


def rows() -> list[Row]:
    """A map over the price and the chance of finding out."""
    magazine = sim.load("magazine")
    where_it_pays(magazine, cells=2, people=100, replicates=2)  # compile
    ours = median_seconds(lambda: where_it_pays(magazine, cells=CELLS, replicates=REPLICATES, people=PEOPLE), 3)
    peer = _cell_by_cell(magazine)
    what, beside = "a map of 40 x 40 cells, 8 replicates of 5,000 people", "one run a cell (20 measured)"
    return [Row(what, f"{ours:.1f} s", beside, f"{peer:.0f} s", f"{ours / peer:.3f}", "15 s")]
