"""One market lived, and the threads that live many."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from sim.errors import InputError
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.arguments import check_scenario, check_whole

if TYPE_CHECKING:  # the model brings Mesa and the compiler: a second of start-up that a list of scenarios does not need
    from sim.model.market import Life
    from sim.model.people import Born

LARGE = 400_000  # people; from here on a run has the cores to itself, so that memory holds one market at a time
LAST_REPLICATE = 2**32 - 1
WAYS = ("engine", "mesa")
SMALL = 4_000_000  # person-months that the plain Mesa model lives in a few minutes


def run(
    scenario: Scenario,
    policy: str | Policy,
    replicate: int = 0,
    *,
    using: str = "engine",
    threads: int | None = None,
    people: "Born | None" = None,
) -> "Life":
    """Live one market under one policy, given by its key or as a Policy of one's own.

    using: "engine" (compiled) or "mesa" (one object a person: slow, to read and to check by).
    people: those of the same scenario and replicate, made before, to share.
    InputError for a policy that does not exist, or a replicate that is no number from 0 on.
    """
    check_scenario(scenario)
    check_whole("replicate", replicate, 0, LAST_REPLICATE)
    check_way(using)
    chosen = policy if isinstance(policy, Policy) else scenario.policy(policy)
    from sim.model.market import live

    workers = cores(threads)
    large = int(scenario["market.people"]) >= LARGE
    shared = pool(workers) if large and workers > 1 else None
    return live(scenario, chosen, replicate, people=people, pool=shared, using=using)


def check_way(using: str) -> None:
    """InputError unless `using` names a way of living a market."""
    if using not in WAYS:
        raise InputError(f"'{using}' is no way to run a market; choose one of: {', '.join(WAYS)}.")


def check_size(scenario: Scenario, runs: int, using: str) -> None:
    """InputError where the plain Mesa model is asked for more than a few minutes' work, in so many runs a replicate."""
    people, months, replicates = (int(scenario[f"market.{name}"]) for name in ("people", "months", "replicates"))
    asked = people * months * replicates * runs
    if using == "mesa" and asked > SMALL:
        raise InputError(
            f"The plain Mesa model is for small markets: {people:,} people x {months} months x {replicates} replicates "
            f"x {runs} runs is {asked:,} person-months, and it takes at most {SMALL:,}. "
            "Use fewer --people, --months, --replicates or --policies, or --using engine."
        )


def cores(threads: int | None) -> int:
    """Threads to use: as asked, else as many as this process may run on. InputError outside 1 to 1024."""
    if threads is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    check_whole("threads", threads, 1, 1024)
    return threads


@lru_cache
def pool(workers: int) -> ThreadPoolExecutor:
    """One pool a process for each number of threads; compiled months let go of the interpreter's lock."""
    return ThreadPoolExecutor(workers, thread_name_prefix="market")
