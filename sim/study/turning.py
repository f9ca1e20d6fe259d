"""What a verdict turns on: which of a short list of assumptions turns the sign of the difference.

Each assumption is set to the low and to the high end of its plausible range, everything else as it is, in a
smaller market. This asks one assumption at a time; it does not weigh how plausible an end is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.inputs.parameters import PARAMETERS
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.intervals import SHOWN, Estimate, mean_interval
from sim.study.lives import Lived, live_all
from sim.study.plan import behaviour, sells

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
    """What the difference between a policy and the baseline turns on, by a smaller study of its own."""

    people: int
    replicates: int
    difference: Estimate
    points: tuple[TurningPoint, ...]

    @property
    def turning(self) -> tuple[TurningPoint, ...]:
        """The assumptions that turn the sign."""
        return tuple(point for point in self.points if point.turns)


def turning_points(
    scenario: Scenario, policy: Policy, baseline: Policy, *, threads: int | None = None
) -> TurnsOn | None:
    """Which assumptions turn the sign of policy against baseline; None where none of the list can matter.

    Runs at most 5,000 people in 4 replicates for each end of each assumption.
    """
    words = assumptions(scenario, policy, baseline)
    if not words:
        return None
    small = scenario.changed(
        {"market.people": min(PEOPLE, int(scenario["market.people"])), "market.replicates": REPLICATES}
    )
    ask = _Asking(policy, baseline, threads)
    today = ask.difference(small)
    without_end = ask.difference(small, terminal=False)
    points = [_point(HORIZON, OF_HORIZON, (None, None), (without_end, today), today)]
    for key, said in words.items():
        low, high = PARAMETERS[key].low, PARAMETERS[key].high
        if low is None or high is None:
            continue
        ends = ask.difference(small.changed({key: low})), ask.difference(small.changed({key: high}))
        points.append(_point(key, said, (float(low), float(high)), ends, today))
    return TurnsOn(int(small["market.people"]), REPLICATES, today, tuple(points))


def assumptions(scenario: Scenario, policy: Policy, baseline: Policy) -> Mapping[str, str]:
    """The assumptions worth asking about for two policies, with words for them; none if they behave alike."""
    if behaviour(scenario, policy) == behaviour(scenario, baseline):
        return {}
    pair = (policy, baseline)
    selling = OF_SELLING if any(sells(scenario, one) for one in pair) else {}
    personal = OF_PERSONALISING if any(_personalises(scenario, one) for one in pair) else {}
    return selling | personal


def _personalises(scenario: Scenario, policy: Policy) -> bool:
    return any(terms.personalisation > 0 for terms in behaviour(scenario, policy))


def _point(
    key: str,
    words: str,
    ends: tuple[float | None, float | None],
    differences: tuple[Estimate, Estimate],
    today: Estimate,
) -> TurningPoint:
    turns = any(end.settled and end.mean * today.mean < 0 for end in differences)
    return TurningPoint(key, words, *ends, *differences, turns)


class _Asking:
    """Lives both policies in a small market, remembering what has been lived."""

    def __init__(self, policy: Policy, baseline: Policy, threads: int | None) -> None:
        self._runs = (policy, baseline)
        self._threads = threads
        self._lived: dict[str, Sequence[Sequence[Lived]]] = {}

    def difference(self, scenario: Scenario, terminal: bool = True) -> Estimate:
        if scenario.digest not in self._lived:
            lives = live_all(scenario, self._runs, range(REPLICATES), threads=self._threads)
            self._lived[scenario.digest] = list(lives)
        return mean_interval(self._differences(self._lived[scenario.digest], terminal), SHOWN)

    @staticmethod
    def _differences(lives: Sequence[Sequence[Lived]], terminal: bool) -> npt.NDArray[np.float64]:
        def value(life: Lived) -> float:
            return life.net_present_value if terminal else life.net_present_value - life.terminal_value

        return np.array([value(policy) - value(baseline) for policy, baseline in lives])
