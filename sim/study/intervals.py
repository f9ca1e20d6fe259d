"""How sure a figure is: intervals over paired replicates, ratios of two means, and what pairing saved.

Every replicate lives the same people under each policy, so a difference is taken within a replicate and the
interval is over replicates. It covers chance only; what the assumptions do is asked in `turning`.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SHOWN = 0.90  # level of every interval that is shown
SETTLING = 0.99  # level at which adding replicates stops: stricter, because it looks again after each doubling


class Estimate(NamedTuple):
    """A mean over replicates and the interval around it."""

    mean: float
    low: float
    high: float

    @property
    def settled(self) -> bool:
        """Whether the sign is beyond chance: the interval leaves out zero, or nothing varies at all."""
        return self.low > 0 or self.high < 0 or self.low == self.high

    def scaled(self, factor: float) -> "Estimate":
        """The same in another unit, for a positive factor."""
        return Estimate(self.mean * factor, self.low * factor, self.high * factor)


class Unbounded(NamedTuple):
    """Why a ratio has no interval."""

    reason: str


@lru_cache
def student(level: float, freedom: int) -> float:
    """How many standard errors lie on either side of the mean, for a two-sided level, by Student's t."""
    from scipy.special import stdtrit  # scipy.stats would do the same and takes a second to import

    return float(stdtrit(freedom, 0.5 + level / 2))


def mean_interval(values: Sequence[float] | Floats, level: float = SHOWN) -> Estimate:
    """The mean of one figure over replicates, with Student's interval. ValueError for one replicate."""
    row = np.asarray(values, float)
    mean, half = _mean_and_half(row.reshape(-1, 1), level)
    return Estimate(float(mean[0]), float(mean[0] - half[0]), float(mean[0] + half[0]))


def share_interval(share: float, cases: int, level: float = SHOWN) -> Estimate:
    """A share of so many cases, with Wilson's interval (1927), which stays within 0 and 1 and is never empty."""
    from scipy.special import ndtri

    squared = float(ndtri(0.5 + level / 2)) ** 2 / cases
    centre = (share + squared / 2) / (1 + squared)
    half = math.sqrt(squared * (share * (1 - share) + squared / 4)) / (1 + squared)
    return Estimate(share, max(min(centre - half, share), 0.0), min(max(centre + half, share), 1.0))


def series_interval(values: Floats, level: float = SHOWN) -> tuple[Floats, Floats, Floats]:
    """Mean, low and high of a figure by month, from [replicate, month]; each month stands alone."""
    mean, half = _mean_and_half(np.asarray(values, float), level)
    return mean, mean - half, mean + half


def _mean_and_half(values: Floats, level: float) -> tuple[Floats, Floats]:
    replicates = len(values)
    if replicates < 2:
        raise ValueError("an interval needs at least two replicates")
    # subtracting the first row keeps figures that do not vary free of rounding: their width is exactly zero
    shifted = values - values[0]
    middle = shifted.sum(axis=0) / replicates
    apart = shifted - middle  # numpy's own std does the same, and takes many times as long over a few numbers
    error = np.sqrt((apart * apart).sum(axis=0) / (replicates - 1)) / math.sqrt(replicates)
    return values[0] + middle, student(level, replicates - 1) * error


def ratio_interval(above: Floats, below: Floats, level: float = SHOWN) -> Estimate | Unbounded:
    """The ratio of two means over paired replicates, by Fieller's theorem.

    With ratio r, the mean of (above - r x below) is zero; the interval is every r that Student's t does not
    reject.
    It is bounded only where the mean below the line is itself distinct from zero (Fieller's g below 1).
    Source: Fieller (1954), J. R. Statist. Soc. B 16:175; Cochran, Sampling Techniques (1977), section 6.
    """
    top, bottom = np.asarray(above, float), np.asarray(below, float)
    if len(top) < 2:
        raise ValueError("an interval needs at least two replicates")
    mean_top, mean_bottom = float(top.mean()), float(bottom.mean())
    if mean_bottom == 0:
        return Unbounded("nothing to divide by: the figure below the line is zero")
    ((var_top, both), (_, var_bottom)) = np.cov(top, bottom) / len(top)
    squared_t = student(level, len(top) - 1) ** 2
    g = squared_t * var_bottom / mean_bottom**2
    if g >= 1:
        return Unbounded("too few replicates: the figure below the line is not told apart from zero (Fieller's g >= 1)")
    ratio = mean_top / mean_bottom
    centre = ratio - g * both / var_bottom if var_bottom > 0 else ratio
    left_over = var_top - both**2 / var_bottom if var_bottom > 0 else var_top
    spread = var_top - 2 * ratio * both + ratio**2 * var_bottom - g * left_over
    half = math.sqrt(squared_t * max(spread, 0.0)) / abs(mean_bottom)
    return Estimate(ratio, (centre - half) / (1 - g), (centre + half) / (1 - g))


def variance_ratio(one: Floats, other: Floats) -> float | Unbounded:
    """How many times more variance independent replicates would give: (Var a + Var b) / Var(a - b)."""
    a, b = np.asarray(one, float), np.asarray(other, float)
    if len(a) < 3:
        return Unbounded("too few replicates to compare variances")
    paired = float(np.var(a - b, ddof=1))
    if paired == 0:
        return Unbounded("the difference does not vary between replicates")
    return float(np.var(a, ddof=1) + np.var(b, ddof=1)) / paired


def settles(differences: Floats, level: float = SETTLING) -> bool:
    """Whether the sign of a paired difference is beyond chance at a level, or the two are exactly alike."""
    return mean_interval(differences, level).settled


def doubled(replicates: int, most: int) -> int:
    """How many replicates to have next when these did not settle the sign."""
    return min(2 * replicates, most)
