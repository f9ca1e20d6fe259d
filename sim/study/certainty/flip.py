"""What would have to be true: the smallest change of one or two assumptions that turns a verdict round.

Assumptions are measured on one scale: 0 is the scenario's own value and 1 the end of the plausible range, half of the
plausible worlds lying on either side. Two are moved equally far. Sought is where the mean difference in small markets
is zero; this does not weigh how the assumptions hang together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from sim.inputs.parameters import PARAMETERS, Value
from sim.inputs.scenario import Scenario
from sim.study.arguments import check_scenario
from sim.study.certainty.moved import Moved, Places
from sim.study.certainty.turning import assumptions
from sim.study.intervals import Estimate
from sim.study.run import cores, pool

PEOPLE, REPLICATES = 5_000, 8  # as in a map: with fewer, break-even is found far from where it is
CLOSE = 1 / 32  # tells how far to within this
HALVING = 6  # places seen after which the search halves what is left, so that it ends
MOST_PAIRS = 3  # of the most promising that are tried
Progress = Callable[[int, int], None]
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
    progress: Progress = lambda _done, _to_do: None,
) -> Flips | None:
    """The smallest changes that turn policy against baseline round; None where the two behave alike.

    people: at most so many as the scenario has. progress: called with about how much is done and to do. InputError
    for an unknown policy, and for sizes that cannot be.
    """
    check_scenario(scenario)
    small = scenario.changed({"market.people": people, "market.replicates": replicates})
    words = assumptions(scenario, scenario.policy(policy), scenario.policy(baseline))
    if not words:
        return None
    if people > int(scenario["market.people"]):
        small = small.changed({"market.people": scenario["market.people"]})
    return _Search(Moved(small, (policy, baseline), replicates), words, cores(threads), progress).flips()


@dataclass(frozen=True)
class _Search:
    moved: Moved
    words: Mapping[str, str]
    workers: int
    progress: Progress

    def flips(self) -> Flips:
        crew, today = pool(self.workers), self.moved.difference({})
        asked = [{key: way} for key in self.words for way in (-1, 1)]
        helps: dict[str, tuple[int, float]] = {}  # by key: the end that helps more, and by how much of what is needed
        at_ends = crew.map(lambda moves: self.difference(moves, 1.0).mean, asked)
        for n, (moves, there) in enumerate(zip(asked, at_ends, strict=True), start=1):
            ((key, way),) = moves.items()
            share = (today.mean - there) / today.mean if today.mean else 0.0
            if share > helps.get(key, (0, 0.0))[1]:
                helps[key] = (way, share)
            self.progress(n, 2 * len(asked))  # the search for where it turns takes about as long again
        singles = [{key: way} for key, (way, share) in helps.items() if share > 1]
        likely = sorted(combinations(helps, 2), key=lambda pair: -sum(helps[key][1] for key in pair))[:MOST_PAIRS]
        pairs = [{key: helps[key][0] for key in pair} for pair in likely]
        found = []
        for n, flip in enumerate(crew.map(lambda moves: self.flip(moves, today.mean), [*singles, *pairs]), start=1):
            found += [flip] if flip else []
            self.progress(len(singles) + len(pairs) + n, 2 * (len(singles) + len(pairs)))
        ways = tuple(sorted(found, key=lambda flip: (flip.far, len(flip.changes))))
        return Flips(int(self.moved.scenario["market.people"]), self.moved.replicates, today, ways)

    def flip(self, moves: Moves, today: float) -> Flip | None:
        """How far these must move; None where not even the ends turn it."""
        near, far, there = 0.0, 1.0, self.difference(moves, 1.0)
        if there.mean * today > 0:
            return None
        seen = {near: today, far: there.mean}
        while far - near > CLOSE:
            middle = _next(near, far, seen) if len(seen) < HALVING else (near + far) / 2
            found = self.difference(moves, middle)
            seen[middle] = found.mean
            if found.mean * today > 0:
                near = middle
            else:
                far, there = middle, found
        now, then = self.moved.scenario, self.moved.at(_places(moves, far))
        changes = [Change(key, self.words[key], now[key], then[key]) for key in moves]
        return Flip(tuple(changes), far, there)

    def difference(self, moves: Moves, far: float) -> Estimate:
        """Policy less baseline, with assumptions moved so far towards their ends [dollars]."""
        return self.moved.difference(_places(moves, far))


def _next(near: float, far: float, seen: Mapping[float, float]) -> float:
    """Where to look next: a little beyond where what has been seen crosses zero, by a smooth line through it.

    Where that is close to either side, as far from this side as ends the search if the line is right.
    """
    from scipy.interpolate import PchipInterpolator

    at, differences = np.array(sorted(seen.items())).T
    rising = differences if differences[0] < differences[-1] else -differences
    if (np.diff(rising) <= 0).any():
        return (near + far) / 2
    crossing = float(PchipInterpolator(rising, at)(0.0))
    return min(max(crossing + CLOSE / 2, near + CLOSE), far - CLOSE)


def _places(moves: Moves, far: float) -> Places:
    return {key: 0.5 + way * far / 2 for key, way in moves.items()}


def in_words(way: Flip) -> str:
    """What would have to be true, in half a sentence."""
    return " and ".join(
        f"{change.words} ({change.key}) {change.then:.3g} in place of {change.now:.3g} {PARAMETERS[change.key].unit}"
        for change in way.changes
    )
