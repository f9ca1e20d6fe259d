"""What a verdict turns on: which of a short list of assumptions turns the sign of the difference.

Each assumption is set to the low and to the high end of its plausible range, everything else as it is, in a
smaller market. This asks one assumption at a time; it does not weigh how plausible an end is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.inputs.parameter import ASSUMPTION
from sim.inputs.parameters import PARAMETERS
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import ends
from sim.study.intervals import Estimate, mean_interval
from sim.study.lives import Lived, live_all
from sim.study.plan import behaviour, sells
from sim.study.run import cores, pool

Floats = npt.NDArray[np.float64]

PEOPLE, REPLICATES = 5_000, 4  # enough to tell a sign, and quick
HORIZON = "horizon"  # not a parameter: the value of the customers at the end is left out

# assumptions that matter where records are sold, and where service is personalised, with words to say them
OF_SELLING = {
    "people.trace_chance_ordinary": "how easily ordinary people find out",
    "people.patience_median": "how much people bear before they leave",
    "data_market.pieces": "how much mail a sold record brings",
    "money.margin": "what a customer is worth",
    "data_market.price": "the price of a record",
}
ONLY_WHERE_SOLD = OF_SELLING.keys() - {"money.margin"}
OF_PERSONALISING = {
    "company.personalisation_retention": "how many more stay where service is personalised",
    "company.personalisation_revenue": "how much more personalised customers bring in",
}
OF_HORIZON = "how far ahead one looks"


@dataclass(frozen=True)
class TurningPoint:
    """One assumption at both ends of its range. For the horizon, low is without customers' later value."""

    key: str
    words: str
    low: float | None
    high: float | None
    difference_at_low: Estimate
    difference_at_high: Estimate
    turns: bool  # at one end at least, the sign is beyond chance and opposite to today's


@dataclass(frozen=True)
class TurnsOn:
    """What the difference between a policy and the baseline turns on, by a smaller study of its own.

    from_assumptions: of the variance that the numbers tried bring to the difference, one at a time and evenly over
    their ranges, the share that comes from those graded assumption. What moves it in a straight line brings a twelfth
    of its squared swing.
    """

    people: int
    replicates: int
    difference: Estimate
    points: tuple[TurningPoint, ...]
    from_assumptions: Estimate | None = None  # None where nothing that was tried moves the difference

    @property
    def turning(self) -> tuple[TurningPoint, ...]:
        """The assumptions that turn the sign."""
        return tuple(point for point in self.points if point.turns)


def turning_points(
    scenario: Scenario,
    policy: Policy,
    baseline: Policy,
    *,
    reported: float | None = None,
    threads: int | None = None,
    markets: "SmallMarkets | None" = None,
    lived: Callable[[], None] = lambda: None,
) -> TurnsOn | None:
    """Which assumptions turn the sign of policy against baseline; None where none of the list can matter.

    reported: the difference that the verdict gives, where it comes from a larger study: an assumption turns that
    verdict, not the smaller study's. markets: those of the same scenario, to share what has been
    lived when several policies are asked about. lived: called after each run, in the thread that lived it.
    """
    words = assumptions(scenario, policy, baseline)
    if not words:
        return None
    small = markets or SmallMarkets(scenario, lived)
    settings = [Setting(key, end) for key in words for end in ends(key, scenario)]
    small.live([(one, setting) for one in (policy, baseline) for setting in (None, *settings)], cores(threads))
    today = small.difference(policy, baseline)
    without_end = small.difference(policy, baseline, terminal=False)
    verdict = today.mean if reported is None else reported
    points = [_point(HORIZON, OF_HORIZON, (None, None), (without_end, today), verdict)]
    for key, said in words.items():
        low, high = ends(key, scenario)
        there = [small.difference(policy, baseline, Setting(key, end)) for end in (low, high)]
        points.append(_point(key, said, (low, high), (there[0], there[1]), verdict))
    swings = {key: small.swing(policy, baseline, *(Setting(key, end) for end in ends(key, scenario))) for key in words}
    return TurnsOn(small.people, REPLICATES, today, tuple(points), _from_assumptions(swings))


def assumptions(scenario: Scenario, policy: Policy, baseline: Policy) -> Mapping[str, str]:
    """The assumptions worth asking about for two policies, with words for them; none if they behave alike."""
    if behaviour(scenario, policy) == behaviour(scenario, baseline):
        return {}
    pair = (policy, baseline)
    selling = OF_SELLING if any(sells(scenario, one) for one in pair) else {}
    personal = OF_PERSONALISING if any(_personalises(scenario, one) for one in pair) else {}
    return selling | personal


def _personalises(scenario: Scenario, policy: Policy) -> bool:
    return any(terms.personalisation > 0 for _, terms in behaviour(scenario, policy))


def _from_assumptions(swings: Mapping[str, Floats]) -> Estimate | None:
    """The share of the squared swings [by replicate] that comes from assumptions; None where there are none at all."""
    squares = {key: swing**2 for key, swing in swings.items()}
    total = np.sum(list(squares.values()), axis=0)
    if not total.all():
        return None
    assumed = sum(square for key, square in squares.items() if PARAMETERS[key].grade == ASSUMPTION)
    share = mean_interval(assumed / total)
    return Estimate(*(min(max(end, 0.0), 1.0) for end in share))


def _point(
    key: str,
    words: str,
    values: tuple[float | None, float | None],
    differences: tuple[Estimate, Estimate],
    verdict: float,
) -> TurningPoint:
    turns = any(end.settled and end.mean * verdict < 0 for end in differences)
    return TurningPoint(key, words, *values, *differences, turns)


class Setting(NamedTuple):
    """One assumption set to one value."""

    key: str
    value: float


class SmallMarkets:
    """Lives policies in a small market under one setting or another, each pair once."""

    def __init__(self, scenario: Scenario, lived: Callable[[], None] = lambda: None) -> None:
        self._told = lived
        self.people = min(PEOPLE, int(scenario["market.people"]))
        self._scenario = scenario.changed({"market.people": self.people, "market.replicates": REPLICATES})
        self._lived: dict[tuple[str, Setting | None], list[Lived]] = {}

    def live(self, pairs: Sequence[tuple[Policy, Setting | None]], workers: int) -> None:
        """Live what has not been lived yet of the pairs of policy and setting (None: everything as it is)."""
        wanted = {(policy.key, self._that_matters(policy, setting)): policy for policy, setting in pairs}
        missing = [(policy, key) for key, policy in wanted.items() if key not in self._lived]
        lives = pool(workers).map(lambda one: self._live(one[0], one[1][1]), missing)
        self._lived |= {key: found for (_, key), found in zip(missing, lives, strict=True)}

    def difference(
        self, policy: Policy, baseline: Policy, setting: Setting | None = None, terminal: bool = True
    ) -> Estimate:
        """How a policy does against the baseline under a setting that has been lived [dollars]."""
        here, there = (self._values(one, setting, terminal) for one in (policy, baseline))
        return mean_interval(here - there)

    def swing(self, policy: Policy, baseline: Policy, low: Setting, high: Setting) -> Floats:
        """How far the difference moves from one setting to the other [dollars, by replicate]."""
        here, there = (self._values(policy, end, True) - self._values(baseline, end, True) for end in (low, high))
        return there - here

    def _live(self, policy: Policy, setting: Setting | None) -> list[Lived]:
        scenario = self._scenario.changed({setting.key: setting.value}) if setting else self._scenario
        return [lives[0] for lives in live_all(scenario, [policy], range(REPLICATES), threads=1, lived=self._told)]

    def _that_matters(self, policy: Policy, setting: Setting | None) -> Setting | None:
        """The setting, or None where it cannot touch the policy: nothing was sold, so nobody can find out."""
        untouched = setting and setting.key in ONLY_WHERE_SOLD and not self._scenario.events
        return None if untouched and not sells(self._scenario, policy) else setting

    def _values(self, policy: Policy, setting: Setting | None, terminal: bool) -> Floats:
        lives = self._lived[policy.key, self._that_matters(policy, setting)]
        return np.array([one.net_present_value - (0.0 if terminal else one.terminal_value) for one in lives])
