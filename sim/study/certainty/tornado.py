"""Which assumptions move a difference most: each at both ends of its plausible range, the others as they are.

All parameters that evidence leaves open are tried once in a small market; those that move the difference most are then
lived again, often enough to tell by how much. One at a time: what several do together `flip` and `doubt` ask.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sim.inputs.parameters import Value
from sim.inputs.scenario import Scenario
from sim.study.certainty.moved import Moved
from sim.study.certainty.plausible import open_parameters
from sim.study.intervals import Estimate
from sim.study.plan import behaviour
from sim.study.run import cores, pool

Progress = Callable[[int, int], None]

PEOPLE, REPLICATES, SHOWN = 5_000, 8, 10  # of those lived again; how many they are
FIRST_PEOPLE, FIRST_REPLICATES = 2_000, 2  # of all


@dataclass(frozen=True)
class Bar:
    """One assumption at both ends of its plausible range, and the difference there [dollars]."""

    key: str
    low: Value
    high: Value
    at_low: Estimate
    at_high: Estimate

    @property
    def swing(self) -> float:
        """How far it moves the difference from end to end [dollars]."""
        return abs(self.at_high.mean - self.at_low.mean)

    def turns(self, verdict: float) -> bool:
        """Whether at one end the sign is beyond chance and the other one than the verdict's."""
        return any(end.settled and end.mean * verdict < 0 for end in (self.at_low, self.at_high))


@dataclass(frozen=True)
class Tornado:
    """The assumptions that move a difference most, the most first. tried: how many there are in all."""

    people: int
    replicates: int
    tried: int
    difference: Estimate  # as things are
    bars: tuple[Bar, ...]


def tornado(
    scenario: Scenario,
    policy: str,
    baseline: str = "never-sell",
    *,
    shown: int = SHOWN,
    people: int = PEOPLE,
    replicates: int = REPLICATES,
    threads: int | None = None,
    progress: Progress = lambda _done, _to_do: None,
) -> Tornado | None:
    """What moves policy against baseline most; None where the two behave alike.

    shown: so many assumptions at most. people: at most so many as the scenario has. progress: called with ends tried
    and to try. InputError for an unknown policy.
    """
    pair = scenario.policy(policy), scenario.policy(baseline)
    if behaviour(scenario, pair[0]) == behaviour(scenario, pair[1]):
        return None
    keys = [entry.name for entry in open_parameters()]
    shown = min(shown, len(keys))
    market, ends = int(scenario["market.people"]), 2 * (len(keys) + shown)

    def bars(keys: Iterable[str], people: int, replicates: int, before: int) -> tuple[Moved, list[Bar]]:
        small = scenario.changed({"market.people": min(people, market)})
        moved, found = Moved(small, (policy, baseline), replicates), []
        moved.difference({})  # first, so that a policy that an assumption cannot touch is lived once
        for n, bar in enumerate(pool(cores(threads)).map(lambda key: _bar(moved, key), keys), start=1):
            found.append(bar)
            progress(before + 2 * n, ends)
        return moved, sorted(found, key=lambda bar: -bar.swing)

    _, rough = bars(keys, min(FIRST_PEOPLE, people), min(FIRST_REPLICATES, replicates), 0)
    moving = [bar.key for bar in rough[:shown] if bar.swing > 0]
    moved, sure = bars(moving, people, replicates, 2 * len(keys))
    return Tornado(int(moved.scenario["market.people"]), replicates, len(keys), moved.difference({}), tuple(sure))


def _bar(moved: Moved, key: str) -> Bar:
    low, high = ({key: place} for place in (0.0, 1.0))
    return Bar(key, moved.at(low)[key], moved.at(high)[key], moved.difference(low), moved.difference(high))
