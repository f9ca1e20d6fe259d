"""What would have to be true: the smallest change of one or two assumptions that turns a verdict round.

Assumptions are measured on one scale: 0 is the scenario's own value and 1 the end of the plausible range, half of the
plausible worlds lying on either side. Two are moved equally far. Sought is where the mean difference in small markets
is zero; this does not weigh how the assumptions hang together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.parameters import PARAMETERS, Value
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.arguments import check_scenario
from sim.study.certainty.plausible import world
from sim.study.certainty.turning import assumptions
from sim.study.intervals import Estimate, mean_interval
from sim.study.lives import live_all
from sim.study.maps.price_lines import touches
from sim.study.run import cores, pool

Floats = npt.NDArray[np.float64]

PEOPLE, REPLICATES = 5_000, 8  # as in a map: with fewer, break-even is found far from where it is
CLOSE = 1 / 32  # tells how far to within this
MOST_PAIRS = 3  # of the most promising that are tried
Moves = Mapping[str, int]  # by key: -1 towards the low end, +1 towards the high end


class Change(NamedTuple):
    """One assumption, now and as it would have to be."""

    key: str
    words: str
    now: Value
    then: Value


@dataclass(frozen=True)
class Flip:
    """One or two assumptions and the values at which the verdict turns round.

    far: how far they are moved, 0 to 1 (the end of the range). difference: policy less baseline there [dollars].
    """

    changes: tuple[Change, ...]
    far: float
    difference: Estimate


@dataclass(frozen=True)
class Flips:
    """Ways to turn a verdict round, the smallest change first; none where no end of a range does."""

    people: int
    replicates: int
    difference: Estimate  # as things are
    ways: tuple[Flip, ...]


def what_flips(
    scenario: Scenario,
    policy: str,
    baseline: str = "never-sell",
    *,
    people: int = PEOPLE,
    replicates: int = REPLICATES,
    threads: int | None = None,
) -> Flips | None:
    """The smallest changes that turn policy against baseline round; None where the two behave alike.

    people: at most so many as the scenario has. InputError for an unknown policy, and for sizes that cannot be.
    """
    check_scenario(scenario)
    small = scenario.changed({"market.people": people, "market.replicates": replicates})
    words = assumptions(scenario, scenario.policy(policy), scenario.policy(baseline))
    if not words:
        return None
    if people > int(scenario["market.people"]):
        small = small.changed({"market.people": scenario["market.people"]})
    return _Search(small, (policy, baseline), words, replicates, cores(threads)).flips()


@dataclass(frozen=True)
class _Search:
    scenario: Scenario
    policies: tuple[str, str]
    words: Mapping[str, str]
    replicates: int
    workers: int
    known: dict[tuple[str, tuple[tuple[str, Value], ...]], Floats] = field(default_factory=dict)

    def flips(self) -> Flips:
        crew, today = pool(self.workers), self.difference({}, 0.0)
        asked = [{key: way} for key in self.words for way in (-1, 1)]
        at_ends = list(crew.map(lambda moves: self.difference(moves, 1.0).mean, asked))
        helps: dict[str, tuple[int, float]] = {}  # by key: the end that helps more, and by how much of what is needed
        for moves, there in zip(asked, at_ends, strict=True):
            ((key, way),) = moves.items()
            share = (today.mean - there) / today.mean if today.mean else 0.0
            if share > helps.get(key, (0, 0.0))[1]:
                helps[key] = (way, share)
        singles = [{key: way} for key, (way, share) in helps.items() if share > 1]
        likely = sorted(combinations(helps, 2), key=lambda pair: -sum(helps[key][1] for key in pair))[:MOST_PAIRS]
        pairs = [{key: helps[key][0] for key in pair} for pair in likely]
        found = [flip for flip in crew.map(lambda moves: self.flip(moves, today.mean), [*singles, *pairs]) if flip]
        ways = tuple(sorted(found, key=lambda flip: (flip.far, len(flip.changes))))
        return Flips(int(self.scenario["market.people"]), self.replicates, today, ways)

    def flip(self, moves: Moves, today: float) -> Flip | None:
        """How far these must move; None where not even the ends turn it."""
        near, far = 0.0, 1.0
        before, there = today, self.difference(moves, 1.0)
        if there.mean * today > 0:
            return None
        tries = 0
        while far - near > CLOSE:
            tries += 1  # by the straight line between, a little further; each third time by halving, so that it ends
            share = 0.5 if tries % 3 == 0 else before / (before - there.mean)
            middle = near + share * (far - near) + (CLOSE / 2 if tries % 3 else 0.0)
            middle = min(middle, far - CLOSE / 2)
            found = self.difference(moves, middle)
            if found.mean * today > 0:
                near, before = middle, found.mean
            else:
                far, there = middle, found
        values = self.at(moves, far)
        changes = [Change(key, self.words[key], self.scenario[key], values[key]) for key in moves]
        return Flip(tuple(changes), far, there)

    def at(self, moves: Moves, far: float) -> Scenario:
        """The scenario with assumptions moved so far towards their ends."""
        return world(self.scenario, {key: 0.5 + way * far / 2 for key, way in moves.items()}) if far else self.scenario

    def difference(self, moves: Moves, far: float) -> Estimate:
        """Policy less baseline, with assumptions moved so far [dollars]."""
        here = self.at(moves, far)
        one, base = (self.values(here, here.policy(key), moves) for key in self.policies)
        return mean_interval(one - base)

    def values(self, here: Scenario, policy: Policy, moves: Moves) -> Floats:
        """A policy's net present value in each replicate; lived once where what moves cannot touch it."""
        moved = tuple((key, here[key]) for key in moves if here[key] != self.scenario[key])
        key = (policy.key, tuple(one for one in moved if touches(one[0], here, policy)))
        if key not in self.known:
            lives = live_all(here, [policy], range(self.replicates), threads=1)
            self.known[key] = np.array([life.net_present_value for (life,) in lives])
        return self.known[key]


def in_words(way: Flip) -> str:
    """What would have to be true, in half a sentence."""
    return " and ".join(
        f"{change.words} ({change.key}) {change.then:.3g} in place of {change.now:.3g} {PARAMETERS[change.key].unit}"
        for change in way.changes
    )
