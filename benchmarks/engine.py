"""How fast people live their months, and how much memory they take."""

import gc
import resource
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import sim
from benchmarks.table import Row, median_seconds
from sim.inputs.scenario import Scenario
from sim.model.engine import Engine
from sim.model.market import live
from sim.model.people import Born, People, born

PEOPLE = 1_000_000
MONTHS = 60


def _million() -> Scenario:
    return sim.load("magazine").changed({"market.people": PEOPLE, "market.months": MONTHS})


def _bytes_per_person(people: People, engine: Engine) -> float:
    own = [people.monthly, people.seldom, people.heard, people.content_contacts, engine.changed, engine.change]
    shared = [people.traits, people.network.first, people.network.listeners]
    return sum(array.nbytes for array in own + shared) / len(people)


def _touch(born: Born) -> float:
    """The floor: read and write the monthly table once a month, and nothing else [seconds]."""
    words = born.monthly.copy().view(np.uint64)

    def sweep() -> None:
        for _ in range(MONTHS):
            np.add(words, 1, out=words)

    return median_seconds(sweep, 3)


def rows() -> list[Row]:
    """A million people under quiet selling, everything on, on one thread and on two."""
    scenario = _million()
    policy = scenario.policy("sell-quietly")
    everybody = born(scenario, 0)
    live(scenario.changed({"market.months": 1}), policy, people=everybody)  # compile
    gc.collect()
    one = median_seconds(lambda: live(scenario, policy, people=everybody), 3)
    with ThreadPoolExecutor(2) as pool:
        two = median_seconds(lambda: live(scenario, policy, people=everybody, pool=pool), 3)
    floor = _touch(everybody)
    work = PEOPLE * MONTHS / 1e6
    people = People(everybody)
    size = _bytes_per_person(people, Engine(people))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Row(
            "1,000,000 people x 60 months, quiet selling, two threads",
            f"{work / two:.0f} million person-months/s",
            "one numpy pass over the monthly table",
            f"{work / floor:.0f} million/s",
            f"{floor / two:.2f}",
            "50 million/s",
        ),
        Row("the same", f"{two:.2f} s", "one thread", f"{one:.2f} s", f"{one / two:.2f}", ""),
        Row("memory a person", f"{size:.0f} bytes", "peak of this process", f"{peak:.0f} MiB", "", "220 bytes"),
    ]
