"""The driver of a sweep of a million rows needs no more memory than that of a thousand."""

import tracemalloc
from pathlib import Path

import sim
from sim.study.sweeps import dataset
from sim.study.sweeps.block import Receipt
from sim.study.sweeps.driver import KINDS, Standing
from sim.study.sweeps.store import Folder
from sim.study.sweeps.sweep import question

VARY = {"data_market.price": (0.1, 0.4), "people.traceable": (0.01, 0.05)}


def visited(folder: Path, points: int) -> int:
    """The most memory that visiting all blocks of a sweep takes [bytes]."""
    asked = question(sim.load("magazine"), VARY, n=points, policies=["sell-quietly"], replicates=4)
    store = Folder(folder)
    manifest = asked.manifest(500)
    dataset.begin(store, manifest, asked.scenario, asked.design)
    tracemalloc.start()
    units = sum(len(block.units) for block in dataset.Dataset(store, manifest).missing())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert units == 4 * points
    return most


def test_memory_does_not_grow_with_the_points(tmp_path: Path) -> None:
    """Stretches of the design are read one after another; here four of them, and sixteen."""
    four, sixteen = 4 * dataset.POINTS_AT_ONCE, 16 * dataset.POINTS_AT_ONCE
    small = visited(tmp_path / "small", four)
    # Other threads of this process may take some meanwhile, which is counted, too: not every time.
    assert any(visited(tmp_path / f"large {n}", sixteen) < 1.1 * small for n in range(3))


def test_memory_does_not_grow_with_the_errors() -> None:
    standing = Standing(10_000)
    for number in range(3 * KINDS):
        standing.note(Receipt(number, 2, 1, {f"of its own {number}": 1}))
    assert standing.failed == 3 * KINDS and len(standing.errors) == KINDS
    standing.note(Receipt(0, 2, 1, {"of its own 0": 1}))
    assert standing.errors["of its own 0"] == 2
