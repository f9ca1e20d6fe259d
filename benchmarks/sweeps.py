"""Sweeps and what is made of them: against the engine's own rate, Mesa's batch_run, a cluster, and by the clock."""

import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import mesa
import numpy as np

import sim
from benchmarks.table import Row, median_seconds
from sim.inputs.scenario import Scenario
from sim.model.market import live
from sim.model.people import born
from sim.study.run import cores
from sim.study.sweeps.columns import FIGURES, columns_of, schema
from sim.study.sweeps.dataset import begin
from sim.study.sweeps.design import Given
from sim.study.sweeps.files import GROUP, group_of
from sim.study.sweeps.store import Folder
from sim.study.sweeps.sweep import question

POLICIES, REPLICATES = ("never-sell", "sell-quietly"), 4
TASK = 250  # runs that a process of the engine alone lives in one go: a second's, as in a sweep
VARY = {"data_market.price": (0.05, 0.40), "people.trace_chance_ordinary": (0.0005, 0.015)}
TWELVE = (
    *("people.patience_median", "people.patience_spread", "people.trace_chance_ordinary", "people.traceable"),
    *("people.leaving_rate", "people.slow_share", "data_market.price", "data_market.pieces", "data_market.resale"),
    *("data_market.copy_loss", "money.margin", "money.discount"),
)


class Plain(mesa.Model):
    """The plain market for Mesa's own batch_run: one object a person."""

    def __init__(self, price: float = 0.2, people: int = 100, months: int = 60, seed: int | None = None) -> None:
        super().__init__(seed=seed)
        sizes = {"data_market.price": price, "market.people": people, "market.months": months}
        life = sim.run(sim.load("magazine").changed(sizes), "sell-quietly", using="mesa")
        self.value = life.net_present_value
        self.datacollector = mesa.DataCollector(model_reporters={"value": "value"})
        self.datacollector.collect(self)
        self.running = False

    def step(self) -> None:
        """All months were lived when it was made."""


def rows(
    points: int = 1_000, people: int = 5_000, months: int = 60, sobol: int = 512, large: int = 1_000_000
) -> list[Row]:
    """All of them; smaller sizes for a try."""
    world = sim.load("magazine").changed({"market.people": people, "market.months": months})
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        swept = _swept(world, points, place / "pool")
        return [
            _against_the_engine(world, points, swept),
            _against_batch_run(world, points, swept),
            _against_a_cluster(world, points, place),
            _sensitivity(world, sobol),
            _summary(world, large, place / "large"),
        ]


def _swept(world: Scenario, points: int, out: Path, **where: Any) -> float:
    """A sweep of two policies on all cores [seconds]."""
    start = time.perf_counter()
    sim.sweep(world, VARY, n=points, policies=POLICIES, replicates=REPLICATES, out=out, **where)
    return time.perf_counter() - start


def _against_the_engine(world: Scenario, points: int, swept: float) -> Row:
    """Beside as many runs by the engine alone, in as many processes that have begun already."""
    runs, several = points * len(POLICIES) * REPLICATES, cores(None)
    with ProcessPoolExecutor(several, mp_context=get_context("spawn")) as pool:
        list(pool.map(_living, [world] * several))  # begin, and compile
        start = time.perf_counter()
        lived = sum(pool.map(_living, [world] * max(runs // TASK, several)))
        alone = (time.perf_counter() - start) * runs / lived
    people, months = int(world["market.people"]), int(world["market.months"])
    what = f"a sweep: {points:,} points x 2 policies x {REPLICATES} replicates x {people:,} people x {months} months"
    rate = runs * people * months / swept / 1e6
    peer = f"the engine alone: {lived:,} runs of one world in {several} processes that have begun already"
    share = f"{alone / swept:.0%} of its rate"
    return Row(what, f"{swept:.1f} s, {rate:.0f} million person-months/s", peer, f"{alone:.1f} s", share, "90 s, 85 %")


def _living(world: Scenario) -> int:
    """One process' task: as many runs, on people made once; how many."""
    everybody = born(world, 0)
    for n in range(TASK):
        live(world, world.policy(POLICIES[n % 2]), people=everybody)
    return TASK


def _against_batch_run(world: Scenario, points: int, swept: float) -> Row:
    """Mesa's batch_run of the plain twin on few people, scaled to the sweep's size: it grows in proportion at best."""
    people, months = min(100, int(world["market.people"])), int(world["market.months"])
    sizes = {"price": [0.1, 0.2], "people": people, "months": months}
    start = time.perf_counter()
    mesa.batch_run(Plain, sizes, iterations=1, number_processes=1, display_progress=False)
    one = (time.perf_counter() - start) / 2 / (people * months)
    whole = one * points * len(POLICIES) * REPLICATES * int(world["market.people"]) * months / cores(None)
    beside = f"Mesa's batch_run, the plain twin, {people} people, scaled, on as many cores"
    return Row(
        "the same sweep", f"{swept:.0f} s", beside, f"{whole:,.0f} s", f"{whole / swept:,.0f} times", "100 times"
    )


def _against_a_cluster(world: Scenario, points: int, place: Path) -> Row:
    """Dask's own local cluster of two worker processes beside two of the pool, a quarter of the points."""
    from dask.distributed import LocalCluster

    some = max(points // 4, 8)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        _swept(world, 8, place / "warm", cluster=cluster.scheduler_address)
        dask = _swept(world, some, place / "dask", cluster=cluster.scheduler_address)
    pool = _swept(world, some, place / "two", workers=2)
    what = f"a sweep of {some:,} points by 2 workers of Dask"
    return Row(
        what,
        f"{dask:.1f} s",
        "2 processes of the pool, their start included",
        f"{pool:.1f} s",
        f"{dask / pool:.2f}",
        "1.15",
    )


def _sensitivity(world: Scenario, rows: int) -> Row:
    """Sobol' indices of twelve parameters."""
    vary = {key: (low, high) for key in TWELVE for low, high in [_ends(world, key)]}
    start = time.perf_counter()
    found = sim.sensitivity(world, "sell-quietly", vary=vary, rows=rows, people=int(world["market.people"]))
    seconds = time.perf_counter() - start
    what = f"Sobol' indices of 12 parameters, n = {rows}, {int(world['market.people']):,} people"
    return Row(what, f"{seconds:.0f} s", "runs a second", f"{2 * found.points / seconds:.0f}", "", "180 s")


def _ends(world: Scenario, key: str) -> tuple[float, float]:
    from sim.study.certainty.plausible import ends

    return ends(key, world)


def _summary(world: Scenario, count: int, place: Path) -> Row:
    """A made-up dataset of so many rows, asked for its summary; beside it pandas, which reads it whole."""
    import pandas as pd

    _made_up(world, count, place)
    results = sim.Results(place)
    ours = median_seconds(results.summary, 3)

    def by_pandas() -> object:
        frame = pd.read_parquet(place / "rows")
        return frame.groupby(["policy", "point"])["difference"].mean().groupby("policy").describe()

    peer = median_seconds(by_pandas, 1)
    what = f"a dataset of {count:,} rows summarised"
    return Row(what, f"{ours:.2f} s", "pandas, which reads it all", f"{peer:.2f} s", f"{ours / peer:.2f}", "2 s")


def _made_up(world: Scenario, count: int, place: Path) -> None:
    """A finished sweep's files, with numbers drawn at random in place of runs."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    points = count // (len(POLICIES) * REPLICATES)
    rng = np.random.default_rng(1)
    design = Given({"data_market.price": rng.uniform(0.05, 0.4, points).tolist()}, 1)
    asked = question(world, design=design, policies=POLICIES, replicates=REPLICATES)
    block = -(-asked.manifest(1).units // GROUP)
    store = Folder(place)
    begin(store, asked.manifest(block), world, design)
    units = points * REPLICATES
    columns: dict[str, Any] = {
        "point": np.repeat(np.tile(np.arange(points), REPLICATES), 2),
        "policy": np.tile(POLICIES, units),
        "replicate": np.repeat(np.arange(REPLICATES), 2 * points),
        "seed": np.ones(2 * units, np.int64),
        "status": np.full(2 * units, "done"),
        "error": pa.nulls(2 * units, pa.string()),
        "data_market.price": np.repeat(np.tile(design.columns["data_market.price"], REPLICATES), 2),
    } | {figure.column.name: rng.normal(size=2 * units) for figure in FIGURES}
    table = pa.table(columns, schema=schema(columns_of(world, design.keys)))
    (place / "rows").mkdir(exist_ok=True)
    pq.write_table(table, place / group_of("rows", 0), compression="zstd", write_page_checksum=True)
