"""Events made by the model itself, for tests that ask whether what made them is found again."""

from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from multiprocessing import get_context

import numpy as np

import sim
from sim.inputs.company_files.event_file import Event, Floats, Group
from sim.inputs.scenario import Scenario
from sim.study.calibration.event_fit import OF_A_SALE, fit_event, settings, value_at
from sim.study.calibration.event_model import Disclosure, EventModel, Levels
from sim.study.run import cores

# A list sold to a dozen buyers; one in seven of those on it was told; 400 of them were asked twice what they knew.
SOLD = Disclosure("sale", told=0.15, buyers=12)
PEOPLE, BEFORE, AFTER, LEAVING, ASKED = 1_000, 6, 12, 0.02, 400


def shape(people: int = PEOPLE, before: int = BEFORE, after: int = AFTER, asked: int = ASKED) -> Event:
    """An event in which nothing shows: people of each group, who leave at 2 % a month."""
    nothing = np.zeros(before + after)
    questions = nothing.copy()
    if asked:
        questions[[before + 5, before + after - 1]] = asked
    here = np.full(before + after, float(people))
    others = Group(here, LEAVING * here, nothing, nothing, nothing)
    return Event("simulated", -before, Group(here, LEAVING * here, nothing, questions, nothing), others)


@lru_cache(maxsize=1)
def world() -> Scenario:
    """What holds for everything that is not estimated."""
    return sim.load("magazine")


def made(case: int, names: tuple[str, ...] = OF_A_SALE, like: Event | None = None) -> tuple[Event, list[float]]:
    """An event made by parameters drawn from their ranges, and those parameters."""
    point = np.random.default_rng([99, case]).random(len(names))
    model = EventModel(world(), SOLD, like or shape(), seed=1_000_000 + case)
    event = model.simulate(settings(names, point), 0, Levels(LEAVING, LEAVING))
    return event, [value_at(name, float(u)) for name, u in zip(names, point, strict=True)]


def found_again(case: int, threads: int | None = None) -> list[bool]:
    """Whether each 90 % interval holds the parameter that made the event."""
    event, truth = made(case)
    fit = fit_event(event, world(), SOLD, OF_A_SALE, seed=case, threads=threads)
    return [one.low <= value <= one.high for one, value in zip(fit.estimates, truth, strict=True)]


def hundred_found_again(cases: int = 100) -> Floats:
    """The share of cases in which each interval holds what made the event; a process a core, for cases are many."""
    with ProcessPoolExecutor(cores(None), mp_context=get_context("spawn")) as crew:
        held = list(crew.map(partial(found_again, threads=1), range(cases)))
    return np.mean(held, axis=0)
