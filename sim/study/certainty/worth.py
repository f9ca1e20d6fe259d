"""What it is worth to know something before choosing: the expected value of perfect and of partial information.

Worlds are drawn as they are thought possible; in each, the value of every action is had once or more often, with new
luck. Today's choice is the action that is best on average. Knowing something allows another choice in each world: the
one that a regression of the actions' values on what is known expects to be best (Strong, Oakley and Brennan 2014,
Medical Decision Making 34:311). Each choice is made from other worlds, or other luck, than those it is valued by, so
that luck is never taken for knowledge: figures are, if anything, too small.
"""

from functools import lru_cache
from itertools import combinations_with_replacement
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.study.intervals import SHOWN, Estimate

Floats = npt.NDArray[np.float64]

FOLDS, RESAMPLES = 8, 1_000
WORLDS_A_TERM = 8  # at least so many worlds for each term of the regression
DEGREE = 4
_SEED = 20  # of folds and resampling; any will do


class Worth(NamedTuple):
    """Value of knowing in the actions' unit, and the share of the difference's variance between worlds it removes."""

    value: Estimate
    removed: Estimate


def of_everything(values: Floats) -> Worth:
    """Perfect information: values [world, luck, action], with luck at least twice, or once where there is none."""
    drawn = values.shape[1]
    if drawn == 1:
        return Worth(_gain(values[:, 0], values[:, 0].argmax(axis=1)), Estimate(1.0, 1.0, 1.0))
    gains = []
    for one in range(drawn):
        others = np.delete(values, one, axis=1).mean(axis=1)
        gains.append(_gained(values[:, one], others.argmax(axis=1)))
    return Worth(_resampled(np.mean(gains, axis=0), values.mean(axis=1)), Estimate(1.0, 1.0, 1.0))


def of_knowing(values: Floats, known: Floats) -> Worth:
    """Knowing some numbers [world, number] about each world: parameters, or what a measurement has found."""
    mean = values.mean(axis=1)
    design = _terms(_even(known), len(known) // WORLDS_A_TERM)
    expected = _expected(design, mean)
    best = two_best(values)
    difference = mean[:, best[0]] - mean[:, best[1]]
    told = expected[:, best[0]] - expected[:, best[1]]
    return Worth(_gain(mean, expected.argmax(axis=1)), _removed(difference, told, _luck(values, best)))


def two_best(values: Floats) -> tuple[int, int]:
    """The action that is best on average, and the next."""
    order = np.argsort(-values.mean(axis=(0, 1)), kind="stable")
    return int(order[0]), int(order[1])


def _gain(values: Floats, chosen: npt.NDArray[np.int64]) -> Estimate:
    return _resampled(_gained(values, chosen), values)


def _gained(values: Floats, chosen: npt.NDArray[np.int64]) -> Floats:
    return np.asarray(np.take_along_axis(values, chosen[:, None], axis=1)[:, 0])


def _resampled(with_it: Floats, without: Floats) -> Estimate:
    """Mean with the knowledge less that of the best action without, over resampled worlds; never below zero."""
    ahead = with_it[:, None] - without  # of each action alone
    gains = (_draws(len(with_it)) @ ahead).min(axis=1)
    low, high = np.quantile(gains, [(1 - SHOWN) / 2, (1 + SHOWN) / 2])
    middle = ahead.mean(axis=0).min()
    return Estimate(*(max(float(one), 0.0) for one in (middle, low, high)))


def _removed(difference: Floats, told: Floats, luck: float) -> Estimate:
    """Share of the variance between worlds that goes: 1 - what stays / what was there, luck left out of both."""
    weights = _draws(len(difference))
    around = (difference - difference.mean()) ** 2
    errors = (difference - told) ** 2

    def share(there: Floats, stays: Floats) -> Floats:
        between = np.maximum(there - luck, 1e-12 * np.maximum(there, 1e-300))
        return np.asarray(np.clip((there - stays) / between, 0.0, 1.0))

    low, high = np.quantile(share(weights @ around, weights @ errors), [(1 - SHOWN) / 2, (1 + SHOWN) / 2])
    return Estimate(float(share(around.mean(), errors.mean())), float(low), float(high))


def _luck(values: Floats, pair: tuple[int, int]) -> float:
    """Variance of a world's mean difference that is luck."""
    apart = values[:, :, pair[0]] - values[:, :, pair[1]]
    return float(apart.var(axis=1, ddof=1).mean() / apart.shape[1]) if apart.shape[1] > 1 else 0.0


@lru_cache(maxsize=2)
def _draws(worlds: int) -> Floats:
    counts = np.random.default_rng(_SEED).multinomial(worlds, np.full(worlds, 1 / worlds), size=RESAMPLES)
    return np.asarray(counts / worlds)


def _even(known: Floats) -> Floats:
    """Each number by its rank among the worlds, from -1 to 1: what is known counts, not the unit it is told in."""
    from scipy.stats import rankdata

    ranks = np.apply_along_axis(rankdata, 0, known)
    return np.asarray((2.0 * ranks - 1.0) / len(known) - 1.0)


def _terms(even: Floats, most: int) -> Floats:
    """Legendre polynomials of all numbers together, of the highest degree that leaves enough worlds for each term."""
    worlds, several = even.shape
    single: Floats = np.asarray(np.polynomial.legendre.legvander(even, DEGREE), np.float64)  # [world, number, degree]
    found = [np.ones(worlds)]
    for degree in range(1, DEGREE + 1):
        new = [_product(single, picked) for picked in combinations_with_replacement(range(several), degree)]
        if degree > 1 and len(found) + len(new) > most:
            break
        found += new
    return np.column_stack(found)


def _product(single: Floats, picked: tuple[int, ...]) -> Floats:
    column = np.ones(len(single))
    for number in set(picked):
        column = column * single[:, number, picked.count(number)]
    return column


def _expected(design: Floats, values: Floats) -> Floats:
    """What the regression expects of each action in each world, fitted on the other folds."""
    fold = np.random.default_rng(_SEED).permutation(len(design)) % FOLDS
    expected = np.empty_like(values)
    ridge = np.diag([0.0, *np.ones(design.shape[1] - 1)])
    for one in range(FOLDS):
        seen = fold != one
        terms = design[seen]
        slope = np.linalg.solve(terms.T @ terms + ridge, terms.T @ values[seen])
        expected[~seen] = design[~seen] @ slope
    return expected
