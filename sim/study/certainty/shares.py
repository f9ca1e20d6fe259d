"""Which share of a variance comes from which of two groups of inputs, alone and together, and which from chance.

A row holds two independent draws of either group, a and a', b and b', and the outcome at all four pairs, each with luck
of its own; at the first pair it is had once more with other luck. The four outcomes of a row give Sobol' indices of
groups: Jansen's estimators (1999, Computer Physics Communications 117:35), taken over both draws of the other group, so
that luck cancels from what a group does alone.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.study.intervals import SHOWN, Estimate

Floats = npt.NDArray[np.float64]

RESAMPLES = 1_000
_SEED = 20  # of the resampling; any will do


class Shares(NamedTuple):
    """Shares of the variance, each with an interval: first + second + both + chance = 1 (but for cutting at 0 and 1).

    first, second: what a group does alone (first order): so much would go if the group were known. both: what they do
    only together. first_in_all: what would stay if all but the first group were known (total effect), chance aside.
    """

    first: Estimate
    second: Estimate
    both: Estimate
    chance: Estimate
    first_in_all: Estimate


def shares(corners: Floats, repeated: Floats, level: float = SHOWN) -> Shares | None:
    """Shares from outcomes [row, (a b, a' b, a b', a' b')] and the first pair's outcomes with other luck [row].

    Intervals are by resampling rows. None where nothing varies.
    """
    parts = _parts(corners, repeated)
    if not parts[:2].any():
        return None
    rows = len(corners)
    drawn = np.random.default_rng(_SEED).multinomial(rows, np.full(rows, 1 / rows), size=RESAMPLES)
    mean = _shares(parts.mean(axis=1))
    resampled = _shares(parts @ drawn.T / rows)
    low, high = np.nanquantile(resampled, [(1 - level) / 2, (1 + level) / 2], axis=1)
    return Shares(*(Estimate(*np.clip(ends, 0.0, 1.0).tolist()) for ends in zip(mean, low, high, strict=True)))


def _parts(corners: Floats, repeated: Floats) -> Floats:
    """Squares by row: the first group's effect, the second's, what is left of both, and chance [part, row]."""
    here, first, second, both = corners.T
    one = (here + second - first - both) / 2
    other = (here + first - second - both) / 2
    left = (here + both - first - second) / 2
    return np.array([one**2, other**2, left**2, (here - repeated) ** 2 / 2])


def _shares(parts: Floats) -> Floats:
    """Shares from mean squares, which are in expectation: 2 V1 + V12 + luck, 2 V2 + V12 + luck, V12 + luck, luck."""
    one, other, left, chance = parts
    variance = (one + other) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        alone, alone_other, both = (
            (one - left) / 2 / variance,
            (other - left) / 2 / variance,
            (left - chance) / variance,
        )
        return np.array([alone, alone_other, both, chance / variance, alone + both])
