"""Which input an outcome depends on: designs and indices by SALib, with luck as one more input.

Places lie between 0 and 1. An outcome of a simulation also depends on luck; here luck is a number that says which, and
the designs change it like any other input: its effect stands beside those of the inputs instead of inflating them.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.study.intervals import SHOWN, Estimate

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

LEVELS = 4  # places of an input in Morris' design
RESAMPLES = 500
_SEED = 20  # of designs and resampling


class Points(NamedTuple):
    """Where an outcome is asked for: places [point, input], and a number of luck for each point, from 0 on."""

    places: Floats
    luck: Whole


class Effect(NamedTuple):
    """What one input does.

    Sobol': first is the share of the variance that would go if the input were known (first order), total what would
    stay if all others were (alone and with others). Morris: total is the mean absolute elementary effect, in the
    outcome's unit over the whole range; spread its standard deviation between places, large where effects are not
    straight or depend on other inputs.
    """

    total: Estimate
    first: Estimate | None = None
    spread: float | None = None


@dataclass(frozen=True)
class Sobol:
    """Saltelli's design and estimators (2010, Computer Physics Communications 181:259); rows: a power of two."""

    inputs: int
    rows: int

    @property
    def count(self) -> int:
        """How many points: each row once, once with everything else, and once for each input and for luck."""
        return self.rows * (self.inputs + 3)

    def points(self) -> Points:
        """Places and luck: two kinds of luck a row."""
        from SALib.sample import sobol

        drawn = np.asarray(sobol.sample(self._problem, self.rows, calc_second_order=False, seed=_SEED), np.float64)
        return Points(drawn[:, :-1], np.unique(drawn[:, -1], return_inverse=True)[1].astype(np.int64))

    def effects(self, outcomes: Floats) -> list[Effect]:
        """Of each input, and last of luck. The outcomes must vary."""
        from SALib.analyze import sobol

        found = sobol.analyze(
            self._problem,
            outcomes,
            calc_second_order=False,
            num_resamples=RESAMPLES,
            conf_level=SHOWN,
            seed=_SEED,
        )
        return [
            Effect(total=_around(*total), first=_around(*first))
            for total, first in zip(
                zip(found["ST"], found["ST_conf"], strict=True),
                zip(found["S1"], found["S1_conf"], strict=True),
                strict=True,
            )
        ]

    def independent(self) -> npt.NDArray[np.bool_]:
        """Which points are drawn independently of each other: the first and the last of each row."""
        each = self.inputs + 3
        return np.isin(np.arange(self.count) % each, [0, each - 1])

    @property
    def _problem(self) -> dict[str, Any]:
        return problem(self.inputs + 1)


@dataclass(frozen=True)
class Morris:
    """Morris' trajectories (1991, Technometrics 33:161): along each, every input and luck changes once."""

    inputs: int
    rows: int

    @property
    def count(self) -> int:
        """How many points: each trajectory's start, and one for each input and for luck."""
        return self.rows * (self.inputs + 2)

    def points(self) -> Points:
        """Places and luck: two kinds of luck a trajectory."""
        drawn = self._drawn()
        trajectory = np.arange(self.count) // (self.inputs + 2)
        return Points(drawn[:, :-1], 2 * trajectory + (drawn[:, -1] >= 0.5))

    def effects(self, outcomes: Floats) -> list[Effect]:
        """Of each input, and last of luck."""
        from SALib.analyze import morris

        found = morris.analyze(
            problem(self.inputs + 1),
            self._drawn(),
            outcomes,
            num_resamples=RESAMPLES,
            conf_level=SHOWN,
            num_levels=LEVELS,
            seed=_SEED,
        )
        return [
            Effect(total=_around(mean, half), spread=float(spread))
            for mean, half, spread in zip(found["mu_star"], found["mu_star_conf"], found["sigma"], strict=True)
        ]

    def independent(self) -> npt.NDArray[np.bool_]:
        """All points: those of a trajectory hang together, but no other is at hand."""
        return np.ones(self.count, bool)

    def _drawn(self) -> Floats:
        from SALib.sample import morris

        drawn = morris.sample(problem(self.inputs + 1), self.rows, num_levels=LEVELS, seed=_SEED)
        return np.asarray(drawn, np.float64)


def problem(inputs: int) -> dict[str, Any]:
    """Inputs from 0 to 1, as SALib is told of them."""
    return {"num_vars": inputs, "names": [str(n) for n in range(inputs)], "bounds": [[0.0, 1.0]] * inputs}


def _around(mean: float, half: float) -> Estimate:
    return Estimate(float(mean), float(mean - half), float(mean + half))
