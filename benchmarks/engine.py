"""How fast people live their months, how that grows with their number and with threads, and what memory they take."""

import gc
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

import sim
from benchmarks.table import Row, median_seconds
from sim.inputs.scenario import Scenario
from sim.model.market import live
from sim.model.people import Born, People, born
from sim.model.threads import Over, over

MONTHS = 60
MILLION = 1_000_000


def market_of(people: int) -> Scenario:
    """The magazine with so many simulated people."""
    return sim.load("magazine").changed({"market.people": people, "market.months": MONTHS})


def nbytes(*parts: object) -> int:
    """The memory of arrays, and of tuples of them."""
    return sum(part.nbytes if isinstance(part, np.ndarray) else nbytes(*part) for part in parts)  # type: ignore[misc]


def bytes_a_person(everybody: Born) -> tuple[float, float]:
    """Memory that policies share, and of each policy's own [bytes per person]."""
    people = People(everybody)
    ties = everybody.network
    shared = nbytes(everybody.traits, everybody.leave_hazard, everybody.start, everybody.content_contacts, *ties[1:])
    own = nbytes(people.moving, people.seldom, people.ahead, people.heard, people.content_contacts)
    return shared / len(people), own / len(people)


@numba.njit(nogil=True)
def _touch(column: npt.NDArray[Any]) -> None:
    for i in range(len(column)):
        column[i] += 1


def seconds_of_the_floor(everybody: Born, pool: ThreadPoolExecutor | None = None) -> float:
    """A compiled loop that only reads and writes the columns through which the engine streams every month."""
    people = People(everybody)
    columns: list[npt.NDArray[Any]] = [*people.moving, *people.ahead]
    share: Over[None] = over(pool)

    def months() -> None:
        for _ in range(MONTHS):
            share(len(people), lambda start, stop: [_touch(column[start:stop]) for column in columns][-1])

    months()
    return median_seconds(months, 3)


def seconds_to_live(scenario: Scenario, everybody: Born, pool: ThreadPoolExecutor | None = None) -> float:
    """One run of quiet selling, everything on: the median of three."""
    policy = scenario.policy("sell-quietly")
    live(scenario.changed({"market.months": 1}), policy, people=everybody, pool=pool)  # compile, and settle
    gc.collect()
    return median_seconds(lambda: live(scenario, policy, people=everybody, pool=pool), 3)


def rows() -> list[Row]:
    """All of it."""
    return [*_million_rows(), *_growth_rows()]


def _million_rows() -> list[Row]:
    """A million people under quiet selling, everything on, on one thread and on two, and what bounds it."""
    scenario = market_of(MILLION)
    work = MILLION * MONTHS / 1e6
    start = median_seconds(lambda: born(scenario, 0), 3)
    everybody = born(scenario, 0)
    one, floor_one = seconds_to_live(scenario, everybody), seconds_of_the_floor(everybody)
    with ThreadPoolExecutor(2) as pool:
        two, floor_two = seconds_to_live(scenario, everybody, pool), seconds_of_the_floor(everybody, pool)
        born_two = median_seconds(lambda: born(scenario, 0, pool), 3)
    what = "1,000,000 people x 60 months, quiet selling"
    return [
        Row(
            f"{what}, two threads",
            f"{work / two:.0f} million person-months/s",
            "reading and writing the same columns",
            f"{work / floor_two:.0f} million/s",
            f"{floor_two / two:.2f}",
            "150 million/s; 1/3 of the floor",
        ),
        Row(
            "the same, two threads against one",
            f"{one / two:.2f} times",
            "the floor's own scaling",
            f"{floor_one / floor_two:.2f} times",
            f"{one / two / (floor_one / floor_two):.2f}",
            "0.90 of the floor's",
        ),
        Row(
            "people born, 1,000,000", f"{born_two:.2f} s", "one such run", f"{two:.2f} s", f"{born_two / two:.2f}", "1"
        ),
        Row(
            "people born, on one thread", f"{start:.2f} s", "on two", f"{born_two:.2f} s", f"{start / born_two:.2f}", ""
        ),
    ]


def _growth_rows(sizes: tuple[int, ...] = (10_000, 100_000, MILLION, 10 * MILLION)) -> list[Row]:
    """Time of a person-month and memory of a person, from a small market to a large one, on one thread."""
    found = []
    for people in sizes:
        scenario = market_of(people)
        everybody = born(scenario, 0)
        found.append(seconds_to_live(scenario, everybody) / (people * MONTHS) * 1e9)
        shared, own = bytes_a_person(everybody)
    smallest, largest = f"{sizes[0]:,}", f"{sizes[-1]:,}"
    return [
        Row(
            f"a person-month among {largest} people",
            f"{found[-1]:.0f} ns",
            f"among {smallest}",
            f"{found[0]:.0f} ns",
            f"{max(found) / min(found):.2f}",
            "2",
        ),
        Row(
            "memory a person", f"{shared + own:.0f} bytes", "shared by policies", f"{shared:.0f} bytes", "", "160 bytes"
        ),
    ]
