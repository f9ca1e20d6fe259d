"""How much of the doubt about a difference rests on assumptions: its variance over plausible worlds, by grade.

Every parameter that evidence leaves open moves over its range, in two groups: those graded *assumption*, and those that
were measured or surveyed. The worlds are small, and each is lived once, policy and baseline by the same people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.parameter import ASSUMPTION, Parameter
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import open_parameters, world
from sim.study.certainty.shares import shares
from sim.study.intervals import SHOWN, Estimate
from sim.study.lives import live_all
from sim.study.plan import behaviour
from sim.study.run import cores, pool

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

ROWS, PEOPLE = 64, 2_000  # tells a share to within about fifteen points, in some twenty seconds
CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1), (0, 0))  # which draw of assumptions and of evidence; the last is other luck
_SEED = 20  # of the places in the ranges; the people's luck is the scenario's


class Spread(NamedTuple):
    """A figure over plausible worlds: half lie below the median, and 90 % between low and high."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Doubt:
    """The difference between a policy and the baseline over plausible worlds, and where its variance comes from.

    worlds: lived once, `repeated` of them once more with other luck. assumptions, evidence: parameters moved.
    better: share of worlds where the policy is ahead. from_*: shares of the variance that come from the assumptions
    alone, from the measured and surveyed parameters alone, from both only together, and from chance in markets so
    small. from_assumptions_in_all: alone and together with the others.
    """

    worlds: int
    repeated: int
    people: int
    assumptions: int
    evidence: int
    difference: Spread
    better: float
    from_assumptions: Estimate
    from_evidence: Estimate
    from_both: Estimate
    from_chance: Estimate
    from_assumptions_in_all: Estimate


def doubts(
    scenario: Scenario,
    policies: Sequence[Policy],
    baseline: Policy,
    *,
    moving: Sequence[Parameter] | None = None,
    rows: int = ROWS,
    people: int = PEOPLE,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Doubt]:
    """What the doubt about each policy against the baseline rests on; nothing for one that behaves like the baseline.

    moving: the parameters that move; all open ones if left out. rows: a power of two. people: at most so many as the
    scenario has. progress: called with worlds lived and to live.
    """
    base = behaviour(scenario, baseline)
    asked = [policy for policy in policies if behaviour(scenario, policy) != base]
    if not asked:
        return {}
    small = scenario.changed({"market.people": min(people, int(scenario["market.people"]))})
    design = _Design(small, (baseline, *asked), tuple(moving or open_parameters()))
    places = _places(rows, len(design.moving))
    found: list[Floats] = []
    for row in pool(cores(threads)).map(design.row, places, range(rows)):
        found.append(row)
        if progress:
            progress(len(found) * len(CORNERS), rows * len(CORNERS))
    outcomes = np.array(found)  # [row, corner, policy]
    answers = {policy.key: design.answer(outcomes[:, :, n]) for n, policy in enumerate(asked)}
    return {key: answer for key, answer in answers.items() if answer}


def _places(rows: int, several: int) -> Floats:
    """Two draws of every parameter's place in its range [row, draw, parameter]: scrambled Sobol' points."""
    from scipy.stats import qmc

    points = qmc.Sobol(2 * several, scramble=True, rng=_SEED).random(rows)
    return np.asarray(points).reshape(rows, 2, several)


@dataclass(frozen=True)
class _Design:
    """What is lived in every row: the baseline and the policies asked about, while some parameters move."""

    small: Scenario
    policies: tuple[Policy, ...]  # the baseline first
    moving: tuple[Parameter, ...]

    @property
    def assumed(self) -> npt.NDArray[np.bool_]:
        """Which of the moving parameters are assumptions."""
        return np.array([entry.grade == ASSUMPTION for entry in self.moving])

    def row(self, places: Floats, number: int) -> Floats:
        """Differences [corner, policy] in dollars of the real company, each corner lived by people of its own."""
        differences = []
        for n, (assumptions, evidence) in enumerate(CORNERS):
            chosen = np.where(self.assumed, places[assumptions], places[evidence])
            at = {entry.name: float(place) for entry, place in zip(self.moving, chosen, strict=True)}
            replicate = number * len(CORNERS) + n
            (lives,) = live_all(world(self.small, at), self.policies, [replicate], threads=1)
            base, *values = (life.net_present_value for life in lives)
            differences.append([value - base for value in values])
        return np.array(differences)

    def answer(self, outcomes: Floats) -> Doubt | None:
        """What one policy's differences [row, corner] say; None where they do not vary."""
        corners, repeated = outcomes[:, :-1], outcomes[:, -1]
        parts = shares(corners, repeated)
        if parts is None:
            return None
        low, median, high = np.quantile(corners, [(1 - SHOWN) / 2, 0.5, (1 + SHOWN) / 2]).tolist()
        assumptions = int(self.assumed.sum())
        return Doubt(
            worlds=corners.size,
            repeated=repeated.size,
            people=int(self.small["market.people"]),
            assumptions=assumptions,
            evidence=len(self.moving) - assumptions,
            difference=Spread(median, low, high),
            better=float(np.mean(corners > 0)),
            from_assumptions=parts.first,
            from_evidence=parts.second,
            from_both=parts.both,
            from_chance=parts.chance,
            from_assumptions_in_all=parts.first_in_all,
        )
