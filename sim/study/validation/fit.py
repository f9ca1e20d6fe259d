"""The free parameters fitted together: which worlds, of all that the ranges allow, agree with what was published.

Worlds are drawn over the ranges of the parameter table, each is lived on the engine, and each gets a weight: how well
its figures agree with V1, the stated share and V3. This is importance sampling from the prior, or approximate Bayesian
computation with weights (Beaumont, Zhang and Balding 2002, without their regression).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.inputs.parameter import Parameter
from sim.inputs.parameters import PARAMETERS
from sim.study.intervals import SHOWN
from sim.study.run import cores, pool
from sim.study.validation.targets import TARGETS, Target
from sim.study.validation.worlds import FREE, Figures, figures

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

WORLDS = 2_000
PEOPLE = 8_000  # in each of a world's markets
WIDE = 4.0  # a range that spans this factor is drawn evenly on the logarithm
BELOW = 0.04  # V3 is a lower limit; this far below it, a world counts as one standard error off
TOLD_APART = 0.3  # correlations from here on are reported
_ENDS = (0.5 - SHOWN / 2, 0.5, 0.5 + SHOWN / 2)


@dataclass(frozen=True)
class Belief:
    """What is held of a number, as (low, middle, high): over all worlds, and over those that agree with the data.

    left_open: the spread that the data leave, as a share of the spread before (for a parameter on the scale on which
    it is drawn).
    """

    before: tuple[float, float, float]
    after: tuple[float, float, float]
    left_open: float


@dataclass(frozen=True)
class Fit:
    """What the data say about the free parameters, and about what follows from them.

    effective: how many equally good worlds the weighted ones are worth. default_at: the share of fitted worlds in
    which a parameter lies below its default. together: pairs that move together in the fitted worlds, so that the data
    do not tell them apart, with their correlation. recovers: share of worlds that meet V2, before and after. loses:
    share in which a sold record costs more than its net receipt [dollars].
    """

    worlds: int
    effective: float
    people: int
    seed: int
    parameters: Mapping[str, Belief]
    default_at: Mapping[str, float]
    figures: Mapping[str, Belief]
    together: tuple[tuple[str, str, float], ...]
    recovers: tuple[float, float]
    loses: tuple[float, float]
    receipt: float

    def as_json(self) -> dict[str, Any]:
        """The fit as plain lists and dictionaries."""
        return asdict(self)


def fit(
    worlds: int = WORLDS,
    people: int = PEOPLE,
    seed: int = 1,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Fit:
    """Draw worlds, live them, weigh them. The same seed gives the same fit.

    progress: called with worlds lived and worlds to live.
    """
    ranks = np.random.default_rng(seed).random((worlds, len(FREE)))
    values = np.array([[drawn(PARAMETERS[key], u) for key, u in zip(FREE, row, strict=True)] for row in ranks])
    rows = []

    def one(number: int) -> Figures:
        return figures(dict(zip(FREE, map(float, values[number]), strict=True)), number, people)

    for lived in pool(cores(threads)).map(one, range(worlds)):
        rows.append(lived)
        if progress:
            progress(len(rows), worlds)
    return _weighed(ranks, values, rows, people, seed)


def drawn(entry: Parameter, u: float) -> float:
    """The value at rank u (0 to 1) of a parameter's range."""
    low, high = float(entry.low or 0.0), float(entry.high or 0.0)
    if high >= WIDE * low > 0.0:
        return low * (high / low) ** u
    return low + (high - low) * u


def _weighed(ranks: Floats, values: Floats, rows: list[Figures], people: int, seed: int) -> Fit:
    found = np.array(rows)
    weights = np.array([agreement(row) for row in rows])
    weights /= weights.sum()
    later, cost = (found[:, Figures._fields.index(name)] for name in ("later", "cost_per_record"))
    receipt = _default("data_market.price") * (1.0 - _default("data_market.commission"))

    def share(of_worlds: npt.NDArray[np.bool_]) -> tuple[float, float]:
        return float(of_worlds.mean()), float(weights[of_worlds].sum())

    return Fit(
        worlds=len(rows),
        effective=float(1.0 / (weights**2).sum()),
        people=people,
        seed=seed,
        parameters={key: _belief(values[:, n], weights, ranks[:, n]) for n, key in enumerate(FREE)},
        default_at={key: share(values[:, n] < _default(key))[1] for n, key in enumerate(FREE)},
        figures={name: _belief(found[:, n], weights, found[:, n]) for n, name in enumerate(Figures._fields)},
        together=tuple(_together(ranks, weights)),
        recovers=share(later <= float(_target("v02-recovery", "later").high or 0.0)),
        loses=share(cost > receipt),
        receipt=receipt,
    )


def _default(key: str) -> float:
    return float(PARAMETERS[key].default)


def agreement(world: Figures) -> float:
    """How well a world agrees with what was published, 0 to 1 and relative.

    V1 and the stated share: normal on the logarithm and on log-odds, so that the published limits hold nine tenths.
    V3: any share of unaware people above the limit does.
    """
    leave, say_so = _target("v01-breach", "leave"), _target("v01-breach", "say_so")
    below = max(0.0, float(_target("v03-unaware", "unaware").low or 0.0) - world.unaware) / BELOW
    distances = (_distance(world.leave, leave, _log), _distance(world.say_so, say_so, _log_odds), below)
    return math.exp(-0.5 * sum(distance**2 for distance in distances))


def _distance(value: float, target: Target, scale: Callable[[float], float]) -> float:
    """Standard errors between a value and the middle of a target's limits, taken as a 90 % interval."""
    low, high = scale(float(target.low or 0.0)), scale(float(target.high or 0.0))
    return (scale(value) - 0.5 * (low + high)) / ((high - low) / (2.0 * 1.645))


def _log(share: float) -> float:
    return math.log(max(share, 1e-6))


def _log_odds(share: float) -> float:
    inside = min(max(share, 1e-6), 1.0 - 1e-6)
    return math.log(inside / (1.0 - inside))


def _target(scenario: str, figure: str) -> Target:
    return next(one for one in TARGETS if (one.scenario, one.figure) == (scenario, figure))


def _belief(values: Floats, weights: Floats, scale: Floats) -> Belief:
    even = np.full(len(values), 1.0 / len(values))
    before, after = (tuple(quantiles(values, one, _ENDS)) for one in (even, weights))
    left_open = _spread(scale, weights) / _spread(scale, even)
    return Belief(before, after, left_open)  # type: ignore[arg-type]


def _spread(values: Floats, weights: Floats) -> float:
    mean = float((weights * values).sum())
    return math.sqrt(float((weights * (values - mean) ** 2).sum()))


def quantiles(values: Floats, weights: Floats, shares: tuple[float, ...]) -> list[float]:
    """The values below which these shares of the weight lie. weights: sum to 1."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) - 0.5 * weights[order]
    return [float(x) for x in np.interp(shares, reached, values[order])]


def _together(ranks: Floats, weights: Floats) -> list[tuple[str, str, float]]:
    """Pairs of free parameters that are correlated in the fitted worlds, the closest first."""
    correlations = np.asarray(_correlations(ranks, weights))
    pairs = [(FREE[a], FREE[b], float(correlations[a, b])) for a, b in combinations(range(len(FREE)), 2)]
    return sorted((pair for pair in pairs if abs(pair[2]) >= TOLD_APART), key=lambda pair: -abs(pair[2]))


def _correlations(ranks: Floats, weights: Floats) -> Floats:
    centred = ranks - weights @ ranks
    covariance = (centred * weights[:, None]).T @ centred
    spread = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(spread, spread), float)
