"""A difference between two policies with some assumptions moved within their plausible ranges, in small markets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sim.inputs.parameters import Value
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.certainty.plausible import world
from sim.study.intervals import Estimate, mean_interval
from sim.study.lives import live_all
from sim.study.maps.price_lines import touches

Floats = npt.NDArray[np.float64]
Places = Mapping[str, float]  # by key: 0 is the low end, 0.5 the scenario's own value, 1 the high end


@dataclass(frozen=True)
class Moved:
    """Policy and baseline, lived so many times wherever assumptions are moved; nothing is lived twice."""

    scenario: Scenario
    policies: tuple[str, str]
    replicates: int
    known: dict[tuple[str, tuple[tuple[str, Value], ...]], Floats] = field(default_factory=dict, repr=False)

    def at(self, places: Places) -> Scenario:
        """The scenario with assumptions at these places of their ranges."""
        return world(self.scenario, places) if places else self.scenario

    def difference(self, places: Places) -> Estimate:
        """Policy less baseline there [dollars]."""
        here = self.at(places)
        one, base = (self._values(here, here.policy(key), places) for key in self.policies)
        return mean_interval(one - base)

    def _values(self, here: Scenario, policy: Policy, places: Places) -> Floats:
        """A policy's net present value in each replicate; lived once where what moves cannot touch it."""
        moved = tuple((key, here[key]) for key in places if here[key] != self.scenario[key])
        key = (policy.key, tuple(one for one in moved if touches(one[0], here, policy)))
        if key not in self.known:
            lives = live_all(here, [policy], range(self.replicates), threads=1)
            self.known[key] = np.array([life.net_present_value for (life,) in lives])
        return self.known[key]
