"""Finding-out and leaving parameters from a company's own event, by approximate Bayesian computation on the engine."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.errors import InputError
from sim.inputs.company_files.event_file import Event
from sim.inputs.parameters import PARAMETERS, nearest
from sim.inputs.scenario import Scenario
from sim.study.calibration.approximate_bayes import Floats, Posterior, sample
from sim.study.calibration.event_model import Disclosure, EventModel, scaled_down
from sim.study.calibration.event_summaries import excess_leaving, summaries
from sim.study.intervals import SHOWN, Estimate
from sim.study.run import cores, pool

COMPLAINING = "people.complaint_rate"
# What a disclosure may tell about, in words. Everything else is held at the scenario's values.
ESTIMABLE = {
    "people.trace_chance_ordinary": "how easily ordinary people find out",
    "people.trace_chance_traceable": "how easily people with a traceable address find out",
    "people.traceable": "how many have a traceable address",
    "people.reads_policy": "how many read the privacy policy",
    "data_market.pieces": "how much mail a copy of the record brings",
    "data_market.resale": "how many copies a sale makes",
    "data_market.copy_loss": "how soon copies are dropped",
    "data_market.email_passes": "how much e-mail gets through",
    "people.patience_median": "how much people bear before they leave",
    "people.patience_spread": "how much patience differs",
    "people.leaving_rate": "how soon they leave once it is too much",
    "people.experience_weight_others": "how far it counts for those to whom experience does not",
    "people.recipients_exponent": "how offence grows with the number of buyers",
    "people.severity_breach": "how much a breach offends",
    "people.slow_share": "how much of it lasts",
    "people.keep_fast": "how soon the rest fades",
    "people.keep_slow": "how soon what lasts fades",
    "people.annoyance_weight": "how much mail annoys",
    "people.annoyance_keep": "how soon annoyance fades",
    "people.blame_unaware": "what is blamed on the company unknowingly",
    COMPLAINING: "how readily people complain",
    "word_of_mouth.talks": "how many talk about it",
    "word_of_mouth.believes": "how many believe what they hear",
}
OF_A_SALE = ("people.trace_chance_ordinary", "people.patience_median", "people.leaving_rate")
OF_A_BREACH = ("people.severity_breach", "people.patience_median", "people.leaving_rate")

PEOPLE, PARTICLES, GENERATIONS, MOST_PEOPLE = 5_000, 400, 5, 100_000
LEVEL = SHOWN  # of every interval
DETERMINED, NARROWED = 0.75, 0.25  # share of the prior's variance that the data take away
TOGETHER = 0.5  # correlation from which two parameters are said to be known together only
END = 0.03  # share of a range from either end within which an estimate is pressed against it
FEWEST = 50  # customers affected


@dataclass(frozen=True)
class Estimated:
    """One parameter: the range it was drawn from, what the data leave of it, and the share of variance they take."""

    name: str
    prior_low: float
    prior_high: float
    median: float
    low: float
    high: float
    removed: float

    @property
    def verdict(self) -> str:
        """How far the data determine it, in words."""
        if self.removed >= DETERMINED:
            return "determined"
        return "narrowed" if self.removed >= NARROWED else "not determined"


@dataclass(frozen=True)
class EventFit:
    """What an event tells: each parameter, which of them it tells together only, and how the answer was computed."""

    event: Event
    disclosure: Disclosure
    scenario: Scenario
    estimates: tuple[Estimated, ...]
    together: tuple[tuple[str, str, float], ...]  # pairs and their correlation
    people: int  # simulated customers affected
    excess: Estimate  # share of those affected who left beyond what the others' leaving lets expect
    posterior: Posterior
    remarks: tuple[str, ...]


def check_names(names: Sequence[str]) -> None:
    """InputError for a name that an event cannot tell about, or that is there twice."""
    for name in names:
        if name not in ESTIMABLE:
            near = nearest(name, ESTIMABLE)
            hint = f"; did you mean {near}?" if near else ""
            raise InputError(f"--estimate {name}: not among what an event can tell, {', '.join(ESTIMABLE)}{hint}")
        if names.count(name) > 1:
            raise InputError(f"--estimate {name}: is there twice")
    if not names:
        raise InputError("--estimate names no parameter")


def usual_names(event: Event, disclosure: Disclosure) -> tuple[str, ...]:
    """What is estimated if nothing is asked for."""
    names = OF_A_SALE if disclosure.kind == "sale" else OF_A_BREACH
    return (*names, COMPLAINING) if event.complaints_told else names


def fit_event(
    event: Event,
    scenario: Scenario,
    disclosure: Disclosure,
    names: Sequence[str] | None = None,
    *,
    people: int = PEOPLE,
    particles: int = PARTICLES,
    generations: int = GENERATIONS,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _to_do: None,
) -> EventFit:
    """The posterior of some parameters given an event. InputError where the event cannot be simulated.

    people: at most so many customers affected are simulated; of a larger event the rates are taken as if so many had
    been seen, so that intervals are wider than they need be, never narrower.
    """
    names = tuple(names) if names is not None else usual_names(event, disclosure)
    check_names(names)
    _check(event, disclosure, people)
    told = COMPLAINING in names
    small = scaled_down(event, people)
    model = EventModel(scenario, disclosure, small, seed)
    crew = pool(cores(threads))
    in_all = particles + (generations - 1) * (particles - particles // 2)

    def simulate(points: Floats, first: int) -> Floats:
        def one(n: int) -> Floats:
            return summaries(model.simulate(settings(names, points[n]), first + n), told)

        found = []
        for n, row in enumerate(crew.map(one, range(len(points)))):
            found.append(row)
            progress(first + n + 1, in_all)
        return np.array(found)

    posterior = sample(
        simulate, summaries(small, told), len(names), particles=particles, generations=generations, seed=seed
    )
    remarks = (*event.remarks, *_remarks(event, told, model.people), *_at_an_end(names, posterior))
    return EventFit(
        event,
        disclosure,
        scenario,
        _estimates(names, posterior),
        _together(names, posterior),
        model.people,
        excess_leaving(event),
        posterior,
        remarks,
    )


def settings(names: Sequence[str], point: Floats) -> dict[str, float | int | bool | str]:
    """The values that a point of the unit cube stands for."""
    return {name: value_at(name, float(u)) for name, u in zip(names, point, strict=True)}


def value_at(name: str, u: float) -> float:
    """The value at a place of a parameter's plausible range, 0 to 1.

    Evenly by ratio where the range spans a factor of four or more, else evenly by value.
    """
    low, high = _range(name)
    if low > 0 and high / low >= 4:
        return low * math.exp(u * math.log(high / low))
    return low + u * (high - low)


def _range(name: str) -> tuple[float, float]:
    low, high = PARAMETERS[name].low, PARAMETERS[name].high
    if low is None or high is None:
        raise ValueError(f"{name} has no range")
    return float(low), float(high)


def _check(event: Event, disclosure: Disclosure, people: int) -> None:
    if not 0.0 <= disclosure.told <= 1.0:
        raise InputError(f"--told {disclosure.told:g}: must be a share from 0 to 1")
    if disclosure.kind == "breach" and disclosure.told == 0.0:
        raise InputError("--kind breach: say how many of those affected were told of it, as in --told 0.9")
    if not 1 <= disclosure.buyers <= 39:
        raise InputError(f"--buyers {disclosure.buyers}: must be from 1 to 39")
    if not FEWEST <= people <= MOST_PEOPLE:
        raise InputError(f"--people {people}: must be from {FEWEST} to {MOST_PEOPLE:,}")
    if (here := event.affected.customers[event.before]) < FEWEST:
        raise InputError(f"{event.label}: {here:g} customers affected tell nothing; {FEWEST} are needed")
    if event.others.left.sum() == 0:
        raise InputError(f"{event.label}: of the others nobody left, so how many leave anyway cannot be told")


def _estimates(names: Sequence[str], posterior: Posterior) -> tuple[Estimated, ...]:
    half = (1.0 - LEVEL) / 2.0
    low, median, high = (posterior.quantile(level) for level in (half, 0.5, 1.0 - half))
    removed = np.maximum(1.0 - 12.0 * posterior.variance, 0.0)
    found = []
    for n, name in enumerate(names):
        values = [value_at(name, float(place[n])) for place in (median, low, high)]
        found.append(Estimated(name, *_range(name), values[0], values[1], values[2], float(removed[n])))
    return tuple(found)


def _together(names: Sequence[str], posterior: Posterior) -> tuple[tuple[str, str, float], ...]:
    correlation = posterior.correlation
    return tuple(
        (names[i], names[j], float(correlation[i, j]))
        for i in range(len(names))
        for j in range(i)
        if abs(correlation[i, j]) >= TOGETHER
    )


def _at_an_end(names: Sequence[str], posterior: Posterior) -> list[str]:
    """Estimates pressed against an end of their range: the event is stronger or weaker than was thought possible."""
    return [
        f"{name} lies at an end of its plausible range: what happened may be beyond what is assumed, so doubt the rest"
        for name, median in zip(names, posterior.quantile(0.5), strict=True)
        if not END <= median <= 1.0 - END
    ]


def _remarks(event: Event, told: bool, people: int) -> list[str]:
    said = []
    if event.complaints_told and not told:
        said.append(f"complaints are not used: name {COMPLAINING} with --estimate to use them")
    if (here := event.affected.customers[event.before]) > people:
        said.append(f"{here:,.0f} customers were affected and {people:,} are simulated: intervals are wider for it")
    return said
