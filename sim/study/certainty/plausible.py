"""Plausible worlds: every parameter that evidence leaves open, at some place in its range.

Half of the worlds lie below the scenario's own value and half above it, evenly spread on either side; on a logarithmic
scale where the ends of the range differ tenfold or more. The parameters are drawn independently of each other: how they
hang together nobody has measured either.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.inputs.parameters import PARAMETERS, Parameter
from sim.inputs.scenario import Scenario

TENFOLD = 10.0  # from here on a range is about orders of magnitude


def open_parameters() -> tuple[Parameter, ...]:
    """The parameters with a range that evidence, or the want of it, leaves open."""
    return tuple(entry for entry in PARAMETERS.values() if entry.is_uncertain)


def ends(key: str, scenario: Scenario) -> tuple[float, float]:
    """Both ends of a parameter's plausible range.

    Where a scenario is about something else altogether, so that its value lies outside the range (a telephone bill
    beside a magazine's price), the range is as wide around that value, in proportion, as it is around the default.
    """
    entry, value = PARAMETERS[key], float(scenario[key])
    if entry.low is None or entry.high is None or entry.minimum is None or entry.maximum is None:
        raise ValueError(f"{key} has no range")
    default = float(entry.default)
    if entry.is_plausible(value) or min(default, value) <= 0.0:
        return float(entry.low), float(entry.high)
    times = value / default
    return max(entry.low * times, entry.minimum), min(entry.high * times, entry.maximum)


def value_at(key: str, share: float, scenario: Scenario) -> float:
    """The value below which a share (0 to 1) of the plausible worlds lies; whole numbers are rounded."""
    return spread(key, scenario).at(share)


@dataclass(frozen=True)
class Spread:
    """Where a parameter lies in plausible worlds: half of them below the middle, half above it."""

    low: float
    middle: float
    high: float
    whole: bool

    def at(self, share: float) -> float:
        """The value below which a share (0 to 1) of the worlds lies."""
        low, high = self.low, self.high
        start, end, way = (low, self.middle, 2 * share) if share < 0.5 else (self.middle, high, 2 * share - 1)
        by_ratio = low > 0 and high >= TENFOLD * low
        value = start * (end / start) ** way if by_ratio else start + (end - start) * way
        return round(value) if self.whole else min(max(value, low), high)


def spread(key: str, scenario: Scenario) -> Spread:
    """How a parameter is spread over plausible worlds, around the scenario's own value."""
    middle = float(scenario[key])
    low, high = ends(key, scenario)
    return Spread(min(low, middle), middle, max(high, middle), PARAMETERS[key].kind is int)


def world(scenario: Scenario, shares: Mapping[str, float]) -> Scenario:
    """The scenario with each parameter named at its share of the range, within what a scenario may say."""
    at = {key: value_at(key, share, scenario) for key, share in shares.items()}
    values = {**scenario.values, **at}
    at["people.pragmatist"] = min(float(values["people.pragmatist"]), 1 - float(values["people.fundamentalist"]))
    at["word_of_mouth.contacts"] = min(int(values["word_of_mouth.contacts"]), int(values["market.people"]) - 1)
    return scenario.changed(at)
