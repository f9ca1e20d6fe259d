"""What it would be worth to know more before choosing a policy, and how much a measurement would narrow the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.certainty.measurements import SUBJECTS, TRIALS, Subject
from sim.study.certainty.plausible import open_parameters, world
from sim.study.certainty.worth import Worth, of_everything, of_knowing, two_best
from sim.study.intervals import Estimate
from sim.study.lives import live_all
from sim.study.plan import behaviour
from sim.study.run import cores, pool

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

POLICIES = ("never-sell", "sell-quietly")
WORLDS, PEOPLE, REPLICATES = 512, 2_000, 2
FEWEST_WORLDS, MOST_WORLDS = 64, 16_384
# What a company knows of itself: it stays at the scenario's values, for nobody has to measure it.
OWN = (
    "money.",
    "company.retention_",
    "company.digital_",
    "market.advertising",
    "market.win_back",
    "data_market.price",
    "data_market.commission",
    "data_market.buyers",
    "data_market.again_every",
)
_SEED = 20  # of the places in the ranges; the people's luck is the scenario's


@dataclass(frozen=True)
class Known:
    """One thing that a company could know. trial: by a study of finite size; otherwise known exactly."""

    name: str
    words: str
    trial: bool
    parameters: tuple[str, ...]  # known exactly; none for a trial
    worth: Worth


@dataclass(frozen=True)
class Information:
    """What knowing is worth for one choice among policies [dollars of the real company, present value].

    best: the policy that is best on average over the worlds; next: the one after it, and the difference of the two.
    ahead: share of worlds in which the best is ahead of the next. parameters: those that move.
    """

    scenario: Scenario
    policies: tuple[str, ...]
    worlds: int
    people: int
    replicates: int
    parameters: tuple[str, ...]
    best: str
    next: str
    difference: Estimate  # best less next: mean over worlds, and where 90 % of the worlds lie
    ahead: float
    everything: Worth
    known: tuple[Known, ...]  # trials first, each kind the most valuable first


def value_of_information(
    scenario: Scenario,
    policies: Sequence[str] = POLICIES,
    *,
    worlds: int = WORLDS,
    people: int = PEOPLE,
    replicates: int = REPLICATES,
    threads: int | None = None,
    progress: Progress = lambda _done, _to_do: None,
) -> Information:
    """The value of knowing everything, each subject and each trial's findings, for the choice among some policies.

    worlds: a power of two; each is a place in the ranges of all open parameters but OWN, lived `replicates` times by
    the same people under each policy. InputError for fewer than two policies that differ.
    """
    chosen = _chosen(scenario, policies)
    if not FEWEST_WORLDS <= worlds <= MOST_WORLDS or worlds & (worlds - 1):
        raise InputError(f"--worlds {worlds}: must be a power of two from {FEWEST_WORLDS} to {MOST_WORLDS:,}")
    if not 2 <= replicates <= 100:
        raise InputError(f"--replicates {replicates}: must be from 2 to 100; luck is told from knowledge by repetition")
    small = scenario.changed({"market.people": people})
    names = tuple(entry.name for entry in open_parameters() if not entry.name.startswith(OWN))
    places = _places(worlds, len(names))

    def live(number: int) -> tuple[Floats, list[Floats]]:
        here = world(small, dict(zip(names, places[number].tolist(), strict=True)))
        lives = live_all(here, chosen, range(number * replicates, (number + 1) * replicates), threads=1)
        values = np.array([[life.net_present_value for life in row] for row in lives])
        return values, [trial.find(here, number) for trial in TRIALS]

    values, found = [], []
    for value, findings in pool(cores(threads)).map(live, range(worlds)):
        values.append(value)
        found.append(findings)
        progress(len(values), worlds)
    return _answer(small, chosen, np.array(values), names, places, found)


def _answer(
    small: Scenario,
    policies: Sequence[Policy],
    values: Floats,
    names: tuple[str, ...],
    places: Floats,
    found: Sequence[Sequence[Floats]],
) -> Information:
    first, second = two_best(values)
    apart = values[:, :, first].mean(axis=1) - values[:, :, second].mean(axis=1)
    low, high = np.quantile(apart, [0.05, 0.95])
    findings = [np.array([row[n] for row in found]) for n in range(len(TRIALS))]
    known = [_trial(trial.name, trial.words, values, one) for trial, one in zip(TRIALS, findings, strict=True)]
    known.append(_trial("all-trials", "all of these trials together", values, np.hstack(findings)))
    known += [_subject(subject, values, names, places) for subject in SUBJECTS]
    known.sort(key=lambda one: (not one.trial, -one.worth.value.mean, -one.worth.removed.mean))
    return Information(
        scenario=small,
        policies=tuple(policy.key for policy in policies),
        worlds=len(values),
        people=int(small["market.people"]),
        replicates=values.shape[1],
        parameters=names,
        best=policies[first].key,
        next=policies[second].key,
        difference=Estimate(float(apart.mean()), float(low), float(high)),
        ahead=float(np.mean(apart > 0)),
        everything=of_everything(values),
        known=tuple(known),
    )


def _trial(name: str, words: str, values: Floats, findings: Floats) -> Known:
    varied = findings[:, findings.std(axis=0) > 0]
    return Known(name, words, True, (), of_knowing(values, varied))


def _subject(subject: Subject, values: Floats, names: tuple[str, ...], places: Floats) -> Known:
    mine = [n for n, name in enumerate(names) if subject.covers(name)]
    parameters = tuple(names[n] for n in mine)
    return Known(subject.name, subject.words, False, parameters, of_knowing(values, places[:, mine]))


def _chosen(scenario: Scenario, keys: Sequence[str]) -> list[Policy]:
    """The policies to choose among. InputError where fewer than two of them differ."""
    policies = [scenario.policy(key) for key in dict.fromkeys(keys)]
    if len({behaviour(scenario, policy) for policy in policies}) < 2:
        raise InputError("--policies: there is no choice; name at least two policies that differ")
    return policies


def _places(worlds: int, several: int) -> Floats:
    """Places in the ranges [world, parameter]: scrambled Sobol' points."""
    from scipy.stats import qmc

    return np.asarray(qmc.Sobol(several, scramble=True, rng=_SEED).random(worlds))
