"""Approximate Bayesian computation: what parameters made the data, where a model can be simulated and has no formula.

A short population Monte Carlo of our own. Parameters are points of the unit cube with a uniform prior. Each generation
keeps the better half of its particles, by their distance from the data, and proposes new ones around those by a
Gaussian kernel of twice their covariance, weighted by importance; no simulation is thrown away, and the tolerance is
whatever the better half reaches (Lenormand, Jabot and Deffuant 2013, "Adaptive approximate Bayesian computation for
complex models"). Distances are taken between learned summaries, the regression of the parameters on what was observed
(Fearnhead and Prangle 2012), and the last generation is adjusted for what distance remains by local-linear regression
(Beaumont, Zhang and Balding 2002), on the scale of log-odds, so that nothing leaves the cube.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
# Simulates a batch: points [particle, parameter], and the number of its first simulation -> [particle, summary]
Simulate = Callable[[Floats, int], Floats]

KEPT = 0.5  # share of particles that go on to the next generation
ENDS = 0.03  # generations end when fewer of the new particles than this are near enough to be kept
_EDGE = 1e-4  # points are kept this far from the faces of the cube when log-odds are taken
_RIDGE = 1e-3  # of the summaries' own variance, so that summaries which say the same do not upset the regression


@dataclass(frozen=True)
class Posterior:
    """Weighted points of the unit cube. tolerance: largest distance kept, in standard deviations of the prior's."""

    points: Floats
    weights: Floats
    tolerance: float
    simulations: int
    generations: int

    def quantile(self, level: float) -> Floats:
        """A quantile of each parameter."""
        return np.array([_quantile(column, self.weights, level) for column in self.points.T])

    @property
    def mean(self) -> Floats:
        """The mean of each parameter."""
        return np.asarray(self.weights @ self.points)

    @property
    def variance(self) -> Floats:
        """The variance of each parameter; a uniform prior has 1/12."""
        return np.asarray(self.weights @ (self.points - self.mean) ** 2)

    @property
    def correlation(self) -> Floats:
        """Correlation of each pair of parameters, on the scale of log-odds."""
        around = log_odds(self.points)
        around = around - self.weights @ around
        covariance = np.einsum("n,ni,nj->ij", self.weights, around, around)
        spread = np.sqrt(np.maximum(np.diag(covariance), 1e-300))
        return np.asarray(covariance / np.outer(spread, spread))

    @property
    def effective(self) -> float:
        """How many equally weighted particles it is worth."""
        return float(1.0 / (self.weights**2).sum())


def sample(
    simulate: Simulate, observed: Floats, parameters: int, *, particles: int = 600, generations: int = 5, seed: int = 1
) -> Posterior:
    """The posterior of the parameters, given the observed summaries.

    particles: simulated from the prior at first; each later generation simulates half as many. The same seed gives the
    same result where `simulate` depends on nothing but its arguments.
    """
    random = np.random.default_rng(seed)
    points = _spread_out(particles, parameters, random)
    raw = simulate(points, 0)
    learned = _Learned(points, raw)
    summaries, goal = learned(raw), learned(observed[None, :])[0]
    weights = np.ones(particles)
    simulations, lived, kept = particles, 1, round(KEPT * particles)
    for _ in range(generations - 1):
        order = np.argsort(np.linalg.norm(summaries - goal, axis=1), kind="stable")[:kept]
        tolerance = float(np.linalg.norm(summaries[order[-1]] - goal))
        points, summaries, weights = points[order], summaries[order], weights[order]
        new, importance = _proposed(points, weights, particles - kept, random)
        found = learned(simulate(new, simulations))
        simulations += len(new)
        lived += 1
        points, summaries = np.vstack([points, new]), np.vstack([summaries, found])
        weights = np.concatenate([weights, importance * weights.mean() / importance.mean()])
        if np.mean(np.linalg.norm(found - goal, axis=1) < tolerance) < ENDS:
            break
    return _adjusted(points, summaries - goal, weights, simulations, lived)


def log_odds(points: Floats) -> Floats:
    """The cube opened to all numbers."""
    inside = np.clip(points, _EDGE, 1.0 - _EDGE)
    return np.asarray(np.log(inside) - np.log1p(-inside))


def _spread_out(particles: int, parameters: int, random: np.random.Generator) -> Floats:
    """Points of the prior, each parameter evenly covered (a Latin hypercube)."""
    ranks = np.array([random.permutation(particles) for _ in range(parameters)]).T
    return (ranks + random.random((particles, parameters))) / particles


class _Learned:
    """The regression of the parameters on the raw summaries and their squares, in prior standard deviations."""

    def __init__(self, points: Floats, raw: Floats) -> None:
        self._centre = raw.mean(axis=0)
        self._scale = np.where(raw.std(axis=0) > 0, raw.std(axis=0), 1.0)
        goal = log_odds(points)
        self._mean = goal.mean(axis=0)
        features = self._features(raw)
        self._features_mean = features.mean(axis=0)
        features = features - self._features_mean
        ridge = _RIDGE * len(features) * np.eye(features.shape[1])
        self._slope = np.linalg.solve(features.T @ features + ridge, features.T @ (goal - self._mean))
        fitted = features @ self._slope
        self._spread = np.maximum(fitted.std(axis=0), 1e-6 * goal.std(axis=0))

    def __call__(self, raw: Floats) -> Floats:
        return np.asarray((self._features(raw) - self._features_mean) @ self._slope / self._spread)

    def _features(self, raw: Floats) -> Floats:
        plain = np.clip((raw - self._centre) / self._scale, -6.0, 6.0)
        return np.hstack([plain, plain**2])


def _proposed(points: Floats, weights: Floats, wanted: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """New points of the cube around the kept ones, and their importance weights under the uniform prior."""
    share = weights / weights.sum()
    spread = 2.0 * np.cov(points.T, aweights=share).reshape(points.shape[1], -1) + 1e-8 * np.eye(points.shape[1])
    root = np.linalg.cholesky(spread)
    found = np.empty((0, points.shape[1]))
    while len(found) < wanted:
        around = points[random.choice(len(points), wanted, p=share)]
        moved = around + random.standard_normal(around.shape) @ root.T
        found = np.vstack([found, moved[((moved > 0) & (moved < 1)).all(axis=1)]])
    new = found[:wanted]
    apart = np.linalg.solve(root, (new[:, None, :] - points[None, :, :]).reshape(-1, points.shape[1]).T)
    density = np.exp(-0.5 * (apart**2).sum(axis=0)).reshape(wanted, len(points)) @ share
    return new, 1.0 / density


def _adjusted(points: Floats, apart: Floats, weights: Floats, simulations: int, generations: int) -> Posterior:
    """The nearer half, moved to where the data lie by regression on what they are apart."""
    distance = np.linalg.norm(apart, axis=1)
    tolerance = max(float(np.quantile(distance, KEPT)), 1e-12)
    near = distance < tolerance
    weights = weights[near] * (1.0 - (distance[near] / tolerance) ** 2)
    weights = weights / weights.sum()
    apart, goal = apart[near], log_odds(points[near])
    design = np.hstack([np.ones((len(apart), 1)), apart])
    ridge = 1e-9 * np.diag([0.0, *np.ones(apart.shape[1])])
    slope = np.linalg.solve(design.T @ (design * weights[:, None]) + ridge, design.T @ (goal * weights[:, None]))
    moved = goal - apart @ slope[1:]
    return Posterior(1.0 / (1.0 + np.exp(-moved)), weights, tolerance, simulations, generations)


def _quantile(values: Floats, weights: Floats, level: float) -> float:
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(weights[order]) - 0.5 * weights[order]
    return float(np.interp(level, middle, values[order]))
