"""Many markets lived: each run of a plan in every replicate, on the same people, spread over the cores."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import CUSTOMER
from sim.study.run import LARGE, check_way, cores, pool, run

if TYPE_CHECKING:
    from sim.model.market import Life
    from sim.model.people import Born

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Lived:
    """What a study keeps of one run: money in dollars and counts in people of the real company.

    first_left: the month in which each simulated person first left, 0 = never. ever_customer: whether each
    was one at some time. scale: real people per simulated one.
    """

    net_present_value: float
    terminal_value: float
    sale_present_value: float
    discounted_disclosures: float
    ledger: dict[str, float]
    ledger_undiscounted: dict[str, float]
    net_value_by_month: Floats
    series: dict[str, Floats]
    scale: float
    first_left: npt.NDArray[np.int16]
    ever_customer: npt.NDArray[np.bool_]
    attitude: npt.NDArray[np.uint8]


def kept(life: "Life") -> Lived:
    """The figures of a market, without the many columns of its people."""
    return Lived(
        net_present_value=life.net_present_value,
        terminal_value=life.terminal_value,
        sale_present_value=life.sale_present_value,
        discounted_disclosures=life.discounted_disclosures,
        ledger=life.ledger_discounted,
        ledger_undiscounted=life.ledger_undiscounted,
        net_value_by_month=life.net_value_by_month,
        series=life.series,
        scale=life.scale,
        first_left=life.people.column("first_left").copy(),
        ever_customer=(life.people.column("status") == CUSTOMER) | (life.people.column("first_left") > 0),
        attitude=life.people.column("attitude").copy(),
    )


def live_all(
    scenario: Scenario,
    runs: Sequence[Policy],
    replicates: Sequence[int],
    *,
    using: str = "engine",
    threads: int | None = None,
    lived: Callable[[], None] = lambda: None,
) -> Iterator[list[Lived]]:
    """Live every run in every replicate; yields one replicate's runs after another's, in the order given.

    The results do not depend on the number of threads. `lived` is called in the caller's thread after each
    run. A caller that stops early leaves nothing waiting in the pool.
    """
    check_way(using)
    workers = cores(threads)
    if workers == 1 or int(scenario["market.people"]) >= LARGE:
        return _in_turn(scenario, runs, replicates, using, workers, lived)
    return _side_by_side(scenario, runs, replicates, using, workers, lived)


def _in_turn(
    scenario: Scenario,
    runs: Sequence[Policy],
    replicates: Sequence[int],
    using: str,
    workers: int,
    lived: Callable[[], None],
) -> Iterator[list[Lived]]:
    from sim.model.people import born

    for replicate in replicates:
        people = born(scenario, replicate, pool(workers) if workers > 1 else None)
        results = []
        for policy in runs:
            life = run(scenario, policy, replicate, using=using, threads=workers, people=people)
            results.append(kept(life))
            lived()
        yield results


def _side_by_side(
    scenario: Scenario,
    runs: Sequence[Policy],
    replicates: Sequence[int],
    using: str,
    workers: int,
    lived: Callable[[], None],
) -> Iterator[list[Lived]]:
    from sim.model.people import born

    def one(policy: Policy, replicate: int, people: "Future[Born]") -> Lived:
        return kept(run(scenario, policy, replicate, using=using, threads=1, people=people.result()))

    crew = pool(workers)
    # people are made two replicates ahead of the runs that need them, so that workers hardly ever wait
    births = deque(crew.submit(born, scenario, replicate) for replicate in replicates[:2])
    started: deque[list[Future[Lived]]] = deque()
    try:
        for n, replicate in enumerate(replicates):
            people = births.popleft()
            started.append([crew.submit(one, policy, replicate, people) for policy in runs])
            births.extend(crew.submit(born, scenario, later) for later in replicates[n + 2 : n + 3])
            if len(started) > 1:
                yield _gathered(started[0], lived)
                started.popleft()
        while started:
            yield _gathered(started[0], lived)
            started.popleft()
    finally:
        for birth in births:
            birth.cancel()
        for unfinished in chain.from_iterable(started):
            unfinished.cancel()


def _gathered(futures: Sequence["Future[Lived]"], lived: Callable[[], None]) -> list[Lived]:
    results = []
    for future in futures:
        results.append(future.result())
        lived()
    return results
